import type { AccessCredential } from '../shared/check-in.ts';
import type { Db } from './database.ts';

export interface AccessCredentials {
  /** False when this very content is stored already. A credential without a check-in clears the link. */
  put(credential: AccessCredential, contentHash: string, sequence: number, nowMs: number): boolean;
  heldBy(checkInId: number): readonly AccessCredential[];
}

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
  return {
    put(credential, contentHash, sequence, nowMs) {
      if (hashOf.get(credential.key) === contentHash) return false;
      upsert.run({ ...credential, contentHash, sequence, nowMs });
      return true;
    },
    heldBy: (checkInId) => held.all(checkInId),
  };
}
