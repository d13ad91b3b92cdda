/** The check-ins as this station knows them: the projection, its badge decision, and where it came from. */
import type { BadgeReason } from '../shared/badge-decision.ts';
import type { Card, CheckIn, Phase, Verification } from '../shared/check-in.ts';
import type { Db } from './database.ts';
import { containsPattern, foldForSearch } from './search-text.ts';

export interface StoredCheckIn {
  readonly checkIn: CheckIn;
  readonly badgeReason: BadgeReason;
  /** Opaque text of the QR code: the same on every badge of this check-in. */
  readonly badgeCode: string;
  readonly contentHash: string;
  readonly source: 'frame' | 'snapshot';
  readonly sequence: number;
  /** First sight of the visitor as more than expected; before that, of the invitation. */
  readonly firstSeenAtMs: number;
  readonly changedAtMs: number;
  readonly isUnconfirmed: boolean;
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
  badge_code: string;
  search_text: string;
  content_hash: string;
  source: string;
  sequence: number;
  first_seen_at_ms: number;
  changed_at_ms: number;
  is_unconfirmed: number;
}

/** Which rows a list wants; every member that is given must hold. */
export interface CheckInFilter {
  readonly phases?: readonly Phase[];
  /** Visit over before this time and not left. */
  readonly validToBeforeMs?: number;
  readonly search?: string;
  readonly order: 'latest-arrival' | 'next-expected' | 'latest-departure';
  readonly limit: number;
}

export interface CheckIns {
  get(id: number): StoredCheckIn | null;
  put(stored: StoredCheckIn): void;
  list(filter: CheckInFilter): { readonly rows: readonly StoredCheckIn[]; readonly total: number };
  total(): number;
  countByPhase(): ReadonlyMap<Phase, number>;
  countOverdue(phases: readonly Phase[], nowMs: number): number;
  /** Ids, in their order, of who has not left and is not marked; the first `limit` of them after this id. */
  presentAfter(id: number, limit: number): readonly number[];
  /** Absence deletes nothing (promise 3). */
  markUnconfirmed(ids: readonly number[]): void;
  confirm(id: number): void;
  /** Forgets who left, or was last heard of unconfirmed, before the cutoff; returns how many. */
  forget(beforeMs: number): number;
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
  'badge_code',
  'search_text',
  'content_hash',
  'source',
  'sequence',
  'first_seen_at_ms',
  'changed_at_ms',
  'is_unconfirmed',
] as const satisfies readonly (keyof Row)[];

const ORDERS: Readonly<Record<CheckInFilter['order'], string>> = {
  'latest-arrival': 'COALESCE(arrived_at_ms, first_seen_at_ms) DESC, id DESC',
  'next-expected': 'COALESCE(valid_from_ms, first_seen_at_ms), id',
  'latest-departure': 'COALESCE(left_at_ms, changed_at_ms) DESC, id DESC',
};

