/**
 * The cards of the site and who has each. Two sources tell of one card: its own notifications, and the check-in that names it. Here
 * it is one row, whatever told of it, so that it counts once; that somebody has left with it stands on that row, because it
 * outlives the visitor. Every change of hands closes one entry of its history and opens another, in the caller's transaction.
 *
 * What is one card: numbers are the same card where one kind of reader has read the same, and a number of which nobody says who read
 * it (`plain`) is compared with all. Two kinds of reader may show one text for two cards, so those are never compared. Where the cloud
 * gives two ids, they are two cards, however alike their numbers are: an id is its word, a number a reading.
 */
import type { AccessCredential, Card, CardReading } from '../shared/check-in.ts';
import type { Db } from './database.ts';

/** What a check-in says of its own card. */
export interface CardClaim {
  readonly card: Card;
  readonly checkInId: number;
  /** When that visitor left; `null`: is here, or expected. */
  readonly leftAtMs: number | null;
  /** A card of which something newer has been told stays where it is. */
  readonly upToSequence: number;
  readonly sequence: number;
  /** Since when the visitor has it, as far as it is known. */
  readonly sinceMs: number;
  readonly nowMs: number;
}

export interface AccessCredentials {
  hashOf(key: string): string | null;
  /** A credential without a check-in clears the link; one with another check-in moves it. */
  put(credential: AccessCredential, contentHash: string, sequence: number, nowMs: number): void;
  /**
   * Believed over what was told before, with one exception: who has left may be named with a card long after it was handed back, so
   * that takes no card from anybody, and none of which a notification of its own has said that it is free. True when it changed hands.
   */
  claim(claim: CardClaim): boolean;
  /** Clears the links to this check-in that are no newer than the sequence; returns how many. */
  release(checkInId: number, upToSequence: number, nowMs: number): number;
  /** The same for cards that only check-ins tell of, but for this one; the others have notifications of their own. */
  releaseNamed(checkInId: number, except: Card | null, nowMs: number): number;
  /** The visitor has left, whatever is still assigned; `null`: has not, or is back. */
  noteLeaving(checkInId: number, leftAtMs: number | null): void;
  /** Everybody at once, for when phases have been read anew. */
  alignLeavings(): void;
  heldBy(checkInId: number): readonly Omit<AccessCredential, 'readings'>[];
  /**
   * Forgets some of those not heard of since the cutoff that nobody who is kept holds, and the ends of what is history by then; one
   * that was never returned stays, without its visitor, until it has been gone since `lostBeforeMs`. Returns how many rows went.
   */
  forget(beforeMs: number, lostBeforeMs: number): number;
}

interface Held {
  readonly key: string;
  readonly check_in_id: number | null;
  readonly holder_left_at_ms: number | null;
  readonly told_by: 'credential' | 'check-in';
  readonly sequence: number;
}

type Teller = Held['told_by'];

const FORGOTTEN_AT_ONCE = 50;
/** What the cloud's own ids are kept under (`access-credential-payload.ts`). */
const hasId = (key: string): boolean => key.startsWith('id:');
const HELD = 'key, check_in_id, holder_left_at_ms, told_by, sequence';
/** A rejected visitor has no time of leaving. */
const LEFT_AT = `(SELECT COALESCE(left_at_ms, changed_at_ms) FROM check_ins
  WHERE id = access_credentials.check_in_id AND phase IN ('left', 'rejected'))`;
const SAME_CARD = `key IN (
  SELECT key FROM card_readings WHERE reading IN (SELECT value FROM json_each(@numbers)) AND kind = 'plain'
  UNION SELECT key FROM card_readings WHERE reading IN (SELECT value FROM json_each(@plain))
  UNION SELECT r.key FROM card_readings r JOIN json_each(@readings) j
    ON r.reading = json_extract(j.value, '$.number') AND r.kind = json_extract(j.value, '$.kind'))`;

const sameCard = (readings: readonly CardReading[]) => ({
  numbers: JSON.stringify(readings.map(({ number }) => number)),
  plain: JSON.stringify(readings.filter(({ kind }) => kind === 'plain').map(({ number }) => number)),
  readings: JSON.stringify(readings),
});

