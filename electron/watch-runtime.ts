/** The process that a station runs in, watched: how late its event loop comes to its work, its memory, its versions. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { homedir, release, type, version } from 'node:os';
import type { LogLine, Runtime } from './desk/runtime.ts';
import type { Clock } from './shared/clock.ts';

/** All but what depends on where the cloud is. */
export interface WatchedRuntime extends Omit<Runtime, 'hasProxy'> {
  /** The PC woke up: what it slept was no delay. */
  woke(): void;
  stop(): void;
}

export interface RuntimePorts {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly logLines: () => readonly LogLine[];
}

/** Node looks so often; it wakes the processor each time, and what matters is ten times as long. */
const LOOK_EVERY_MS = 20;
const NS_PER_MS = 1e6;

export function watchRuntime({ clock, logLines }: RuntimePorts): WatchedRuntime {
  const delay = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  delay.enable();
  const startedAtMs = clock.nowMs();
  let sinceMs = startedAtMs;
  // Node tells the time from look to look, of which the pause between two looks is no delay.
  const toMs = (ns: number): number => Math.max(0, Math.round(ns / NS_PER_MS - LOOK_EVERY_MS));
  return {
    startedAtMs,
    versions: productVersions(process.versions),
    // Windows has a name that people know it by; elsewhere that text is the kernel's build.
    system: `${process.platform === 'win32' ? version() : type()} ${release()}`,
    architecture: process.arch,
    homeFolder: homedir(),
    eventLoop: () => ({
      sinceMs,
      p50Ms: toMs(delay.percentile(50)),
      p99Ms: toMs(delay.percentile(99)),
      maxMs: toMs(delay.max),
    }),
    memory() {
      const { rss, heapUsed } = process.memoryUsage();
      return { residentBytes: rss, heapBytes: heapUsed };
    },
    logLines,
    woke() {
      delay.reset();
      sinceMs = clock.nowMs();
    },
    stop: () => void delay.disable(),
  };
}

/** Only of those that there are: without Electron there is no Chromium. */
function productVersions(versions: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const named = { Electron: versions['electron'], Chromium: versions['chrome'], 'Node.js': versions['node'] };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, version]) => (version === undefined ? [] : [[name, version]])),
  );
}
