/**
 * A new version is on trial until it has proved that it starts. What is written here before anything is replaced lets the old
 * one, the new one and the watcher each say what is to be done, whichever of them is still there after a crash. The file is
 * replaced whole; one that cannot be read counts as none, because a desk must start without it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../desk/whole-file.ts';
import type { Result } from '../shared/result.ts';
import type { UpdateOutcome } from '../shared/updates.ts';

const trial = z.object({
  from: z.string(),
  to: z.string(),
  /** What is replaced: the AppImage, the folder of the program, or the .app. */
  installed: z.string(),
  /** `going-back`: whatever happens now, the old one is put in its place again. */
  phase: z.enum(['installing', 'going-back']),
  /** How often the new one was started. */
  tries: z.number().int().min(0),
  /** The process of the latest start: before its files are touched it has to be gone. */
  pid: z.number().int().positive().nullable(),
  startedAtMs: z.number(),
});
export type Trial = z.infer<typeof trial>;

const schema = z.object({
  version: z.literal(1),
  trial: trial.nullable(),
  /** Versions that did not start here; never taken again. */
  bad: z.array(z.string()).max(50),
  latest: z
    .object({
      kind: z.enum(['installed', 'went-back', 'not-installed']),
      version: z.string(),
      atMs: z.number(),
    })
    .nullable(),
});
export type UpdateRecord = z.infer<typeof schema>;

export const BLANK: UpdateRecord = { version: 1, trial: null, bad: [], latest: null };

const pathIn = (folder: string): string => join(folder, 'state.json');

export function readRecord(folder: string): UpdateRecord {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(pathIn(folder), 'utf8')));
    return parsed.success ? parsed.data : BLANK;
  } catch (cause) {
    if (cause instanceof SyntaxError || (cause instanceof Error && 'code' in cause)) return BLANK;
    throw cause;
  }
}

/** The error is the system's code. */
export const writeRecord = (folder: string, record: UpdateRecord): Result<null, string> =>
  writeWhole(pathIn(folder), JSON.stringify(record));

export type StartVerdict =
  /** Nothing is on trial, or what was is over. */
  | { readonly kind: 'settled' }
  /** This is the new version: it has to prove itself. */
  | { readonly kind: 'on-trial' }
  /** It was started before and has not proved itself: the old one comes back. */
  | { readonly kind: 'go-back' };

/** What a start of `version` finds out, and what is to be written before anything else is done. */
export function judgeStart(
  record: UpdateRecord,
  version: string,
  pid: number,
  nowMs: number,
): { readonly verdict: StartVerdict; readonly record: UpdateRecord } {
  const { trial } = record;
  if (trial === null) return { verdict: { kind: 'settled' }, record };
  if (trial.phase === 'going-back' && version !== trial.to)
    return { verdict: { kind: 'settled' }, record: wentBack(record, nowMs) };
  // An installer that did nothing and said nothing (FerroxLabs/wayland#492), or a version put here by hand.
  if (version !== trial.to) {
    const latest: UpdateOutcome = { kind: 'not-installed', version: trial.to, atMs: nowMs };
    return { verdict: { kind: 'settled' }, record: { ...record, trial: null, latest } };
  }
  if (trial.phase === 'going-back' || trial.tries > 0)
    return { verdict: { kind: 'go-back' }, record: goingBack(record, pid) };
  return { verdict: { kind: 'on-trial' }, record: { ...record, trial: { ...trial, tries: 1, pid } } };
}

/** The version is bad from the moment this is decided: should anything go wrong from here on, it is not fetched again. */
export const goingBack = (record: UpdateRecord, pid: number | null): UpdateRecord =>
  record.trial === null
    ? record
    : {
        ...record,
        trial: { ...record.trial, phase: 'going-back', pid },
        bad: [...new Set([...record.bad, record.trial.to])].slice(-50),
      };

export const wentBack = (record: UpdateRecord, nowMs: number): UpdateRecord =>
  ended(record, 'went-back', nowMs);

/** Of the version that runs; anything else was settled meanwhile. */
export const proved = (record: UpdateRecord, version: string, nowMs: number): UpdateRecord =>
  record.trial?.to === version && record.trial.phase === 'installing'
    ? ended(record, 'installed', nowMs)
    : record;

const ended = (record: UpdateRecord, kind: UpdateOutcome['kind'], nowMs: number): UpdateRecord =>
  record.trial === null
    ? record
    : { ...record, trial: null, latest: { kind, version: record.trial.to, atMs: nowMs } };
