/**
 * What this desk asked the cloud to do with a visitor. `key` makes a second press the same act; that no visitor has two acts under way
 * is kept by the file itself, whatever the code above it does. `may_be_done`: an earlier request of this act was never answered, so a
 * refusal of the next one may only mean that it has happened. No name stands here, but what the cloud says in a refusal may hold one,
 * so an act goes with its visitor.
 */
export const transitions = `
CREATE TABLE transitions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  check_in_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('approve', 'reject', 'check-in', 'check-out')),
  event_name TEXT NOT NULL,
  state_before TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'in-doubt', 'question', 'done', 'refused', 'not-done', 'overtaken', 'settled', 'withdrawn')),
  reason TEXT,
  is_journaled INTEGER NOT NULL,
  may_be_done INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  asked_at_ms INTEGER NOT NULL,
  sent_at_ms INTEGER,
  settled_at_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX transitions_one_open ON transitions (check_in_id) WHERE state IN ('waiting', 'sent', 'in-doubt');
CREATE INDEX transitions_by_check_in ON transitions (check_in_id, id);
CREATE INDEX transitions_by_state ON transitions (state, id);
`;