export function createCheckIns(db: Db): CheckIns {
  const one = db.prepare<[number], Row>('SELECT * FROM check_ins WHERE id = ?');
  const upsert = db.prepare<[Row]>(
    `INSERT INTO check_ins (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  const total = db.prepare<[], number>('SELECT COUNT(*) FROM check_ins').pluck();
  const byPhase = db.prepare<[], { phase: Phase; n: number }>(
    'SELECT phase, COUNT(*) AS n FROM check_ins GROUP BY phase',
  );
  const overdue = db
    .prepare<[string, number], number>(
      'SELECT COUNT(*) FROM check_ins WHERE phase IN (SELECT value FROM json_each(?)) AND valid_to_ms < ?',
    )
    .pluck();
  const presentAfter = db
    .prepare<[number, number], number>(
      `SELECT id FROM check_ins WHERE id > ? AND left_at_ms IS NULL AND is_unconfirmed = 0 ORDER BY id LIMIT ?`,
    )
    .pluck();
  const setUnconfirmed = db.prepare<[number, number]>('UPDATE check_ins SET is_unconfirmed = ? WHERE id = ?');
  const forget = db.prepare<[{ beforeMs: number }]>(
    `DELETE FROM check_ins
     WHERE (phase IN ('left', 'rejected') AND COALESCE(left_at_ms, arrived_at_ms, changed_at_ms) < @beforeMs)
        OR (is_unconfirmed = 1 AND changed_at_ms < @beforeMs)`,
  );
  const states = db.prepare<[], Row>('SELECT * FROM check_ins');
  const setPhase = db.prepare<[string, number]>('UPDATE check_ins SET phase = ? WHERE id = ?');

  return {
    get(id) {
      const row = one.get(id);
      return row === undefined ? null : fromRow(row);
    },
    put: (stored) => void upsert.run(toRow(stored)),
    list(filter) {
      const { where, values } = toWhere(filter);
      const total =
        db.prepare<[typeof values], number>(`SELECT COUNT(*) FROM check_ins ${where}`).pluck().get(values) ??
        0;
      const rows = db
        .prepare<[typeof values], Row>(
          `SELECT * FROM check_ins ${where} ORDER BY ${ORDERS[filter.order]} LIMIT ${filter.limit}`,
        )
        .all(values);
      return { rows: rows.map(fromRow), total };
    },
    total: () => total.get() ?? 0,
    countByPhase: () => new Map(byPhase.all().map((row) => [row.phase, row.n])),
    countOverdue: (phases, nowMs) => overdue.get(JSON.stringify(phases), nowMs) ?? 0,
    presentAfter: (id, limit) => presentAfter.all(id, limit),
    markUnconfirmed(ids) {
      for (const id of ids) setUnconfirmed.run(1, id);
    },
    confirm: (id) => void setUnconfirmed.run(0, id),
    forget: (beforeMs) => forget.run({ beforeMs }).changes,
    remapPhases(phaseOf) {
      let changed = 0;
      for (const row of states.all()) {
        const phase = phaseOf(row.state, row.left_at_ms);
        if (phase === row.phase) continue;
        setPhase.run(phase, row.id);
        changed += 1;
      }
      return changed;
    },
  };
}

function toWhere(filter: CheckInFilter): { where: string; values: Record<string, unknown> } {
  const conditions: string[] = [];
  const values: Record<string, unknown> = {};
  if (filter.phases !== undefined) {
    conditions.push('phase IN (SELECT value FROM json_each(@phases))');
    values['phases'] = JSON.stringify(filter.phases);
  }
  if (filter.validToBeforeMs !== undefined) {
    conditions.push('valid_to_ms < @validToBeforeMs');
    values['validToBeforeMs'] = filter.validToBeforeMs;
  }
  for (const [index, word] of (filter.search ?? '').split(/\s+/).filter(Boolean).slice(0, 8).entries()) {
    // The number on a badge is searched where it is kept, in the ledger; the row itself need not know it.
    conditions.push(
      `(search_text LIKE @word${index} ESCAPE '\\'
        OR id IN (SELECT check_in_id FROM print_jobs WHERE CAST(print_number AS TEXT) = @number${index}))`,
    );
    values[`word${index}`] = containsPattern(word);
    values[`number${index}`] = word;
  }
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, values };
}

function toRow(stored: StoredCheckIn): Row {
  const { checkIn } = stored;
  const searched = [checkIn.firstName, checkIn.lastName, checkIn.companyName, checkIn.card?.number];
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
    badge_code: stored.badgeCode,
    search_text: foldForSearch(searched.filter((part) => part !== null && part !== undefined).join(' ')),
    content_hash: stored.contentHash,
    source: stored.source,
    sequence: stored.sequence,
    first_seen_at_ms: stored.firstSeenAtMs,
    changed_at_ms: stored.changedAtMs,
    is_unconfirmed: stored.isUnconfirmed ? 1 : 0,
  };
}

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
      card: row.card === null ? null : (JSON.parse(row.card) as Card),
      customFields: JSON.parse(row.custom_fields) as Record<string, string>,
    },
    badgeReason: JSON.parse(row.badge_reason) as BadgeReason,
    badgeCode: row.badge_code,
    contentHash: row.content_hash,
    source: row.source as StoredCheckIn['source'],
    sequence: row.sequence,
    firstSeenAtMs: row.first_seen_at_ms,
    changedAtMs: row.changed_at_ms,
    isUnconfirmed: row.is_unconfirmed === 1,
  };
}
