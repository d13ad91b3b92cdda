/** Why a badge was printed again, in one of the desk's own words; nothing for a first one. */
export const reprintReason = `
ALTER TABLE print_jobs ADD COLUMN reprint_reason TEXT;
`;
