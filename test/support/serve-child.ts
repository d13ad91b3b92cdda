/** A real station in a process of its own, for tests of any kind; whoever starts one ends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Health } from '../../electron/desk/health.ts';
import type { Command, CommandMap } from '../../electron/shared/contract.ts';
import type { Result } from '../../electron/shared/result.ts';
import { KEY_HEX } from './key-hex.ts';
import { LONGEST_WAIT_MS } from './longest-wait.ts';

const SERVE = join(import.meta.dirname, '../../electron/serve.ts');

export interface ServeOptions {
  readonly dataFolder: string;
  readonly settings?: unknown;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface ServeChild {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly exited: Promise<number | string>;
}

export function spawnServe(options: ServeOptions): ServeChild {
  mkdirSync(options.dataFolder, { recursive: true });
  if (options.settings !== undefined)
    writeFileSync(join(options.dataFolder, 'settings.json'), JSON.stringify(options.settings));
  const child = spawn(process.execPath, [SERVE, '--data', options.dataFolder], {
    env: { ...process.env, ESSENTRY_TOKEN: 'demo-token', VESTIBULE_KEY: KEY_HEX, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => void (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (stderr += chunk.toString()));
  const exited = new Promise<number | string>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return { child, stdout: () => stdout, stderr: () => stderr, exited };
}

export interface ServeProcess {
  readonly url: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  health(): Promise<Health>;
  command<C extends Command>(
    command: C,
    request: CommandMap[C]['request'],
  ): Promise<CommandMap[C]['response']>;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | string>;
}

/** Resolves when it has said so; rejects where it has ended instead. */
export async function whenReady({ child, stdout, stderr, exited }: ServeChild): Promise<ServeProcess> {
  const url = await new Promise<string>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`not ready: ${stderr()}`)), LONGEST_WAIT_MS);
    child.stdout?.on('data', () => {
      const ready = /^ready (\S+)\n/m.exec(stdout());
      if (ready?.[1] === undefined) return;
      clearTimeout(limit);
      resolve(ready[1]);
    });
    void exited.then((code) => reject(new Error(`ended with ${code}: ${stderr()}`)));
  });
  const { origin } = new URL(url);
  return {
    url,
    stdout,
    stderr,
    health: async () => (await (await fetch(`${origin}/healthz`)).json()) as Health,
    command: (command, request) => askStation(url, command, request),
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

/** One command to a station by the address of its ready line; rejects where the station refuses. */
export async function askStation<C extends Command>(
  url: string,
  command: C,
  request: CommandMap[C]['request'],
): Promise<CommandMap[C]['response']> {
  const { host, hash } = new URL(url);
  const key = new URLSearchParams(hash.slice(1)).get('key') ?? '';
  const socket = new WebSocket(`ws://${host}/bridge`, { headers: { authorization: `Bearer ${key}` } });
  try {
    const result = await new Promise<Result<CommandMap[C]['response'], unknown>>((resolve, reject) => {
      socket.on('open', () => socket.send(JSON.stringify({ id: 1, command, request })));
      socket.on('error', reject);
      socket.on('message', (data) => {
        const message = JSON.parse((data as Buffer).toString()) as { id?: number; result?: never };
        if (message.id === 1 && message.result !== undefined) resolve(message.result);
      });
    });
    if (!result.ok) throw new Error(`${command} refused: ${JSON.stringify(result.error)}`);
    return result.value;
  } finally {
    socket.terminate();
  }
}
