/** The check-ins as this station knows them: the projection, its badge decision, and where it came from. */
import type { Statement } from 'better-sqlite3';
import type { BadgeReason } from '../shared/badge-decision.ts';
import { type Card, type CheckIn, ON_SITE, type Phase, type Verification } from '../shared/check-in.ts';
import { inPhases, toFoundQuery, toQuery, type CheckInFilter } from './check-in-query.ts';
import type { Db } from './database.ts';
import { searchTextOf, type Searched } from './search-text.ts';

export interface StoredCheckIn {
  readonly checkIn: CheckIn;
  readonly badgeReason: BadgeReason;
  readonly contentHash: string;
  /** What it was before, the latest first. */
  readonly earlierHashes: readonly string[];
  readonly source: 'frame' | 'webhook' | 'snapshot' | 'answer';
  readonly sequence: number;
  /** First sight of the visitor as more than expected; before that, of the invitation. */
  readonly firstSeenAtMs: number;
  readonly changedAtMs: number;
  readonly isUnconfirmed: boolean;
  /** Since when the visitor waits for whoever picks visitors up; `null`: does not. */
  readonly pickUpSinceMs: number | null;
}

interface Row {
  id: number;
  state: string;
  phase: string;
  first_name: string | null;
  last_name: string | null;
  company_name: string | null;
  language: string | null;
  email: string | null;
  arrived_at_ms: number | null;
  left_at_ms: number | null;
  valid_from_ms: number | null;
  valid_to_ms: number | null;
  has_invitation: number;
  verification: string;
  card: string | null;
  custom_fields: string;
  badge_reason: string;
  search_text: string;
  content_hash: string;
  earlier_hashes: string;
  source: string;
  sequence: number;
  first_seen_at_ms: number;
  changed_at_ms: number;
  is_unconfirmed: number;
  pick_up_since_ms: number | null;
}

export interface StoredPage {
  readonly rows: readonly StoredCheckIn[];
  /** How many there are, of which `rows` are some. */
  readonly total: number;
}

export interface CheckIns {
  get(id: number): StoredCheckIn | null;
  /** Of everybody kept, in no order. */
  ids(): readonly number[];
  /** `before`: as `get` gave it in this transaction; what is as it was then is not written. */
  put(stored: StoredCheckIn, before?: StoredCheckIn | null): void;
  list(filter: CheckInFilter): StoredPage;
  /** Everybody kept in whom each word is found, the newest arrival first. */
  search(search: string, page: { readonly offset?: number; readonly limit: number }): StoredPage;
  total(): number;
  countByPhase(): ReadonlyMap<Phase, number>;
  /** The tenant's states that no setting maps, the most frequent first; at most 50. */
  unknownStates(): readonly { readonly state: string; readonly checkIns: number }[];
  countOnSite(): number;
  countOverdue(phases: readonly Phase[], nowMs: number): number;
  /** `overdue`: of those who wait, who have since `sinceMs` or before. */
  countPickUps(sinceMs: number): { readonly waiting: number; readonly overdue: number };
  /** Rereads who is to be picked up after a setting has changed: those not known before wait since they were last heard of. */
  alignPickUps(needsPickUp: (checkIn: CheckIn) => boolean): void;
  /** Ids, in their order, of who has not left and is not marked; the first `limit` of them after this id. */
  presentAfter(id: number, limit: number): readonly number[];
  /** Absence deletes nothing (promise 3). */
  markUnconfirmed(ids: readonly number[]): void;
  confirm(id: number): void;
  /**
   * Forgets some of those who left, or were last heard of unconfirmed, before the cutoff; returns how many. To be called until
   * that is none, with a pause between. Whoever is looked for in a roll call stays until it is over.
   */
  forget(beforeMs: number): number;
  /** How many `forget` would have forgotten once it had been called often enough. */
  countToForget(beforeMs: number): number;
  /**
   * Writes anew what is searched, for the first `limit` check-ins after this id; the last id of them, or `null` after the last. For when
   * the rules have changed (`SEARCH_RULES`).
   */
  renewSearchText(afterId: number, limit: number): number | null;
  /** Rereads the tenant's states after the phase setting has changed; returns how many changed. */
  remapPhases(phaseOf: (state: string, leftAtMs: number | null) => Phase): number;
}

