import type { AccessCredential } from '../shared/check-in.ts';
import type { Db } from './database.ts';

export interface AccessCredentials {
  hashOf(key: string): string | null;
  /** A credential without a check-in clears the link; one with another check-in moves it. */
  put(credential: AccessCredential, contentHash: string, sequence: number, nowMs: number): void;
  /** Clears the links to this check-in that are no newer than the sequence; returns how many. */
  release(checkInId: number, upToSequence: number): number;
  heldBy(checkInId: number): readonly AccessCredential[];
  /** Forgets some of those not heard of since the cutoff that nobody who is kept holds; returns how many, as of check-ins. */
  forget(beforeMs: number): number;
}

const FORGOTTEN_AT_ONCE = 50;

export function createAccessCredentials(db: Db): AccessCredentials {
  const hashOf = db
    .prepare<[string], string>('SELECT content_hash FROM access_credentials WHERE key = ?')
    .pluck();
  const upsert = db.prepare(
    `INSERT INTO access_credentials (key, type, card_number, check_in_id, content_hash, sequence, changed_at_ms)
     VALUES (@key, @type, @cardNumber, @checkInId, @contentHash, @sequence, @nowMs)
     ON CONFLICT (key) DO UPDATE SET type = excluded.type, card_number = excluded.card_number,
       check_in_id = excluded.check_in_id, content_hash = excluded.content_hash, sequence = excluded.sequence,
       changed_at_ms = excluded.changed_at_ms`,
  );
  const held = db.prepare<[number], AccessCredential>(
    `SELECT key, type, card_number AS cardNumber, check_in_id AS checkInId FROM access_credentials
     WHERE check_in_id = ? ORDER BY sequence DESC`,
  );
  // Without its hash the row equals no frame, so the same assignment said again is a change.
  const release = db.prepare<[number, number]>(
    "UPDATE access_credentials SET check_in_id = NULL, content_hash = '' WHERE check_in_id = ? AND sequence <= ?",
  );
  const forget = db.prepare<[number]>(
    `DELETE FROM access_credentials WHERE key IN (
       SELECT key FROM access_credentials WHERE changed_at_ms < ?
         AND (check_in_id IS NULL OR check_in_id NOT IN (SELECT id FROM check_ins))
       LIMIT ${FORGOTTEN_AT_ONCE})`,
  );
  return {
    hashOf: (key) => hashOf.get(key) ?? null,
    put: (credential, contentHash, sequence, nowMs) =>
      void upsert.run({ ...credential, contentHash, sequence, nowMs }),
    release: (checkInId, upToSequence) => release.run(checkInId, upToSequence).changes,
    heldBy: (checkInId) => held.all(checkInId),
    forget: (beforeMs) => forget.run(beforeMs).changes,
  };
}
