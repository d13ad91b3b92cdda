/**
 * The code of a badge is made when it is drawn, and found again from who is kept (desk/badge-code.ts): stored, each lay in a place of its
 * own in its index, and every newcomer cost a page of it, sealed and written twice.
 */
export const noBadgeCode = `
DROP INDEX check_ins_by_badge_code;
ALTER TABLE check_ins DROP COLUMN badge_code;
`;
