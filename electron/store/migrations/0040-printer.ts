/** Which printer got the job: the identity of its device, so that one printer's count never speaks for another's job. */
export const printer = `
ALTER TABLE print_jobs ADD COLUMN printer TEXT;
`;
