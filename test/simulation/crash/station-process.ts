/**
 * The real station, `serve`, in a process of its own, with a window of ours at its bridge. Whatever it answers there it has
 * read from its file after the commit: an answer is proof of something committed.
 */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import type { Command, CommandMap } from '../../../electron/shared/contract.ts';
import type { Result } from '../../../electron/shared/result.ts';
import type { StationView } from '../../../electron/shared/view.ts';
import type { Moments } from './moments.ts';

const SERVE = join(import.meta.dirname, '../../../electron/serve.ts');
const KEPT_LOG_LINES = 5;

export const KEY_HEX = 'c0ffee'.padEnd(64, '0');
export const TOKEN = 'crash-token';
export const DATABASE = 'vestibule.db';

export interface StationProcess {
  /** `null`: it refused, it is not ready, or it died before it answered. */
  ask<C extends Command>(
    command: C,
    request: CommandMap[C]['request'],
  ): Promise<CommandMap[C]['response'] | null>;
  isReady(): boolean;
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
  /** Resolves when the process is gone and all that it had answered has arrived. */
  readonly over: Promise<{ readonly code: number | null; readonly lastLines: readonly string[] }>;
  /** From the start of the process; `null` before it has come so far. */
  openedAfterMs(): number | null;
  liveAfterMs(): number | null;
}

interface Bridge {
  readonly socket: WebSocket;
  readonly closed: Promise<void>;
}

export function startStation(
  folder: string,
  events: {
    readonly moments: Moments;
    readonly onView: (view: StationView) => void;
    readonly environment?: Readonly<Record<string, string>>;
  },
): StationProcess {
  const { moments } = events;
  const startedMs = performance.now();
  const sinceStart = (): number => performance.now() - startedMs;
  const waiting = new Map<number, (value: unknown) => void>();
  const lastLines: string[] = [];
  let bridge: Bridge | null = null;
  let asked = 0;
  let openedAfterMs: number | null = null;
  let liveAfterMs: number | null = null;

  const watcher = watch(folder, (_event, name) => {
    if (!name?.startsWith(DATABASE) || openedAfterMs !== null) return;
    openedAfterMs = sinceStart();
    moments.happened('file-opened');
  });
  const child = spawn(process.execPath, [SERVE, '--data', folder], {
    env: { ...process.env, ESSENTRY_TOKEN: TOKEN, VESTIBULE_KEY: KEY_HEX, ...events.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  moments.happened('spawned');

  function onLogLine(line: string): void {
    lastLines.push(line);
    if (lastLines.length > KEPT_LOG_LINES) lastLines.shift();
    const state = /"event":"session","state":"(reconciling|live)"/.exec(line)?.[1];
    if (state === undefined) return;
    if (state === 'live') liveAfterMs ??= sinceStart();
    moments.happened(state as 'reconciling' | 'live');
  }

  function onMessage(data: Buffer): void {
    const message = JSON.parse(data.toString()) as {
      id?: number;
      result?: Result<unknown, unknown>;
      view?: StationView;
    };
    if (message.view !== undefined) return events.onView(message.view);
    waiting.get(message.id ?? 0)?.(message.result?.ok === true ? message.result.value : null);
    waiting.delete(message.id ?? 0);
    moments.happened('answered');
  }

  createInterface({ input: child.stderr }).on('line', onLogLine);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const url = /^ready (\S+)$/.exec(line)?.[1];
    if (url !== undefined) bridge = openBridge(url, onMessage);
  });

  const over = new Promise<number | null>((resolve) => child.once('close', resolve)).then(async (code) => {
    watcher.close();
    await bridge?.closed;
    for (const answer of waiting.values()) answer(null);
    return { code, lastLines };
  });

  return {
    ask: <C extends Command>(command: C, request: CommandMap[C]['request']) =>
      new Promise<CommandMap[C]['response'] | null>((resolve) => {
        if (bridge?.socket.readyState !== WebSocket.OPEN) return resolve(null);
        asked += 1;
        waiting.set(asked, resolve as (value: unknown) => void);
        bridge.socket.send(JSON.stringify({ id: asked, command, request }));
      }),
    isReady: () => bridge?.socket.readyState === WebSocket.OPEN,
    signal: (name) => void child.kill(name),
    over,
    openedAfterMs: () => openedAfterMs,
    liveAfterMs: () => liveAfterMs,
  };
}

function openBridge(url: string, onMessage: (data: Buffer) => void): Bridge {
  const { host, hash } = new URL(url);
  const key = new URLSearchParams(hash.slice(1)).get('key') ?? '';
  const socket = new WebSocket(`ws://${host}/bridge`, { headers: { authorization: `Bearer ${key}` } });
  socket.on('message', (data) => onMessage(data as Buffer));
  // A station that is killed breaks its bridge: 'close' follows.
  socket.on('error', () => socket.terminate());
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve())) };
}
