/**
 * What was asked of the cloud, for tests that must prove who connected how often and that no act happened twice. Ids,
 * codes and times only: no name, no token, no body.
 */
import type { RequestFault } from './request-faults.ts';

export type AuthMode = 'header' | 'query' | 'first-message';

export type CloudLogEntry =
  /** A request on the REST side. `status` null: it got no answer, or a broken one. */
  | {
      readonly kind: 'request';
      readonly atMs: number;
      readonly method: string;
      readonly route: 'snapshot' | 'transition' | 'other';
      readonly leftAfter: string | null;
      readonly leftBefore: string | null;
      readonly status: number | null;
      readonly fault: RequestFault['kind'] | null;
    }
  /** An attempt to open the socket. 101: opened (in first-message mode: opened, not yet let in). */
  | {
      readonly kind: 'connect';
      readonly atMs: number;
      readonly auth: AuthMode;
      readonly status: number | null;
      readonly fault: RequestFault['kind'] | null;
    }
  /** `code` as the cloud saw it: 1006 when the connection broke without a word. */
  | { readonly kind: 'disconnect'; readonly atMs: number; readonly code: number }
  /** A message from the station, after it was let in; the messages of first-message auth are not kept. */
  | { readonly kind: 'message'; readonly atMs: number; readonly bytes: number }
  /** An act of the station, with what became of it: `toState` null means refused. */
  | {
      readonly kind: 'transition';
      readonly atMs: number;
      readonly checkInId: number | null;
      readonly eventName: string;
      readonly status: number;
      readonly toState: string | null;
    };

type WithoutTime<T> = T extends unknown ? Omit<T, 'atMs'> : never;

export interface CloudLog {
  add(entry: WithoutTime<CloudLogEntry>): void;
  /** Oldest first. */
  entries(): readonly CloudLogEntry[];
}

/** A demo may run for days; the oldest entries go first. */
const KEPT_ENTRIES = 50_000;

export function createCloudLog(nowMs: () => number): CloudLog {
  const entries: CloudLogEntry[] = [];
  return {
    add(entry) {
      entries.push({ ...entry, atMs: nowMs() });
      if (entries.length > KEPT_ENTRIES * 1.1) entries.splice(0, entries.length - KEPT_ENTRIES);
    },
    entries: () => [...entries],
  };
}
