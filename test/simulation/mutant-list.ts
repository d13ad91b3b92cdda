/** The mistakes that the simulation must find, as edits of the sources. An edit that fits nowhere any more is an error. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const INGEST = 'electron/desk/ingest.ts';
const APPLY = 'electron/desk/apply-notification.ts';
const SESSION = 'electron/session/session.ts';
const JUDGE = 'electron/desk/transition-judge.ts';
const SENDER = 'electron/desk/transition-sender.ts';
const ACTS = 'electron/store/transitions.ts';
const LEDGER = 'electron/store/print-ledger.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'snapshot-overwrites-newer-frames',
    edits: [{ file: INGEST, from: 'const piece = isOvertaken ?', to: 'const piece = false ?' }],
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
      {
        file: APPLY,
        from: "isBaseline: isBaseline(checkIn, before !== null && before.source !== 'webhook')",
        to: 'isBaseline: false',
      },
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
  {
    name: 'a-lost-answer-counts-as-not-done',
    edits: [
      {
        file: JUDGE,
        from: "    case 'in-doubt':\n      return { to: 'doubt', reason: null };",
        to: "    case 'in-doubt':\n      return notDone(act, { kind: 'unreachable' });",
      },
    ],
  },
  {
    name: 'an-act-is-begun-after-its-request-has-left',
    edits: [
      {
        file: SENDER,
        from: '      transitions.begin(act.id, clock.nowMs());\n',
        to: '      clock.soon(() => transitions.begin(act.id, clock.nowMs()));\n',
      },
    ],
  },
  {
    name: 'an-answer-does-not-go-through-ingest',
    edits: [{ file: INGEST, from: 'isOvertaken(answer) ? [] : pieces', to: '[]' }],
  },
  {
    name: 'an-answer-undoes-newer-frames',
    edits: [{ file: INGEST, from: 'isOvertaken(answer) ? [] : pieces', to: 'pieces' }],
  },
  {
    name: 'the-journal-goes-out-backwards',
    edits: [
      {
        file: ACTS,
        from: 'is_journaled = 1 ORDER BY id LIMIT 1',
        to: 'is_journaled = 1 ORDER BY id DESC LIMIT 1',
      },
    ],
  },
  {
    name: 'a-crash-turns-sent-into-waiting',
    edits: [
      {
        file: ACTS,
        from: "SET state = 'in-doubt', may_be_done = 1",
        to: "SET state = 'waiting', is_journaled = 1",
      },
    ],
  },
  {
    name: 'a-doubt-is-settled-as-done-without-looking',
    edits: [
      {
        file: JUDGE,
        from: "refusal === null ? notDone(act, { kind: 'not-seen' })",
        to: "refusal === null ? ({ to: 'settle', state: 'done', reason: { kind: 'read-back' } } as const)",
      },
    ],
  },
  {
    name: 'a-refusal-after-a-lost-answer-is-believed',
    edits: [
      { file: JUDGE, from: "act.mayBeDone ? { to: 'doubt', reason }", to: "false ? { to: 'doubt', reason }" },
    ],
  },
  {
    name: 'a-list-that-is-not-whole-proves-absence',
    edits: [
      {
        file: 'electron/desk/transition-read-back.ts',
        from: 'if (!isNamed && !isWhole) return false;',
        to: 'if (!isNamed && !isWhole && id < 0) return false;',
      },
    ],
  },
  {
    name: 'what-may-have-happened-can-be-withdrawn',
    edits: [{ file: 'electron/desk/transitions.ts', from: 'if (act.mayBeDone) return false;', to: '' }],
  },
  {
    name: 'a-webhook-is-answered-before-it-is-stored',
    edits: [
      {
        file: INGEST,
        from: "|| !queue.pushWebhook(body, resolve)) return resolve({ kind: 'not-now' });",
        to: "|| !queue.pushWebhook(body, resolve)) return resolve({ kind: 'not-now' });\n        resolve({ kind: 'stored', understood: 1, rejected: 0 });",
      },
    ],
  },
  {
    name: 'a-late-webhook-is-taken-for-news',
    edits: [
      { file: APPLY, from: 'before?.earlierHashes.includes(contentHash) === true', to: 'contentHash === ""' },
    ],
  },
  {
    name: 'a-late-webhook-takes-somebody-a-step-back',
    edits: [
      {
        file: APPLY,
        from: '|| isStepBack(before?.checkIn.phase',
        to: '|| false && isStepBack(before?.checkIn.phase',
      },
    ],
  },
  {
    name: 'whom-a-webhook-has-named-is-known',
    edits: [{ file: APPLY, from: "before !== null && before.source !== 'webhook'", to: 'before !== null' }],
  },
  {
    name: 'a-departure-on-its-way-is-looked-for',
    edits: [
      {
        file: ACTS,
        from: "WHERE state IN ('waiting', 'sent', 'in-doubt') AND kind = 'check-out'",
        to: "WHERE state = 'waiting' AND kind = 'check-out'",
      },
    ],
  },
];
