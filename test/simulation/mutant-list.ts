/** The mistakes that the simulation must find, as edits of the sources. An edit that fits nowhere any more is an error. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const INGEST = 'electron/desk/ingest.ts';
const APPLY = 'electron/desk/apply-notification.ts';
const SESSION = 'electron/session/session.ts';
const LEDGER = 'electron/store/print-ledger.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'snapshot-overwrites-newer-frames',
    edits: [{ file: INGEST, from: 'if (!isOvertaken)', to: 'if (true || isOvertaken)' }],
  },
  {
    name: 'content-hash-is-skipped',
    edits: [{ file: APPLY, from: 'before?.contentHash === contentHash', to: 'contentHash === ""' }],
  },
  {
    name: 'back-off-starts-over-at-open',
    edits: [
      {
        file: SESSION,
        from: "    enter({ kind: 'reconciling', attempt: attempt.number });",
        to: "    failures = 0;\n    enter({ kind: 'reconciling', attempt: attempt.number });",
      },
    ],
  },
  {
    name: 'row-and-job-in-two-transactions',
    edits: [
      {
        file: APPLY,
        from: "if (decision.print) store.ledger.add({ key: `auto:${id}`, checkInId: id, purpose: 'auto', nowMs });",
        to: "if (decision.print) clock.soon(() => store.ledger.add({ key: `auto:${id}`, checkInId: id, purpose: 'auto', nowMs }));",
      },
    ],
  },
  {
    name: 'absence-is-deletion',
    edits: [
      {
        file: 'electron/store/check-ins.ts',
        from: 'for (const id of ids) setUnconfirmed.run(1, id);',
        to: "for (const id of ids) db.prepare('DELETE FROM check_ins WHERE id = ?').run(id);",
      },
    ],
  },
  {
    name: 'baseline-is-forgotten',
    edits: [
      { file: APPLY, from: 'isBaseline: isBaseline(checkIn, before !== null)', to: 'isBaseline: false' },
    ],
  },
  {
    name: 'part-of-a-list-counts-as-the-baseline',
    edits: [
      {
        file: 'electron/desk/reconcile.ts',
        from: 'isBaselineWhole: isBaselineWhole || isWhole.value',
        to: 'isBaselineWhole: true',
      },
    ],
  },
  {
    name: 'leaving-is-undone-by-a-frame',
    edits: [
      {
        file: APPLY,
        from: "isReturn && source !== 'snapshot'",
        to: 'false && isReturn',
      },
    ],
  },
  {
    name: 'commit-step-is-written-after-the-byte',
    edits: [
      { file: 'electron/print/attempt.ts', from: '  hooks.onCommit(link.device, before.counter);\n', to: '' },
      {
        file: 'electron/print/attempt.ts',
        from: '    await link.write(commit, { timeoutMs: timings.writeMs });\n',
        to: '    await link.write(commit, { timeoutMs: timings.writeMs });\n    hooks.onCommit(link.device, null);\n',
      },
    ],
  },
  {
    name: 'a-job-past-its-commit-step-is-repeated-after-a-restart',
    edits: [
      { file: LEDGER, from: "if (row.state === 'body') move", to: 'if (true) move' },
      { file: LEDGER, from: "  commit: ['printed'", to: "  commit: ['queued', 'printed'" },
    ],
  },
  {
    name: 'a-step-and-its-entry-in-two-transactions',
    edits: [
      {
        file: LEDGER,
        from: 'chain.note(state, row, rowOf(jobId), nowMs);',
        to: 'queueMicrotask(() => chain.note(state, row, rowOf(jobId), nowMs));',
      },
    ],
  },
  {
    name: 'no-second-decision-at-the-printer',
    edits: [
      {
        file: 'electron/desk/print-desk.ts',
        from: "job.purpose === 'auto' ? notDueAnyMore(stored) : null",
        to: 'null as BadgeReason | null',
      },
    ],
  },
  {
    name: 'a-step-that-could-not-be-written-is-taken-for-done',
    edits: [
      {
        file: 'electron/print/queue.ts',
        from: 'current.hasLedgerFailed = true;\n        throw error;',
        to: 'current.hasLedgerFailed = error === null;',
      },
    ],
  },
];
