import type { RollList } from '../../../../electron/badge/roll-list/roll-list.ts';
import type { RollCallPerson } from '../../../../electron/shared/roll-call.ts';

export const NOW = Date.UTC(2026, 10, 24, 14, 5);
export const MINUTE_MS = 60_000;

export const person = (id: number, change: Partial<RollCallPerson> = {}): RollCallPerson => ({
  id,
  name: `Visitor ${id}`,
  companyName: null,
  type: null,
  host: null,
  arrivedAtMs: NOW - 30 * MINUTE_MS,
  foundAtMs: null,
  leftAtMs: null,
  isUnconfirmed: false,
  isDepartureUnsent: false,
  isForgotten: false,
  ...change,
});

export const rollListOf = (people: readonly RollCallPerson[], change: Partial<RollList> = {}): RollList => ({
  kind: 'roll-call',
  siteName: 'Harbour House',
  language: 'en',
  han: 'sc',
  timeZone: 'Europe/Berlin',
  beganAtMs: NOW - 5 * MINUTE_MS,
  endedAtMs: null,
  asOfMs: NOW - 12 * MINUTE_MS,
  nowMs: NOW,
  counts: { expected: people.length, found: 0, missing: people.length, left: 0 },
  people,
  ...change,
});
