/**
 * Roll calls and their people. Who is in the one under way is kept up with the check-ins, in the transaction that changes them,
 * so that its counts need no look at a visitor. No name stands here; it is read from the check-in as long as that is kept.
 */
import { ON_SITE } from '../shared/check-in.ts';
import type { OpenRollCall, RollCallCounts, RollCallSummary } from '../shared/roll-call.ts';
import { inPhases } from './check-in-query.ts';
import type { Db } from './database.ts';
import { UNTOLD_DEPARTURES } from './transitions.ts';

export interface StoredRollCall extends OpenRollCall {
  readonly endedAtMs: number | null;
}

export interface StoredPerson {
  readonly checkInId: number;
  readonly foundAtMs: number | null;
  readonly leftAtMs: number | null;
  /** This desk has noted the departure, and the cloud may not know of it yet. */
  readonly isDepartureUnsent: boolean;
  /** `null`: forgotten. */
  readonly visitor: {
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly companyName: string | null;
    readonly customFields: Readonly<Record<string, string>>;
    readonly arrivedAtMs: number | null;
    readonly isUnconfirmed: boolean;
  } | null;
}

export interface RollCalls {
  open(): OpenRollCall | null;
  get(id: number): StoredRollCall | null;
  /** With everybody who is on site. The caller has seen that none is under way. */
  begin(rollCall: Omit<OpenRollCall, 'id'>): void;
  /** Where one is under way: who is on site is in it, and looked for anew where that person had left. */
  cameOnSite(checkInId: number): void;
  hasLeft(checkInId: number, atMs: number): void;
  /** Everybody at once, for when phases have been read anew. */
  align(nowMs: number): void;
  /** False when nobody of this id is in it. */
  tick(rollCallId: number, checkInId: number, foundAtMs: number | null): boolean;
  counts(rollCallId: number): RollCallCounts;
  /** Of those beyond `limit` the ones who are not missing are left out first. */
  people(rollCallId: number, limit: number): readonly StoredPerson[];
  onSite(limit: number): readonly StoredPerson[];
  /** Of those on site, who has left by this desk's word alone. */
  countUntold(): number;
  /** Keeps the figures as they are now. */
  end(rollCallId: number, nowMs: number): void;
  /** Those that are over, newest first. */
  past(limit: number): readonly RollCallSummary[];
  /** Of those that are over: all that began before, and the oldest of more than `most`. */
  forget(beforeMs: number, most: number): void;
}

interface Row {
  id: number;
  started_at_ms: number;
  is_drill: number;
  as_of_ms: number | null;
  ended_at_ms: number | null;
  found: number;
  missing: number;
  left_meanwhile: number;
}

interface PersonRow {
  check_in_id: number;
  found_at_ms: number | null;
  left_at_ms: number | null;
  is_departure_unsent: number;
  is_known: number;
  first_name: string | null;
  last_name: string | null;
  company_name: string | null;
  custom_fields: string | null;
  arrived_at_ms: number | null;
  is_unconfirmed: number | null;
}

const OPEN = 'SELECT id FROM roll_calls WHERE ended_at_ms IS NULL';
/** Whoever comes back after leaving is to be found once more. */
const ON_RETURN = `ON CONFLICT (roll_call_id, check_in_id) DO UPDATE SET found_at_ms = NULL, left_at_ms = NULL
  WHERE left_at_ms IS NOT NULL`;
/**
 * With whoever has left by the desk's word: a departure counts from the moment that it is noted, and no longer than it stands. Of a roll
 * call that is over the people are as they were.
 */
const PEOPLE = `
  SELECT p.check_in_id, p.found_at_ms, COALESCE(p.left_at_ms, d.asked_at_ms) AS left_at_ms,
    p.left_at_ms IS NULL AND d.asked_at_ms IS NOT NULL AS is_departure_unsent
  FROM roll_call_people p JOIN roll_calls r ON r.id = p.roll_call_id
  LEFT JOIN (${UNTOLD_DEPARTURES}) d ON d.check_in_id = p.check_in_id AND r.ended_at_ms IS NULL
  WHERE p.roll_call_id = ?`;