export function createAccessCredentials(db: Db): AccessCredentials {
  const hashOf = db
    .prepare<[string], string>('SELECT content_hash FROM access_credentials WHERE key = ?')
    .pluck();
  const one = db.prepare<[string], Held>(`SELECT ${HELD} FROM access_credentials WHERE key = ?`);
  const same = db.prepare<[ReturnType<typeof sameCard>], Held>(
    `SELECT ${HELD} FROM access_credentials WHERE ${SAME_CARD} ORDER BY sequence DESC`,
  );
  const upsert = db.prepare(
    `INSERT INTO access_credentials (key, type, card_number, content_hash, sequence, changed_at_ms, told_by)
     VALUES (@key, @type, @cardNumber, @contentHash, @sequence, @nowMs, @toldBy)
     ON CONFLICT (key) DO UPDATE SET type = excluded.type, card_number = excluded.card_number,
       content_hash = excluded.content_hash, sequence = excluded.sequence, changed_at_ms = excluded.changed_at_ms,
       told_by = excluded.told_by`,
  );
  const held = db.prepare<[number], Omit<AccessCredential, 'readings'>>(
    `SELECT key, type, card_number AS cardNumber, check_in_id AS checkInId FROM access_credentials
     WHERE check_in_id = ? ORDER BY sequence DESC`,
  );
  const heldRows = db.prepare<[number], Held>(`SELECT ${HELD} FROM access_credentials WHERE check_in_id = ?`);
  const handOver = db.prepare<[number | null, string]>(
    'UPDATE access_credentials SET check_in_id = ?, holder_left_at_ms = NULL WHERE key = ?',
  );
  // Without its hash the row equals no notification, so the same assignment told again is a change.
  const overrule = db.prepare<[number, number, string]>(
    "UPDATE access_credentials SET content_hash = '', sequence = MAX(sequence, ?), changed_at_ms = ? WHERE key = ?",
  );
  const inherit = db.prepare<[Held]>(
    `UPDATE access_credentials SET check_in_id = @check_in_id, holder_left_at_ms = @holder_left_at_ms
     WHERE key = @key`,
  );
  const learnLeaving = db.prepare<[string]>(
    `UPDATE access_credentials SET holder_left_at_ms = ${LEFT_AT} WHERE key = ?`,
  );
  const setLeaving = db.prepare<[{ checkInId: number; leftAtMs: number | null }]>(
    `UPDATE access_credentials SET holder_left_at_ms = @leftAtMs
     WHERE check_in_id = @checkInId AND holder_left_at_ms IS NOT @leftAtMs`,
  );
  // Of whom the store knows nothing any more, the row itself is the only memory.
  const alignLeavings = db.prepare(
    `UPDATE access_credentials SET holder_left_at_ms = ${LEFT_AT}
     WHERE check_in_id IN (SELECT id FROM check_ins) AND holder_left_at_ms IS NOT ${LEFT_AT}`,
  );
  const endAssignment = db.prepare<[number, string]>(
    'UPDATE card_assignments SET to_ms = ? WHERE key = ? AND to_ms IS NULL',
  );
  const beginAssignment = db.prepare<[string, number, number]>(
    'INSERT INTO card_assignments (key, check_in_id, from_ms) VALUES (?, ?, ?)',
  );
  const forgetReadings = db.prepare<[string, Teller]>(
    'DELETE FROM card_readings WHERE key = ? AND told_by = ?',
  );
  const addReading = db.prepare<[string, string, string, Teller]>(
    'INSERT OR IGNORE INTO card_readings (reading, kind, key, told_by) VALUES (?, ?, ?, ?)',
  );
  const absorb = [
    'UPDATE card_assignments SET key = @into WHERE key = @from',
    `INSERT OR IGNORE INTO card_readings SELECT reading, kind, @into, told_by FROM card_readings
     WHERE key = @from AND told_by = 'check-in'`,
    'DELETE FROM card_readings WHERE key = @from',
    'DELETE FROM access_credentials WHERE key = @from',
  ].map((sql) => db.prepare<[{ into: string; from: string }]>(sql));
  const forget = db.prepare<[{ beforeMs: number; lostBeforeMs: number }]>(
    `DELETE FROM access_credentials WHERE key IN (
       SELECT key FROM access_credentials INDEXED BY access_credentials_by_change
       WHERE changed_at_ms < @beforeMs AND (check_in_id IS NULL OR check_in_id NOT IN (SELECT id FROM check_ins))
         AND (holder_left_at_ms IS NULL OR holder_left_at_ms < @lostBeforeMs)
       LIMIT ${FORGOTTEN_AT_ONCE})`,
  );
  const forgetAssignments = db.prepare<[number]>(
    `DELETE FROM card_assignments WHERE id IN
       (SELECT id FROM card_assignments WHERE to_ms < ? LIMIT ${FORGOTTEN_AT_ONCE})`,
  );
  const forgetOrphans = [
    'DELETE FROM card_assignments WHERE key NOT IN (SELECT key FROM access_credentials)',
    'DELETE FROM card_readings WHERE key NOT IN (SELECT key FROM access_credentials)',
  ].map((sql) => db.prepare(sql));

  function assign(key: string, checkInId: number | null, sinceMs: number, nowMs: number): boolean {
    if (one.get(key)?.check_in_id === checkInId) return false;
    endAssignment.run(nowMs, key);
    handOver.run(checkInId, key);
    if (checkInId === null) return true;
    beginAssignment.run(key, checkInId, sinceMs);
    learnLeaving.run(key);
    return true;
  }

  /** What this teller said of it before is forgotten: a number that was corrected opens nobody any more. */
  function setReadings(key: string, readings: readonly CardReading[], toldBy: Teller): void {
    forgetReadings.run(key, toldBy);
    for (const { kind, number } of readings) addReading.run(number, kind, key, toldBy);
  }

  function absorbOthers({ key, readings }: AccessCredential, nowMs: number): void {
    for (const other of same.all(sameCard(readings))) {
      if (other.key === key || (hasId(other.key) && hasId(key))) continue;
      if (one.get(key) === undefined) {
        upsert.run({ ...BLANK, key, sequence: other.sequence, nowMs });
        inherit.run({ ...other, key });
      } else endAssignment.run(nowMs, other.key);
      for (const step of absorb) step.run({ into: key, from: other.key });
    }
  }

  function releaseRows(rows: readonly Held[], nowMs: number): number {
    for (const { key, sequence } of rows) {
      assign(key, null, nowMs, nowMs);
      overrule.run(sequence, nowMs, key);
    }
    return rows.length;
  }

  return {
    hashOf: (key) => hashOf.get(key) ?? null,
    put(credential, contentHash, sequence, nowMs) {
      const { key, readings, checkInId } = credential;
      absorbOthers(credential, nowMs);
      const { type, cardNumber } = credential;
      upsert.run({ key, type, cardNumber, contentHash, sequence, nowMs, toldBy: 'credential' });
      setReadings(key, readings, 'credential');
      assign(key, checkInId, nowMs, nowMs);
    },
    claim({ card, checkInId, leftAtMs, upToSequence, sequence, sinceMs, nowMs }) {
      const known = same.all(sameCard(card.readings));
      const row = known.find(({ check_in_id }) => check_in_id === checkInId) ?? known[0];
      if (row?.check_in_id === checkInId) {
        setReadings(row.key, card.readings, 'check-in');
        return false;
      }
      if (row !== undefined && (row.sequence > upToSequence || !mayTake(row, leftAtMs))) return false;
      const key = row?.key ?? `named:${card.kind}:${card.readings[0]?.number ?? card.number}`;
      if (row === undefined)
        upsert.run({ ...BLANK, key, cardNumber: card.number, sequence, nowMs, toldBy: 'check-in' });
      setReadings(key, card.readings, 'check-in');
      assign(key, checkInId, sinceMs, nowMs);
      overrule.run(sequence, nowMs, key);
      return true;
    },
    release: (checkInId, upToSequence, nowMs) =>
      releaseRows(
        heldRows.all(checkInId).filter(({ sequence }) => sequence <= upToSequence),
        nowMs,
      ),
    releaseNamed(checkInId, except, nowMs) {
      const kept = new Set(except === null ? [] : same.all(sameCard(except.readings)).map(({ key }) => key));
      const named = heldRows.all(checkInId).filter(({ told_by }) => told_by === 'check-in');
      return releaseRows(
        named.filter(({ key }) => !kept.has(key)),
        nowMs,
      );
    },
    noteLeaving: (checkInId, leftAtMs) => void setLeaving.run({ checkInId, leftAtMs }),
    alignLeavings: () => void alignLeavings.run(),
    heldBy: (checkInId) => held.all(checkInId),
    forget(beforeMs, lostBeforeMs) {
      const gone = forget.run({ beforeMs, lostBeforeMs }).changes;
      if (gone > 0) for (const step of forgetOrphans) step.run();
      return gone + forgetAssignments.run(beforeMs).changes;
    },
  };
}

const BLANK = { type: null, cardNumber: null, contentHash: '', toldBy: 'credential' } as const;

function mayTake(row: Held, leftAtMs: number | null): boolean {
  if (leftAtMs === null) return true;
  if (row.check_in_id === null) return row.told_by === 'check-in';
  return row.holder_left_at_ms !== null && row.holder_left_at_ms < leftAtMs;
}
