/** The station dies at each durable write of a badge, of an act and of a departure in turn: none is left to chance. */
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runSchedule } from './run-schedule.ts';
import type { Act, Schedule } from './schedule.ts';

const VISITOR = 0;
type Edge = 'before' | 'after';

const deathAt = (atWrite: number, edge: Edge): Act => ({ kind: 'kill', atWrite, edge, downMs: 3_000 });
const deathsAt = (writes: number): readonly { readonly atWrite: number; readonly edge: Edge }[] =>
  Array.from({ length: writes }, (_, index) => index + 1).flatMap((atWrite) =>
    (['before', 'after'] as const).map((edge) => ({ atWrite, edge })),
  );

/** Somebody arrives, and what follows the death is to go well all the same. */
const aVisit = (...steps: readonly { readonly afterMs: number; readonly act: Act }[]): Schedule => ({
  seed: 1,
  alreadyHere: 0,
  tellsExpected: true,
  steps: [
    { afterMs: 10_000, act: { kind: 'arrive', state: 'Pending', isSuspicious: false } },
    ...steps,
    { afterMs: 60_000, act: { kind: 'look' } },
  ],
});

/** Row with job, first byte, commit byte, outcome, and what the session notes; an eighth there is none. */
test.each(deathsAt(7))(
  'killed $edge durable write $atWrite of a badge: paper and ledger agree, or it is in doubt',
  async ({ atWrite, edge }) => {
    const { findings, figures } = await runSchedule(
      aVisit(
        { afterMs: 1_000, act: deathAt(atWrite, edge) },
        { afterMs: 1_000, act: { kind: 'approve', visitor: VISITOR } },
      ),
      tmpdir(),
    );
    expect(findings).toEqual([]);
    expect(figures.starts).toBeGreaterThan(1);
  },
);

/** Wish, beginning, row with job and end; then the badge. */
test.each(deathsAt(9))(
  'killed $edge durable write $atWrite of an approval: it is done once, or it surely is not',
  async ({ atWrite, edge }) => {
    const { findings, figures } = await runSchedule(
      aVisit(
        { afterMs: 1_000, act: deathAt(atWrite, edge) },
        { afterMs: 1_000, act: { kind: 'ask', wish: 'approve', visitor: VISITOR, presses: 'once' } },
        { afterMs: 10_000, act: { kind: 'press-again' } },
      ),
      tmpdir(),
    );
    expect(findings).toEqual([]);
    expect([figures.starts > 1, figures.acts > 0 || atWrite === 1]).toEqual([true, true]);
  },
);

/** The wish; what the session notes when the cloud is back; beginning, row and end. */
test.each(deathsAt(5))(
  'killed $edge durable write $atWrite of a noted departure: it is sent once',
  async ({ atWrite, edge }) => {
    const { findings, figures } = await runSchedule(
      aVisit(
        { afterMs: 1_000, act: { kind: 'approve', visitor: VISITOR } },
        { afterMs: 10_000, act: { kind: 'network', mode: 'down', forMs: 12_000 } },
        { afterMs: 5_000, act: deathAt(atWrite, edge) },
        { afterMs: 1_000, act: { kind: 'ask', wish: 'check-out', visitor: VISITOR, presses: 'once' } },
        // Not left to the back-off, or the departure may be sent after the death has been called off.
        { afterMs: 8_000, act: { kind: 'reconnect' } },
      ),
      tmpdir(),
    );
    expect(findings).toEqual([]);
    expect(figures.starts).toBeGreaterThan(1);
  },
);
