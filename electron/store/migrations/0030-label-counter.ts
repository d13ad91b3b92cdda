/**
 * What the printer had counted before a job was committed, so that its count can say later whether the label came out; and the
 * order of the commits, because only the latest one can be told so. Behind the other columns, where salvage expects the new.
 */
export const labelCounter = `
ALTER TABLE print_jobs ADD COLUMN commit_number INTEGER;
ALTER TABLE print_jobs ADD COLUMN counter_before INTEGER;
CREATE INDEX print_jobs_by_commit ON print_jobs (commit_number) WHERE commit_number IS NOT NULL;
`;
