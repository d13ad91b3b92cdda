/**
 * Cards: every reading by which one is known, who has had it, and whether its holder has left with it, which is kept on the card's own
 * row because it outlives the visitor. And since when somebody waits to be picked up. What the view counts has an index that holds
 * nothing but what is counted.
 */
export const cards = `
ALTER TABLE access_credentials ADD COLUMN told_by TEXT NOT NULL DEFAULT 'credential';
ALTER TABLE access_credentials ADD COLUMN holder_left_at_ms INTEGER;
CREATE INDEX access_credentials_not_returned ON access_credentials (holder_left_at_ms) WHERE holder_left_at_ms IS NOT NULL;

CREATE TABLE card_readings (
  reading TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  told_by TEXT NOT NULL,
  PRIMARY KEY (reading, kind, key, told_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_readings_by_key ON card_readings (key);
INSERT INTO card_readings (reading, kind, key, told_by)
  SELECT REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(UPPER(card_number), ' ', ''), '-', ''), ':', ''), '.', ''), '_', ''), 'plain', key, 'credential'
  FROM access_credentials WHERE card_number IS NOT NULL;

CREATE TABLE card_assignments (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  check_in_id INTEGER NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER
) STRICT;
CREATE INDEX card_assignments_by_key ON card_assignments (key, id);
CREATE INDEX card_assignments_by_check_in ON card_assignments (check_in_id);
CREATE INDEX card_assignments_over ON card_assignments (to_ms) WHERE to_ms IS NOT NULL;
INSERT INTO card_assignments (key, check_in_id, from_ms)
  SELECT key, check_in_id, changed_at_ms FROM access_credentials WHERE check_in_id IS NOT NULL;

ALTER TABLE check_ins ADD COLUMN pick_up_since_ms INTEGER;
CREATE INDEX check_ins_pick_up ON check_ins (pick_up_since_ms) WHERE pick_up_since_ms IS NOT NULL;
`;
