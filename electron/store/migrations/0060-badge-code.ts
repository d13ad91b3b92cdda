/** A scanned badge opens its visitor at once, among a hundred thousand too. */
export const badgeCode = `
CREATE INDEX check_ins_by_badge_code ON check_ins (badge_code);
`;
