/**
 * Objects and print ledger share one file on purpose: a notification, its badge decision and its job are one commit, and
 * transactions in WAL mode are not atomic across attached files (better-sqlite3 docs/performance.md).
 */
export const initial = `
CREATE TABLE station (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE check_ins (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  phase TEXT NOT NULL,
  first_name TEXT,
  last_name TEXT,
  company_name TEXT,
  language TEXT,
  email TEXT,
  arrived_at_ms INTEGER,
  left_at_ms INTEGER,
  valid_from_ms INTEGER,
  valid_to_ms INTEGER,
  has_invitation INTEGER NOT NULL,
  verification TEXT NOT NULL,
  card TEXT,
  custom_fields TEXT NOT NULL,
  badge_reason TEXT NOT NULL,
  badge_code TEXT NOT NULL,
  search_text TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  source TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  first_seen_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  is_unconfirmed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX check_ins_by_phase ON check_ins (phase, arrived_at_ms);

CREATE TABLE access_credentials (
  key TEXT PRIMARY KEY,
  type TEXT,
  card_number TEXT,
  check_in_id INTEGER,
  content_hash TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX access_credentials_by_check_in ON access_credentials (check_in_id) WHERE check_in_id IS NOT NULL;

-- The ledger outlives the visitor: it holds an id and an outcome, nothing personal, or promise 4 would expire with the data.
CREATE TABLE print_jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  check_in_id INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('auto', 'manual', 'reprint')),
  state TEXT NOT NULL CHECK (state IN ('queued', 'body', 'commit', 'printed', 'delivered', 'handed-over', 'failed', 'uncertain', 'withdrawn')),
  reason TEXT,
  print_number INTEGER NOT NULL UNIQUE,
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  retry_at_ms INTEGER,
  committed_at_ms INTEGER,
  settled_at_ms INTEGER
) STRICT;
-- Promise 4, kept by the file itself whatever the code above it does.
CREATE UNIQUE INDEX print_jobs_one_auto ON print_jobs (check_in_id) WHERE purpose = 'auto';
CREATE INDEX print_jobs_by_check_in ON print_jobs (check_in_id, id);
CREATE INDEX print_jobs_by_state ON print_jobs (state, id);

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  received_at_ms INTEGER NOT NULL,
  source TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  shape TEXT NOT NULL
) STRICT;
`;
