/**
 * The acts that this desk has asked of the cloud. Each step is durable when the method returns (synchronous = FULL), and `begin` is
 * written before the request it stands for: an act without one was surely never sent. A step that does not fit the state it is taken
 * from is a bug and throws.
 */
import type { TransitionKind, TransitionReason, TransitionState } from '../shared/transition.ts';
import type { Db } from './database.ts';

export interface StoredTransition {
  readonly id: number;
  readonly checkInId: number;
  readonly kind: TransitionKind;
  readonly eventName: string;
  /** The cloud's own word for the visitor's state when it was asked for. */
  readonly stateBefore: string;
  readonly state: TransitionState;
  readonly reason: TransitionReason | null;
  /** Nobody may stand before the screen any more: it goes out by itself, and a disagreement becomes a question. */
  readonly isJournaled: boolean;
  /** An earlier request of it was never answered. */
  readonly mayBeDone: boolean;
  readonly attempts: number;
  readonly askedAtMs: number;
  /** Of the latest request. */
  readonly sentAtMs: number | null;
  readonly settledAtMs: number | null;
}

export interface Transitions {
  /** The caller has seen that nothing is under way with this visitor; the file refuses a second. */
  add(wish: {
    readonly key: string;
    readonly checkInId: number;
    readonly kind: TransitionKind;
    readonly eventName: string;
    readonly stateBefore: string;
    readonly state: 'waiting' | 'sent';
    readonly nowMs: number;
  }): StoredTransition;
  get(id: number): StoredTransition | null;
  byKey(key: string): StoredTransition | null;
  /** Newest first. */
  of(checkInId: number): readonly StoredTransition[];
  openOf(checkInId: number): StoredTransition | null;
  /** Of each of these check-ins the latest act that is under way or a question, by check-in. */
  unsettledOf(checkInIds: readonly number[]): ReadonlyMap<number, StoredTransition>;
  /** Which departure comes next; one in doubt holds up those behind it. */
  headOfJournal(): StoredTransition | null;
  inDoubt(): readonly StoredTransition[];
  /** Asked for and not begun: at start, those that a crash has kept from it. */
  unsent(): readonly StoredTransition[];
  /** Oldest first. */
  questions(limit: number): readonly StoredTransition[];
  counts(): TransitionCounts;
  /** Just before the request is made. */
  begin(id: number, nowMs: number): void;
  /** Nobody knows what became of the request. */
  doubt(id: number, reason: TransitionReason | null): void;
  /** A departure that is to be sent by itself, once more or for the first time. */
  wait(id: number, reason: TransitionReason | null): void;
  /** A person's answer to a question; settings may name the event otherwise by now. */
  sendAgain(id: number, eventName: string): void;
  ask(id: number, reason: TransitionReason): void;
  settle(id: number, state: SettledState, reason: TransitionReason | null, nowMs: number): void;
  /** At start: what was on its way is in doubt. The number of those. */
  recover(): number;
  /**
   * Of visitors who are not kept any more: some of the acts that are over, and what the cloud said in the others; returns how many.
   */
  forget(): number;
}

export interface TransitionCounts {
  readonly waiting: number;
  readonly inDoubt: number;
  readonly questions: number;
}

export type SettledState = Exclude<TransitionState, 'waiting' | 'sent' | 'in-doubt' | 'question'>;

/** What an act may become, from each state. */
const STEPS: Readonly<Record<TransitionState, readonly TransitionState[]>> = {
  waiting: ['waiting', 'sent', 'question', 'done', 'withdrawn'],
  sent: ['sent', 'waiting', 'in-doubt', 'question', 'done', 'refused', 'not-done', 'overtaken'],
  'in-doubt': ['in-doubt', 'waiting', 'question', 'done', 'refused', 'not-done', 'overtaken'],
  question: ['waiting', 'settled'],
  done: [],
  refused: [],
  'not-done': [],
  overtaken: [],
  settled: [],
  withdrawn: [],
};

