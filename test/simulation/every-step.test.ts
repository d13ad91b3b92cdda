/** One visitor arrives and is approved, and the station dies at each durable write of it in turn: none is left to chance. */
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runSchedule } from './run-schedule.ts';
import type { Act, Schedule } from './schedule.ts';

/** Row with job, first byte, commit byte, outcome, and what the session notes; an eighth there is none. */
const WRITES = 7;
const VISITOR = 0;

const deathAt = (atWrite: number, edge: 'before' | 'after'): Act => ({
  kind: 'kill',
  atWrite,
  edge,
  downMs: 3_000,
});

const aBadge = (...deaths: readonly Act[]): Schedule => ({
  seed: 1,
  alreadyHere: 0,
  tellsExpected: true,
  steps: [
    { afterMs: 10_000, act: { kind: 'arrive', state: 'Pending', isSuspicious: false } },
    ...deaths.map((act) => ({ afterMs: 1_000, act })),
    { afterMs: 1_000, act: { kind: 'approve', visitor: VISITOR } },
    { afterMs: 60_000, act: { kind: 'look' } },
  ],
});

const DEATHS = Array.from({ length: WRITES }, (_, index) => index + 1).flatMap((atWrite) =>
  (['before', 'after'] as const).map((edge) => ({ atWrite, edge })),
);

test.each(DEATHS)(
  'killed $edge durable write $atWrite of a badge: paper and ledger agree, or it is in doubt',
  async ({ atWrite, edge }) => {
    const { findings, figures } = await runSchedule(aBadge(deathAt(atWrite, edge)), tmpdir());
    expect(findings).toEqual([]);
    expect(figures.starts).toBeGreaterThan(1);
  },
);