const COLUMNS = [
  'id',
  'state',
  'phase',
  'first_name',
  'last_name',
  'company_name',
  'language',
  'email',
  'arrived_at_ms',
  'left_at_ms',
  'valid_from_ms',
  'valid_to_ms',
  'has_invitation',
  'verification',
  'card',
  'custom_fields',
  'badge_reason',
  'search_text',
  'content_hash',
  'earlier_hashes',
  'source',
  'sequence',
  'first_seen_at_ms',
  'changed_at_ms',
  'is_unconfirmed',
  'pick_up_since_ms',
] as const satisfies readonly (keyof Row)[];

/** So many at a time: a row that goes takes its entries in the indexes along, and that is the slowest write there is. */
const FORGOTTEN_AT_ONCE = 50;

/** A name must not go while somebody goes round and looks for it. */
const LOOKED_FOR = `looked_for AS (
  SELECT check_in_id FROM roll_call_people JOIN roll_calls ON roll_calls.id = roll_call_id
  WHERE ended_at_ms IS NULL AND roll_call_people.left_at_ms IS NULL)`;
const IS_OVER = `phase IN ('left', 'rejected') AND COALESCE(left_at_ms, arrived_at_ms, changed_at_ms) < @beforeMs`;
/** Nobody twice: each of the two has an index of its own. */
const FORGETTABLE = `
  SELECT id FROM check_ins INDEXED BY check_ins_over WHERE ${IS_OVER} AND id NOT IN looked_for
  UNION ALL
  SELECT id FROM check_ins INDEXED BY check_ins_unconfirmed
  WHERE is_unconfirmed = 1 AND changed_at_ms < @beforeMs AND NOT (${IS_OVER}) AND id NOT IN looked_for`;

