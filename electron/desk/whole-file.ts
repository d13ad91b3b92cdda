import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../shared/result.ts';

/** Whole or not at all: a crash or a full disk in between leaves the file that was there. The error is the system's code. */
export function writeWhole(path: string, text: string): Result<null, string> {
  const unfinished = `${path}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(unfinished, text, { flush: true });
      renameSync(unfinished, path);
    } finally {
      rmSync(unfinished, { force: true });
    }
    return ok(null);
  } catch (cause) {
    return err(codeOf(cause));
  }
}

export const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
