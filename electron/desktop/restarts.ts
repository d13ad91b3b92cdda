/** Starting the app anew by itself, and how often: the count lies in the data folder, because it has to outlive what it counts. */
import { readFileSync } from 'node:fs';
import { app } from 'electron';
import { writeWhole } from '../desk/whole-file.ts';
import { takeTurn, type Limit } from './limiter.ts';

const LIMIT: Limit = { times: 3, withinMs: 600_000 };

/** False also where that cannot be counted: nothing may start itself for ever. */
export function mayStartAnew(file: string, nowMs: number): boolean {
  const turn = takeTurn(readTimes(file), nowMs, LIMIT);
  return turn.isAllowed && writeWhole(file, JSON.stringify(turn.times)).ok;
}

function readTimes(file: string): readonly number[] {
  try {
    const times: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(times) ? times.filter((time) => typeof time === 'number') : [];
  } catch (cause) {
    // Not there yet, or garbled by whoever wrote into it: then the count begins.
    if (cause instanceof SyntaxError || (cause instanceof Error && 'code' in cause)) return [];
    throw cause;
  }
}

/**
 * To be followed by the end of this process. An AppImage runs from a place that is gone when it ends, so the file itself is
 * named (electron-builder#1727); the flag spares it the mount that is still busy.
 */
export function startAnewAfterwards(argv: readonly string[], appImage: string | undefined): void {
  const args = argv.slice(1);
  app.relaunch(
    appImage === undefined ? { args } : { execPath: appImage, args: ['--appimage-extract-and-run', ...args] },
  );
}
