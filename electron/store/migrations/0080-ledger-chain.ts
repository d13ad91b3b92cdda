/**
 * What each step changed in a print job, chained (ledger-chain.ts). Kept for ever, as the jobs are: an entry is small and holds
 * nothing personal. AUTOINCREMENT makes the file count the entries that it was ever given, so that those taken off the end
 * are missed. A program that changes one must at least remove the triggers first.
 */
export const ledgerChain = `
CREATE TABLE ledger_entries (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id INTEGER NOT NULL,
  step TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  changed TEXT NOT NULL,
  link BLOB NOT NULL
) STRICT;
CREATE INDEX ledger_entries_by_job ON ledger_entries (job_id);
CREATE TRIGGER ledger_entries_stay_as_written BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never changed'); END;
CREATE TRIGGER ledger_entries_stay BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never removed'); END;
`;
