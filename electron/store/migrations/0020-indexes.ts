/**
 * Indexes for a site with 100,000 check-ins, where each list, count and search was a look at every row: 150 to 600 ms of a held
 * event loop (promise 9). Each is in the order of one list, or holds all that one question asks for. They are few, hold few rows
 * and grow at their ends where they can, because every page that a row touches is encrypted and paid for when it is written.
 */
export const indexes = `
DROP INDEX check_ins_by_phase;
CREATE INDEX check_ins_by_arrival ON check_ins (phase, COALESCE(arrived_at_ms, first_seen_at_ms), id, valid_to_ms);
CREATE INDEX check_ins_by_expectation ON check_ins (COALESCE(valid_from_ms, first_seen_at_ms), id) WHERE phase = 'upcoming';
CREATE INDEX check_ins_over ON check_ins (COALESCE(left_at_ms, changed_at_ms), id, COALESCE(left_at_ms, arrived_at_ms, changed_at_ms)) WHERE phase IN ('left', 'rejected');
CREATE INDEX check_ins_by_search ON check_ins (id, COALESCE(arrived_at_ms, first_seen_at_ms), search_text);
CREATE INDEX check_ins_unconfirmed ON check_ins (changed_at_ms) WHERE is_unconfirmed = 1;
CREATE INDEX check_ins_present ON check_ins (id) WHERE left_at_ms IS NULL AND is_unconfirmed = 0;
CREATE INDEX access_credentials_by_change ON access_credentials (changed_at_ms);
`;
