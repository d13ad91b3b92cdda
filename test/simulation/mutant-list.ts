/** The mistakes that the simulation must find, as edits of the sources. An edit that fits nowhere any more is an error. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const INGEST = 'electron/desk/ingest.ts';
const SESSION = 'electron/session/session.ts';
const LEDGER = 'electron/store/print-ledger.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'snapshot-overwrites-newer-frames',
    edits: [{ file: INGEST, from: '!touched.has(notification.checkIn.id) && ', to: '' }],
  },
  {
    name: 'content-hash-is-skipped',
    edits: [{ file: INGEST, from: 'before?.contentHash === contentHash', to: 'contentHash === ""' }],
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
        file: INGEST,
        from: '      store.ledger.add({',
        to: '      orders.push({',
      },
      {
        file: INGEST,
        from: '    const changes = store.transaction(apply);',
        to: '    const changes = store.transaction(apply);\n    for (const order of orders.splice(0)) store.ledger.add(order as never);',
      },
      {
        file: INGEST,
        from: '  let addedJobs = 0;',
        to: '  let addedJobs = 0;\n  const orders: unknown[] = [];',
      },
    ],
  },
  {
    name: 'absence-is-deletion',
    edits: [
      {
        file: 'electron/store/check-ins.ts',
        from: 'for (const id of missing) setUnconfirmed.run(1, id);',
        to: "for (const id of missing) db.prepare('DELETE FROM check_ins WHERE id = ?').run(id);",
      },
    ],
  },
  {
    name: 'baseline-is-forgotten',
    edits: [{ file: INGEST, from: 'isBaseline: !store.facts.read().hasBaseline', to: 'isBaseline: false' }],
  },
  {
    name: 'frames-do-not-wait-for-the-baseline',
    edits: [
      {
        file: INGEST,
        from: 'touched !== null && !store.facts.read().hasBaseline',
        to: 'touched !== null && false',
      },
    ],
  },
  {
    name: 'leaving-is-undone-by-a-frame',
    edits: [
      {
        file: INGEST,
        from: "source === 'frame' && before?.checkIn.leftAtMs",
        to: 'false && before?.checkIn.leftAtMs',
      },
    ],
  },
  {
    name: 'commit-step-is-written-after-the-byte',
    edits: [
      { file: 'electron/print/attempt.ts', from: '  hooks.onCommit();\n', to: '' },
      {
        file: 'electron/print/attempt.ts',
        from: '    await link.write(commit, { timeoutMs: timings.writeMs });\n',
        to: '    await link.write(commit, { timeoutMs: timings.writeMs });\n    hooks.onCommit();\n',
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
    name: 'an-old-link-is-listened-to',
    edits: [
      {
        file: SESSION,
        from: 'const isCurrent = (): boolean => current === attempt;',
        to: 'const isCurrent = (): boolean => true;',
      },
    ],
  },
];
