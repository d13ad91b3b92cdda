/** Looks for words of the frames where no word of them may be, in any case of letters: numbers of cards are kept in capitals. */
import type { FedStation } from './fed-station.ts';
import { MARKER, OPEN_MARKER } from './people.ts';
import type { QuarantinedRow } from './quarantine-tap.ts';

const MOST_KEPT = 200;

const holds = (value: unknown, marker: string): boolean =>
  JSON.stringify(value).toLowerCase().includes(marker.toLowerCase());

export const findInQuarantine = (rows: readonly QuarantinedRow[]): readonly string[] =>
  rows
    .filter((row) => holds(row, MARKER) || holds(row, OPEN_MARKER))
    .slice(0, 1)
    .map((row) => `something personal stands in the quarantine: ${JSON.stringify(row)}`);

/** What the station says, stores and shows. */
export function findInStation(fed: FedStation): readonly string[] {
  const { logLines, db } = fed;
  const findings: string[] = [];
  const bug = logLines.find((line) => line.includes('"level":"error"'));
  if (bug !== undefined) findings.push(`a bug was logged: ${bug}`);
  if (holds(logLines, MARKER) || holds(logLines, OPEN_MARKER))
    findings.push('something personal stands in the log');
  if (holds(fed.view(), MARKER)) findings.push('something of a bad frame is shown');
  for (const table of ['check_ins', 'access_credentials', 'print_jobs', 'station'])
    if (holds(db.prepare(`SELECT * FROM ${table}`).all(), MARKER))
      findings.push(`something of a bad frame is stored in ${table}`);
  const kept = quarantineRows(db);
  if (kept > MOST_KEPT) findings.push(`the quarantine has ${kept} rows, allowed are ${MOST_KEPT}`);
  return findings;
}

export const quarantineRows = (db: FedStation['db']): number =>
  Number(db.prepare('SELECT COUNT(*) FROM quarantine').pluck().get());