export function createCheckIns(db: Db): CheckIns {
  const one = db.prepare<[number], Row>('SELECT * FROM check_ins WHERE id = ?');
  // Of the indexes that hold everybody the smallest.
  const ids = db.prepare<[], number>('SELECT id FROM check_ins INDEXED BY check_ins_by_arrival').pluck();
  const upsert = db.prepare(
    `INSERT INTO check_ins (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  const update = createUpdate(db);
  const those = db.prepare<[string], Row>(
    'SELECT * FROM check_ins WHERE id IN (SELECT value FROM json_each(?))',
  );
  const find = createFinder(db);
  const after = db.prepare<[number, number], Row>('SELECT * FROM check_ins WHERE id > ? ORDER BY id LIMIT ?');
  const setSearchText = db.prepare<[string, number]>('UPDATE check_ins SET search_text = ? WHERE id = ?');
  const total = db.prepare<[], number>('SELECT COUNT(*) FROM check_ins').pluck();
  const byPhase = db.prepare<[], { phase: Phase; n: number }>(
    'SELECT phase, COUNT(*) AS n FROM check_ins GROUP BY phase',
  );
  const onSite = db.prepare<[], number>(`SELECT COUNT(*) FROM check_ins WHERE ${inPhases(ON_SITE)}`).pluck();
  const unknownStates = db.prepare<[], { state: string; checkIns: number }>(
    "SELECT state, COUNT(*) AS checkIns FROM check_ins WHERE phase = 'unknown' GROUP BY state ORDER BY checkIns DESC, state LIMIT 50",
  );
  const presentAfter = db
    .prepare<[number, number], number>(
      `SELECT id FROM check_ins WHERE id > ? AND left_at_ms IS NULL AND is_unconfirmed = 0 ORDER BY id LIMIT ?`,
    )
    .pluck();
  const setUnconfirmed = db.prepare<[number, number]>('UPDATE check_ins SET is_unconfirmed = ? WHERE id = ?');
  const forget = db.prepare<[{ beforeMs: number }]>(
    `WITH ${LOOKED_FOR} DELETE FROM check_ins WHERE id IN (${FORGETTABLE} LIMIT ${FORGOTTEN_AT_ONCE})`,
  );
  const toForget = db
    .prepare<[{ beforeMs: number }], number>(`WITH ${LOOKED_FOR} SELECT COUNT(*) FROM (${FORGETTABLE})`)
    .pluck();
  const pickUps = db.prepare<[number], { waiting: number; overdue: number }>(
    `SELECT COUNT(*) AS waiting, COUNT(*) FILTER (WHERE pick_up_since_ms <= ?) AS overdue
     FROM check_ins INDEXED BY check_ins_pick_up WHERE pick_up_since_ms IS NOT NULL`,
  );
  const mayNeedPickUp = db.prepare<[], Row>(
    "SELECT * FROM check_ins WHERE phase = 'approved' OR pick_up_since_ms IS NOT NULL",
  );
  const setPickUp = db.prepare<[number | null, number]>(
    'UPDATE check_ins SET pick_up_since_ms = ? WHERE id = ?',
  );
  const states = db.prepare<[], { state: string; left_at_ms: number | null; phase: Phase }>(
    'SELECT state, MAX(left_at_ms) AS left_at_ms, phase FROM check_ins GROUP BY state, left_at_ms IS NULL, phase',
  );
  const setPhase = db.prepare<[Phase, string, Phase, 0 | 1]>(
    'UPDATE check_ins SET phase = ? WHERE state = ? AND phase = ? AND (left_at_ms IS NULL) = ?',
  );

  return {
    get(id) {
      const row = one.get(id);
      return row === undefined ? null : fromRow(row);
    },
    ids: () => ids.all(),
    put(stored, before = null) {
      if (before !== null) return update(stored, before);
      const row = toRow(stored, searchTextOf(searchedOf(stored)));
      upsert.run(COLUMNS.map((column) => row[column]));
    },
    list(filter) {
      const { rows, total, values } = toQuery(filter);
      return {
        rows: db.prepare<[typeof values], Row>(rows).all(values).map(fromRow),
        total: db.prepare<[typeof values], number>(total).pluck().get(values) ?? 0,
      };
    },
    search(search, { offset = 0, limit }) {
      const found = find(search);
      const ids = found.slice(offset, offset + limit);
      const byId = new Map(those.all(JSON.stringify(ids)).map((row) => [row.id, row]));
      const rows = ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
      return { rows: rows.map(fromRow), total: found.length };
    },
    total: () => total.get() ?? 0,
    countByPhase: () => new Map(byPhase.all().map((row) => [row.phase, row.n])),
    unknownStates: () => unknownStates.all(),
    countOnSite: () => onSite.get() ?? 0,
    countOverdue: (phases, nowMs) =>
      db
        .prepare<[number], number>(
          `SELECT COUNT(*) FROM check_ins WHERE ${inPhases(phases)} AND valid_to_ms < ?`,
        )
        .pluck()
        .get(nowMs) ?? 0,
    countPickUps: (sinceMs) => pickUps.get(sinceMs) ?? { waiting: 0, overdue: 0 },
    alignPickUps(needsPickUp) {
      for (const row of mayNeedPickUp.all()) {
        const { pickUpSinceMs, changedAtMs, checkIn } = fromRow(row);
        const sinceMs = needsPickUp(checkIn) ? (pickUpSinceMs ?? changedAtMs) : null;
        if (sinceMs !== pickUpSinceMs) setPickUp.run(sinceMs, checkIn.id);
      }
    },
    presentAfter: (id, limit) => presentAfter.all(id, limit),
    markUnconfirmed(ids) {
      for (const id of ids) setUnconfirmed.run(1, id);
    },
    confirm: (id) => void setUnconfirmed.run(0, id),
    forget: (beforeMs) => forget.run({ beforeMs }).changes,
    countToForget: (beforeMs) => toForget.get({ beforeMs }) ?? 0,
    renewSearchText(afterId, limit) {
      const rows = after.all(afterId, limit);
      for (const row of rows) {
        const renewed = searchTextOfRow(row);
        if (renewed !== row.search_text) setSearchText.run(renewed, row.id);
      }
      return rows.at(-1)?.id ?? null;
    },
    remapPhases(phaseOf) {
      let changed = 0;
      for (const { state, left_at_ms, phase } of states.all()) {
        const read = phaseOf(state, left_at_ms);
        if (read !== phase) changed += setPhase.run(read, state, phase, left_at_ms === null ? 1 : 0).changes;
      }
      return changed;
    },
  };
}

/**
 * Writes the columns that have changed. SQLite writes an index anew whenever one of its columns is set, be it to what it was; and a page
 * that is touched is sealed and written, once into the WAL and once into the file.
 */
function createUpdate(db: Db): (stored: StoredCheckIn, before: StoredCheckIn) => void {
  // As many as there are ways in which a visit goes on.
  const statements = new Map<string, Statement>();
  return (stored, before) => {
    const isFoundAlike = isSame(searchedOf(stored), searchedOf(before));
    const old = toRow(before, null);
    const row = toRow(stored, isFoundAlike ? null : searchTextOf(searchedOf(stored)));
    const changed = COLUMNS.filter((column) => row[column] !== old[column]);
    if (changed.length === 0) return;
    const set = changed.map((column) => `${column} = ?`).join(', ');
    const statement = statements.get(set) ?? db.prepare(`UPDATE check_ins SET ${set} WHERE id = ?`);
    statements.set(set, statement);
    statement.run([...changed.map((column) => row[column]), row.id]);
  };
}

/**
 * Who was found last, for as long as nothing has been written: whoever scrolls through what was found asks page after page, and each
 * would be a look at everything kept.
 */
function createFinder(db: Db): (search: string) => readonly number[] {
  const writes = db.prepare<[], number>('SELECT total_changes()').pluck();
  let last: { readonly search: string; readonly writes: number; readonly ids: readonly number[] } | null =
    null;
  return (search) => {
    const now = writes.get() ?? 0;
    if (last?.search === search && last.writes === now) return last.ids;
    const { ids, values } = toFoundQuery(search);
    last = { search, writes: now, ids: db.prepare<[typeof values], number>(ids).pluck().all(values) };
    return last.ids;
  };
}

const searchedOf = ({ checkIn }: StoredCheckIn): Searched => ({
  names: [checkIn.firstName, checkIn.lastName, checkIn.companyName],
  cardNumber: checkIn.card?.number ?? null,
});

const isSame = (one: Searched, other: Searched): boolean =>
  one.cardNumber === other.cardNumber && one.names.every((name, index) => name === other.names[index]);

const searchTextOfRow = (row: Pick<Row, 'first_name' | 'last_name' | 'company_name' | 'card'>): string =>
  searchTextOf({
    names: [row.first_name, row.last_name, row.company_name],
    cardNumber: row.card === null ? null : (JSON.parse(row.card) as Card).number,
  });

/** `searchText`: takes longer than all the rest, so it is made only where it is to be written. */
function toRow<T extends string | null>(
  stored: StoredCheckIn,
  searchText: T,
): Omit<Row, 'search_text'> & { readonly search_text: T } {
  const { checkIn } = stored;
  return {
    id: checkIn.id,
    state: checkIn.state,
    phase: checkIn.phase,
    first_name: checkIn.firstName,
    last_name: checkIn.lastName,
    company_name: checkIn.companyName,
    language: checkIn.language,
    email: checkIn.email,
    arrived_at_ms: checkIn.arrivedAtMs,
    left_at_ms: checkIn.leftAtMs,
    valid_from_ms: checkIn.validFromMs,
    valid_to_ms: checkIn.validToMs,
    has_invitation: checkIn.hasInvitation ? 1 : 0,
    verification: JSON.stringify(checkIn.verification),
    card: checkIn.card === null ? null : JSON.stringify(checkIn.card),
    custom_fields: JSON.stringify(checkIn.customFields),
    badge_reason: JSON.stringify(stored.badgeReason),
    search_text: searchText,
    content_hash: stored.contentHash,
    earlier_hashes: stored.earlierHashes.join(' '),
    source: stored.source,
    sequence: stored.sequence,
    first_seen_at_ms: stored.firstSeenAtMs,
    changed_at_ms: stored.changedAtMs,
    is_unconfirmed: stored.isUnconfirmed ? 1 : 0,
    pick_up_since_ms: stored.pickUpSinceMs,
  };
}

/** One that was stored before its readings were kept has none until the cloud names it again. */
const toCard = (card: string): Card => ({ readings: [], ...(JSON.parse(card) as Omit<Card, 'readings'>) });

function fromRow(row: Row): StoredCheckIn {
  return {
    checkIn: {
      id: row.id,
      state: row.state,
      phase: row.phase as Phase,
      firstName: row.first_name,
      lastName: row.last_name,
      companyName: row.company_name,
      language: row.language,
      email: row.email,
      arrivedAtMs: row.arrived_at_ms,
      leftAtMs: row.left_at_ms,
      validFromMs: row.valid_from_ms,
      validToMs: row.valid_to_ms,
      hasInvitation: row.has_invitation === 1,
      verification: JSON.parse(row.verification) as Verification,
      card: row.card === null ? null : toCard(row.card),
      customFields: JSON.parse(row.custom_fields) as Record<string, string>,
    },
    badgeReason: JSON.parse(row.badge_reason) as BadgeReason,
    contentHash: row.content_hash,
    earlierHashes: row.earlier_hashes === '' ? [] : row.earlier_hashes.split(' '),
    source: row.source as StoredCheckIn['source'],
    sequence: row.sequence,
    firstSeenAtMs: row.first_seen_at_ms,
    changedAtMs: row.changed_at_ms,
    isUnconfirmed: row.is_unconfirmed === 1,
    pickUpSinceMs: row.pick_up_since_ms,
  };
}
