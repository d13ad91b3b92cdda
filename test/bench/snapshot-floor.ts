/**
 * The least that could bring a snapshot into a file: fetch, `JSON.parse`, one prepared upsert in grouped transactions, with the
 * pragmas and the encryption that the station uses. Holds the event loop for as long as it takes; says how long that is.
 * Arguments: port, number of check-ins.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudCheckIn } from '../../electron/demo/cloud/objects.ts';
import { openDatabase } from '../../electron/store/database.ts';

export interface FloorRun {
  readonly parsedMs: number;
  readonly storedMs: number;
  readonly wrong: string;
}

const ROWS_PER_COMMIT = 200;
const [port, count = 0] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'vestibule-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const opened = openDatabase(join(folder, 'floor.db'), 'c0ffee'.padEnd(64, '0'));
if (!opened.ok) throw new Error(opened.error.code);
const db = opened.value;
db.exec(`CREATE TABLE people (id INTEGER PRIMARY KEY, state TEXT, first_name TEXT, last_name TEXT, company_name TEXT,
  language TEXT, arrived_at TEXT, left_at TEXT, checks TEXT, custom_fields TEXT) STRICT`);
const upsert =
  db.prepare(`INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  state = excluded.state, first_name = excluded.first_name, last_name = excluded.last_name,
  company_name = excluded.company_name, language = excluded.language, arrived_at = excluded.arrived_at,
  left_at = excluded.left_at, checks = excluded.checks, custom_fields = excluded.custom_fields`);
const put = db.transaction((people: readonly CloudCheckIn[]) => {
  for (const person of people)
    upsert.run(
      person.id,
      person.state,
      person.firstName,
      person.lastName,
      person.companyName,
      person.language,
      person.arrivedAt,
      person.leftAt,
      JSON.stringify(person.trustedId?.invitationMatch),
      JSON.stringify(person.customFields),
    );
});

const beganAt = performance.now();
const text = await (await fetch(`http://127.0.0.1:${port}/`)).text();
const { checkIns } = JSON.parse(text) as { readonly checkIns: readonly CloudCheckIn[] };
const parsedMs = performance.now() - beganAt;
for (let start = 0; start < checkIns.length; start += ROWS_PER_COMMIT)
  put(checkIns.slice(start, start + ROWS_PER_COMMIT));
const storedMs = performance.now() - beganAt;
const stored = db.prepare('SELECT COUNT(*) FROM people').pluck().get();
db.close();
const run: FloorRun = { parsedMs, storedMs, wrong: stored === count ? '' : `${String(stored)} rows` };
console.log(JSON.stringify(run));