/** A departure of which the cloud may not know yet; the desk's word stands for its time. */
export const UNTOLD_DEPARTURES = `SELECT check_in_id, asked_at_ms FROM transitions
  WHERE state IN ('waiting', 'sent', 'in-doubt') AND kind = 'check-out'`;

const FORGOTTEN_AT_ONCE = 50;

interface Row {
  id: number;
  key: string;
  check_in_id: number;
  kind: TransitionKind;
  event_name: string;
  state_before: string;
  state: TransitionState;
  reason: string | null;
  is_journaled: number;
  may_be_done: number;
  attempts: number;
  asked_at_ms: number;
  sent_at_ms: number | null;
  settled_at_ms: number | null;
}

/** What a step may change. */
type Change = Pick<
  Row,
  | 'state'
  | 'reason'
  | 'event_name'
  | 'is_journaled'
  | 'may_be_done'
  | 'attempts'
  | 'sent_at_ms'
  | 'settled_at_ms'
>;

export function createTransitions(db: Db): Transitions {
  const byId = db.prepare<[number], Row>('SELECT * FROM transitions WHERE id = ?');
  const byKey = db.prepare<[string], Row>('SELECT * FROM transitions WHERE key = ?');
  const ofCheckIn = db.prepare<[number], Row>(
    'SELECT * FROM transitions WHERE check_in_id = ? ORDER BY id DESC',
  );
  const openOf = db.prepare<[number], Row>(
    "SELECT * FROM transitions WHERE check_in_id = ? AND state IN ('waiting', 'sent', 'in-doubt')",
  );
  const unsettledOf = db.prepare<[string], Row>(
    `SELECT * FROM transitions WHERE check_in_id IN (SELECT value FROM json_each(?))
       AND state IN ('waiting', 'sent', 'in-doubt', 'question') ORDER BY state <> 'question', id`,
  );
  const head = db.prepare<[], Row>(
    "SELECT * FROM transitions WHERE state IN ('waiting', 'in-doubt') AND is_journaled = 1 ORDER BY id LIMIT 1",
  );
  const inDoubt = db.prepare<[], Row>("SELECT * FROM transitions WHERE state = 'in-doubt' ORDER BY id");
  const unsent = db.prepare<[], Row>(
    "SELECT * FROM transitions WHERE state = 'sent' AND attempts = 0 ORDER BY id",
  );
  const questions = db.prepare<[number], Row>(
    "SELECT * FROM transitions WHERE state = 'question' ORDER BY id LIMIT ?",
  );
  const counts = db.prepare<[], { state: TransitionState; n: number }>(
    `SELECT state, COUNT(*) AS n FROM transitions
     WHERE state IN ('waiting', 'sent', 'in-doubt', 'question') GROUP BY state`,
  );
  const insert = db.prepare(
    `INSERT INTO transitions (key, check_in_id, kind, event_name, state_before, state, is_journaled, asked_at_ms)
     VALUES (@key, @checkInId, @kind, @eventName, @stateBefore, @state, @isJournaled, @nowMs)`,
  );
  const update = db.prepare<[Row]>(
    `UPDATE transitions SET state = @state, reason = @reason, is_journaled = @is_journaled, may_be_done = @may_be_done,
       event_name = @event_name, attempts = @attempts, sent_at_ms = @sent_at_ms, settled_at_ms = @settled_at_ms WHERE id = @id`,
  );
  const recover = db.prepare(
    "UPDATE transitions SET state = 'in-doubt', may_be_done = 1 WHERE state = 'sent' AND attempts > 0",
  );
  const forget = db.prepare(
    `DELETE FROM transitions WHERE id IN (
       SELECT t.id FROM transitions t LEFT JOIN check_ins c ON c.id = t.check_in_id
       WHERE c.id IS NULL AND t.state NOT IN ('waiting', 'sent', 'in-doubt', 'question') LIMIT ${FORGOTTEN_AT_ONCE})`,
  );
  const forgetWords = db.prepare(
    `UPDATE transitions SET reason = json_set(reason, '$.words', NULL)
     WHERE state IN ('waiting', 'sent', 'in-doubt', 'question') AND json_extract(reason, '$.words') IS NOT NULL
       AND check_in_id NOT IN (SELECT id FROM check_ins)`,
  );

  function step(id: number, change: Partial<Change> & Pick<Change, 'state'>): void {
    const before = byId.get(id);
    if (before === undefined || !STEPS[before.state].includes(change.state))
      throw new Error(`transition ${id} cannot go from ${before?.state ?? 'nothing'} to ${change.state}`);
    update.run({ ...before, ...change });
  }

  const oneOf = (row: Row | undefined): StoredTransition | null => (row === undefined ? null : fromRow(row));

  return {
    add({ state, ...wish }) {
      insert.run({ ...wish, state, isJournaled: state === 'waiting' ? 1 : 0 });
      const added = byKey.get(wish.key);
      if (added === undefined) throw new Error('a transition that was stored is not there');
      return fromRow(added);
    },
    get: (id) => oneOf(byId.get(id)),
    byKey: (key) => oneOf(byKey.get(key)),
    of: (checkInId) => ofCheckIn.all(checkInId).map(fromRow),
    openOf: (checkInId) => oneOf(openOf.get(checkInId)),
    // The last one of each stands: what is under way says more than what an earlier act has left to be answered.
    unsettledOf: (checkInIds) =>
      new Map(unsettledOf.all(JSON.stringify(checkInIds)).map((row) => [row.check_in_id, fromRow(row)])),
    headOfJournal: () => oneOf(head.get()),
    inDoubt: () => inDoubt.all().map(fromRow),
    unsent: () => unsent.all().map(fromRow),
    questions: (limit) => questions.all(limit).map(fromRow),
    counts() {
      const byState = new Map(counts.all().map(({ state, n }) => [state, n]));
      return {
        waiting: byState.get('waiting') ?? 0,
        inDoubt: byState.get('in-doubt') ?? 0,
        questions: byState.get('question') ?? 0,
      };
    },
    begin(id, nowMs) {
      const attempts = (byId.get(id)?.attempts ?? 0) + 1;
      step(id, { state: 'sent', reason: null, attempts, sent_at_ms: nowMs });
    },
    doubt: (id, reason) => step(id, { state: 'in-doubt', reason: toText(reason), may_be_done: 1 }),
    wait: (id, reason) => step(id, { state: 'waiting', reason: toText(reason), is_journaled: 1 }),
    // Whatever an earlier request did, a person has looked at since: what comes now is a new departure.
    sendAgain: (id, eventName) =>
      step(id, { state: 'waiting', reason: null, event_name: eventName, is_journaled: 1, may_be_done: 0 }),
    ask: (id, reason) => step(id, { state: 'question', reason: toText(reason) }),
    settle: (id, state, reason, nowMs) => step(id, { state, reason: toText(reason), settled_at_ms: nowMs }),
    recover: () => recover.run().changes,
    forget: () => forget.run().changes + forgetWords.run().changes,
  };
}

const toText = (reason: TransitionReason | null): string | null =>
  reason === null ? null : JSON.stringify(reason);

const fromRow = (row: Row): StoredTransition => ({
  id: row.id,
  checkInId: row.check_in_id,
  kind: row.kind,
  eventName: row.event_name,
  stateBefore: row.state_before,
  state: row.state,
  reason: row.reason === null ? null : (JSON.parse(row.reason) as TransitionReason),
  isJournaled: row.is_journaled === 1,
  mayBeDone: row.may_be_done === 1,
  attempts: row.attempts,
  askedAtMs: row.asked_at_ms,
  sentAtMs: row.sent_at_ms,
  settledAtMs: row.settled_at_ms,
});
