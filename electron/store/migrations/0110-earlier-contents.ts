/** What a check-in was before, as hashes: how a webhook that was retried late is told from news. */
export const earlierContents = `ALTER TABLE check_ins ADD COLUMN earlier_hashes TEXT NOT NULL DEFAULT '';`;
