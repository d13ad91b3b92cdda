/** Sees every row that ever goes into the quarantine, though only the latest ones are kept there, in the order of arrival. */
import type { Db } from '../../../electron/store/database.ts';

export interface QuarantinedRow {
  readonly code: string;
  readonly detail: string;
  readonly sizeBytes: number;
  readonly shape: string;
}

/** Those since the last call. A row of a transaction that was rolled back is none. */
export function tapQuarantine(db: Db): () => readonly QuarantinedRow[] {
  db.exec(`
    CREATE TEMP TABLE tapped (id INTEGER PRIMARY KEY, code, detail, sizeBytes, shape);
    CREATE TEMP TRIGGER tap AFTER INSERT ON main.quarantine BEGIN
      INSERT INTO tapped VALUES (NULL, new.code, new.detail, new.size_bytes, new.shape);
    END;`);
  const read = db.prepare<[], QuarantinedRow>(
    'SELECT code, detail, sizeBytes, shape FROM tapped ORDER BY id',
  );
  const clear = db.prepare('DELETE FROM tapped');
  return () => {
    const rows = read.all();
    clear.run();
    return rows;
  };
}
