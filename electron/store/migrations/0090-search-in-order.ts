/**
 * A search reads the index of what is searched once, from the newest arrival on: so it has everybody who is found in the order in
 * which they are shown, and how many they are, without a sort and without a second look.
 */
export const searchInOrder = `
DROP INDEX check_ins_by_search;
CREATE INDEX check_ins_by_search ON check_ins (COALESCE(arrived_at_ms, first_seen_at_ms), id, search_text);
`;
