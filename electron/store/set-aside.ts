/**
 * A database that cannot be used is moved aside, never written to and never deleted at once: IT may want to look at it, and
 * its ledger is read from there. It holds visitors, encrypted as before, so it is forgotten like them, only later.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../shared/result.ts';
import type { RebuiltBecause } from '../shared/view.ts';

export interface SetAsideFile {
  readonly name: string;
  readonly path: string;
  readonly because: RebuiltBecause;
  readonly atMs: number;
}

/** Long enough to be missed on a Monday and still be there for IT, short enough to be told to a privacy officer. */
export const SET_ASIDE_KEPT_MS = 7 * 86_400_000;
/** A disk that damages every new file must not be filled up by them. */
const MAX_KEPT_FILES = 5;
/** What may lie beside a database, and what it is called afterwards: a WAL that was kept as it was found is the one to read. */
const COMPANIONS = [
  ['-wal', '-wal'],
  ['-wal-kept', '-wal'],
  ['-shm', '-shm'],
  ['-journal', '-journal'],
] as const;

/** `version`: of the file, where that is why. Throws what the file system says, with its `code`. */
export function setAside(
  databasePath: string,
  because: RebuiltBecause,
  nowMs: number,
  version = 0,
): SetAsideFile {
  const reason = { corrupt: 'damaged', 'wrong-key': 'other-key', 'newer-version': `version-${version}` };
  const nameAt = (atMs: number): string => `${databasePath}.${reason[because]}-${stampOf(atMs)}`;
  let atMs = nowMs;
  while (existsSync(nameAt(atMs))) atMs += 1;
  const path = nameAt(atMs);
  renameSync(databasePath, path);
  moveCompanions(databasePath, path);
  return { name: basename(path), path, because, atMs };
}

/** A stop between the two renames of `setAside` leaves a WAL without its database; it follows now. */
export function finishSetAside(databasePath: string): void {
  const [newest] = listSetAside(databasePath);
  if (newest !== undefined && !existsSync(databasePath)) moveCompanions(databasePath, newest.path);
}

function moveCompanions(from: string, to: string): void {
  for (const [companion, name] of COMPANIONS)
    if (existsSync(`${from}${companion}`)) renameSync(`${from}${companion}`, `${to}${name}`);
}

/** Newest first. */
export function listSetAside(databasePath: string): readonly SetAsideFile[] {
  const folder = dirname(databasePath);
  const prefix = `${basename(databasePath)}.`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => {
      const parts = /^(damaged|other-key|version-\d+)-(\d{8}T\d{9}Z)$/.exec(name.slice(prefix.length));
      const [, reason = '', stamp = ''] = parts ?? [];
      const because: RebuiltBecause =
        reason === 'damaged' ? 'corrupt' : reason === 'other-key' ? 'wrong-key' : 'newer-version';
      return parts === null ? [] : [{ name, path: join(folder, name), because, atMs: timeOf(stamp) }];
    })
    .sort((a, b) => b.atMs - a.atMs);
}

/**
 * Removes what is older than it may be kept, and what is too many; how many. The error is the file system's code: another
 * program, such as a virus scanner, may hold a file for a while.
 */
export function forgetSetAside(databasePath: string, nowMs: number): Result<number, string> {
  try {
    const expired = listSetAside(databasePath).filter(
      (file, index) => index >= MAX_KEPT_FILES || nowMs - file.atMs > SET_ASIDE_KEPT_MS,
    );
    for (const file of expired)
      for (const name of ['', ...COMPANIONS.map(([, name]) => name)])
        rmSync(`${file.path}${name}`, { force: true });
    return ok(expired.length);
  } catch (cause) {
    const code = fileErrorCode(cause);
    if (code === null) throw cause;
    return err(code);
  }
}

/** What the file system says, as `EACCES`; `null` where the cause is none of its errors. */
export const fileErrorCode = (cause: unknown): string | null =>
  cause instanceof Error && 'syscall' in cause && 'code' in cause ? String(cause.code) : null;

/** `20261123T075500000Z`: without the signs that a file name must not have on every system. */
const stampOf = (atMs: number): string => new Date(atMs).toISOString().replace(/[-:.]/g, '');

const timeOf = (stamp: string): number =>
  Date.parse(stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z'));