const VISITOR = `c.id IS NOT NULL AS is_known, c.first_name, c.last_name, c.company_name, c.custom_fields, c.arrived_at_ms,
  c.is_unconfirmed`;

export function createRollCalls(db: Db): RollCalls {
  const open = db.prepare<[], Row>('SELECT * FROM roll_calls WHERE ended_at_ms IS NULL');
  const one = db.prepare<[number], Row>('SELECT * FROM roll_calls WHERE id = ?');
  const begin = db.prepare<[number, number, number | null]>(
    'INSERT INTO roll_calls (started_at_ms, is_drill, as_of_ms) VALUES (?, ?, ?)',
  );
  const join = db.prepare<[number]>(
    `INSERT INTO roll_call_people (roll_call_id, check_in_id)
     SELECT id, ? FROM roll_calls WHERE ended_at_ms IS NULL ${ON_RETURN}`,
  );
  const joinAll = db.prepare<[]>(
    `INSERT INTO roll_call_people (roll_call_id, check_in_id)
     SELECT roll_calls.id, check_ins.id FROM roll_calls, check_ins
     WHERE ended_at_ms IS NULL AND ${inPhases(ON_SITE)} ${ON_RETURN}`,
  );
  const leave = db.prepare<[number, number]>(
    `UPDATE roll_call_people SET left_at_ms = COALESCE(left_at_ms, ?)
     WHERE roll_call_id = (${OPEN}) AND check_in_id = ?`,
  );
  const leaveAll = db.prepare<[number]>(
    `UPDATE roll_call_people SET left_at_ms = COALESCE(check_ins.left_at_ms, ?) FROM check_ins
     WHERE roll_call_id = (${OPEN}) AND roll_call_people.left_at_ms IS NULL
       AND check_ins.id = check_in_id AND check_ins.phase = 'left'`,
  );
  const tick = db.prepare<[number | null, number, number]>(
    'UPDATE roll_call_people SET found_at_ms = ? WHERE roll_call_id = ? AND check_in_id = ?',
  );
  const counts = db.prepare<[number], Omit<RollCallCounts, 'expected'>>(
    `SELECT COUNT(found_at_ms) AS found,
       COUNT(*) FILTER (WHERE found_at_ms IS NULL AND left_at_ms IS NULL) AS missing,
       COUNT(*) FILTER (WHERE found_at_ms IS NULL AND left_at_ms IS NOT NULL) AS left
     FROM (${PEOPLE})`,
  );
  const people = db.prepare<[number, number], PersonRow>(
    `SELECT p.*, ${VISITOR}
     FROM (SELECT * FROM (${PEOPLE})
       ORDER BY found_at_ms IS NOT NULL OR left_at_ms IS NOT NULL LIMIT ?) p
     LEFT JOIN check_ins c ON c.id = p.check_in_id`,
  );
  const onSite = db.prepare<[number], PersonRow>(
    `SELECT c.id AS check_in_id, NULL AS found_at_ms, d.asked_at_ms AS left_at_ms,
       d.asked_at_ms IS NOT NULL AS is_departure_unsent, ${VISITOR}
     FROM check_ins c LEFT JOIN (${UNTOLD_DEPARTURES}) d ON d.check_in_id = c.id
     WHERE ${inPhases(ON_SITE)} LIMIT ?`,
  );
  const untold = db
    .prepare<[], number>(
      `SELECT COUNT(*) FROM check_ins WHERE id IN (SELECT check_in_id FROM (${UNTOLD_DEPARTURES})) AND ${inPhases(ON_SITE)}`,
    )
    .pluck();
  const keepUntold = db.prepare<[number]>(
    `UPDATE roll_call_people SET left_at_ms = d.asked_at_ms FROM (${UNTOLD_DEPARTURES}) d
     WHERE roll_call_id = ? AND roll_call_people.left_at_ms IS NULL AND d.check_in_id = roll_call_people.check_in_id`,
  );
  const end = db.prepare<[RollCallCounts & { id: number; nowMs: number }]>(
    `UPDATE roll_calls SET ended_at_ms = @nowMs, found = @found, missing = @missing, left_meanwhile = @left
     WHERE id = @id AND ended_at_ms IS NULL`,
  );
  const past = db.prepare<[number], Row & { ended_at_ms: number }>(
    'SELECT * FROM roll_calls WHERE ended_at_ms IS NOT NULL ORDER BY id DESC LIMIT ?',
  );
  const forget = db.prepare<[number, number]>(
    `DELETE FROM roll_calls WHERE ended_at_ms IS NOT NULL AND (started_at_ms < ? OR id NOT IN
       (SELECT id FROM roll_calls WHERE ended_at_ms IS NOT NULL ORDER BY id DESC LIMIT ?))`,
  );
  const forgetPeople = db.prepare<[]>(
    'DELETE FROM roll_call_people WHERE roll_call_id NOT IN (SELECT id FROM roll_calls)',
  );

  const countsOf = (id: number): RollCallCounts => {
    const { found, missing, left } = counts.get(id) ?? { found: 0, missing: 0, left: 0 };
    return { expected: found + missing, found, missing, left };
  };

  return {
    open() {
      const row = open.get();
      return row === undefined ? null : fromRow(row);
    },
    get(id) {
      const row = one.get(id);
      return row === undefined ? null : { ...fromRow(row), endedAtMs: row.ended_at_ms };
    },
    begin({ startedAtMs, isDrill, asOfMs }) {
      begin.run(startedAtMs, isDrill ? 1 : 0, asOfMs);
      joinAll.run();
    },
    cameOnSite: (checkInId) => void join.run(checkInId),
    hasLeft: (checkInId, atMs) => void leave.run(atMs, checkInId),
    align(nowMs) {
      joinAll.run();
      leaveAll.run(nowMs);
    },
    tick: (rollCallId, checkInId, foundAtMs) => tick.run(foundAtMs, rollCallId, checkInId).changes === 1,
    counts: countsOf,
    people: (rollCallId, limit) => people.all(rollCallId, limit).map(fromPersonRow),
    onSite: (limit) => onSite.all(limit).map(fromPersonRow),
    countUntold: () => untold.get() ?? 0,
    end(id, nowMs) {
      const figures = countsOf(id);
      // What the desk knew when it was over stands, whatever becomes of a departure later.
      if (end.run({ ...figures, id, nowMs }).changes > 0) keepUntold.run(id);
    },
    past: (limit) =>
      past.all(limit).map((row) => ({
        ...fromRow(row),
        endedAtMs: row.ended_at_ms,
        expected: row.found + row.missing,
        found: row.found,
        missing: row.missing,
        left: row.left_meanwhile,
      })),
    forget(beforeMs, most) {
      if (forget.run(beforeMs, most).changes > 0) forgetPeople.run();
    },
  };
}

const fromRow = (row: Row): OpenRollCall => ({
  id: row.id,
  startedAtMs: row.started_at_ms,
  isDrill: row.is_drill === 1,
  asOfMs: row.as_of_ms,
});

const fromPersonRow = (row: PersonRow): StoredPerson => ({
  checkInId: row.check_in_id,
  foundAtMs: row.found_at_ms,
  leftAtMs: row.left_at_ms,
  isDepartureUnsent: row.is_departure_unsent === 1,
  visitor:
    row.is_known === 0
      ? null
      : {
          firstName: row.first_name,
          lastName: row.last_name,
          companyName: row.company_name,
          customFields: JSON.parse(row.custom_fields ?? '{}') as Record<string, string>,
          arrivedAtMs: row.arrived_at_ms,
          isUnconfirmed: row.is_unconfirmed === 1,
        },
});
