/**
 * The history of prints as a table: sentences for whoever reads it, and beside them the codes, the times with their offset and
 * the link of the ledger for whoever audits it. Every exported link is one more that is noted outside this PC.
 */
import type { PrintHistoryRow } from '../../electron/shared/print-history.ts';
import { outcomeChip } from './badge-words.ts';
import { csvBegin, csvLine, type Cell } from './csv.ts';
import { askedBy, deviceText } from './history-words.ts';
import { jobReasonSentence, type Words } from './reason-words.ts';

const COLUMNS = {
  number: (_, row) => row.printNumber,
  checkIn: (_, row) => row.checkInId,
  visitor: (_, row) => row.name,
  company: (_, row) => row.companyName,
  asked: ({ t }, row) => askedBy(t, row),
  outcome: ({ t }, row) => outcomeChip(t, row).text,
  reason: (words, row) => row.reason && jobReasonSentence(words, row.reason),
  stateCode: (_, row) => row.state,
  reasonCode: (_, row) => row.reason?.kind ?? null,
  created: (_, row) => isoWithOffset(row.createdAtMs),
  committed: (_, row) => isoWithOffset(row.committedAtMs),
  settled: (_, row) => isoWithOffset(row.settledAtMs),
  printer: ({ t }, row) => row.printer && deviceText(t, row.printer),
  attempts: (_, row) => row.attempts,
  step: (_, row) => row.entry?.sequence ?? null,
  link: (_, row) => row.entry?.link ?? null,
} as const satisfies Record<string, (words: Words, row: PrintHistoryRow) => Cell>;
const NAMES = Object.keys(COLUMNS) as readonly (keyof typeof COLUMNS)[];

export const printsCsvBegin = ({ t }: Words): string =>
  csvBegin(NAMES.map((name) => t(`history.csv.${name}`)));

export const printsCsvLine = (words: Words, row: PrintHistoryRow): string =>
  csvLine(NAMES.map((name) => COLUMNS[name](words, row)));

/** "2026-11-24T08:55:01+01:00": the moment, and what the clock on the wall said. */
export function isoWithOffset(ms: number | null): string | null {
  if (ms === null) return null;
  const offsetMin = -new Date(ms).getTimezoneOffset();
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const wall = new Date(ms + offsetMin * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offsetMin);
  return `${wall}${offsetMin < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

export const exportFileName = (nowMs: number): string =>
  `badges-${isoWithOffset(nowMs)?.slice(0, 10) ?? ''}.csv`;
