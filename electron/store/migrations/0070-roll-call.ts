/**
 * Roll calls, and who is in each. No name is copied: it comes from the check-in, so that retention holds here too and leaves
 * bare figures behind. That at most one is under way is kept by the file itself, whatever the code above it does.
 */
export const rollCall = `
CREATE TABLE roll_calls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at_ms INTEGER NOT NULL,
  is_drill INTEGER NOT NULL,
  as_of_ms INTEGER,
  ended_at_ms INTEGER,
  found INTEGER NOT NULL DEFAULT 0,
  missing INTEGER NOT NULL DEFAULT 0,
  left_meanwhile INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX roll_calls_one_open ON roll_calls ((ended_at_ms IS NULL)) WHERE ended_at_ms IS NULL;

CREATE TABLE roll_call_people (
  roll_call_id INTEGER NOT NULL,
  check_in_id INTEGER NOT NULL,
  found_at_ms INTEGER,
  left_at_ms INTEGER,
  PRIMARY KEY (roll_call_id, check_in_id)
) STRICT, WITHOUT ROWID;
`;
