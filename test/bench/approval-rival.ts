/**
 * What takes an approval frame and makes a badge of it without being a station: the floor writes a job that was made before, the
 * other way captures a page in Chromium. Both make one durable commit in a file of the station's kind first, and open the printer's
 * port for each job, because a raw port tells the end of one by it. Arguments: `floor` or `chromium`, ports of frames and printer,
 * and for the floor the file with the job.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { toBadgeDocument } from '../../electron/badge/document.ts';
import { zpl } from '../../electron/print/languages/zpl.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { checkIn as checkInOf } from '../support/check-in.ts';
import { KEY_HEX } from '../support/key-hex.ts';
import { openHtmlBadges } from './html-badge.ts';

const [way, framesPort, printerPort, jobFile = ''] = process.argv.slice(2);
const SIZE = { widthMm: 62, heightMm: 100 };
const DPI = 300;

interface Frame {
  readonly checkIn: {
    readonly id: number;
    readonly state: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly companyName: string;
  };
}

const folder = mkdtempSync(join(tmpdir(), 'vestibule-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const opened = openDatabase(join(folder, 'rival.db'), KEY_HEX);
if (!opened.ok) throw new Error(opened.error.code);
opened.value.exec('CREATE TABLE jobs (id INTEGER PRIMARY KEY, state TEXT, frame TEXT) STRICT');
const commit = opened.value.prepare('INSERT INTO jobs VALUES (?, ?, ?)');

const makeJob = way === 'floor' ? readyMade() : await byChromium();
const frames = new WebSocket(`ws://127.0.0.1:${framesPort}`);
frames.on('message', (data) => void take((data as Buffer).toString()));
frames.on('close', () => process.exit());

async function take(text: string): Promise<void> {
  const frame = JSON.parse(text) as Frame;
  commit.run(frame.checkIn.id, frame.checkIn.state, text);
  const printer = connect({ host: '127.0.0.1', port: Number(printerPort), noDelay: true });
  printer.end(await makeJob(frame));
}

function readyMade(): () => Promise<Uint8Array> {
  const job = readFileSync(jobFile);
  return () => Promise.resolve(job);
}

async function byChromium(): Promise<(frame: Frame) => Promise<Uint8Array>> {
  const { acrossDots, alongDots } = zpl.printArea(SIZE, DPI);
  const badges = await openHtmlBadges({ widthDots: alongDots, heightDots: acrossDots, dpi: DPI });
  return async ({ checkIn: { id, firstName, lastName, companyName } }) => {
    const nowMs = Date.now();
    const document = toBadgeDocument({
      checkIn: checkInOf({ id, firstName, lastName, companyName }),
      siteName: 'Reception',
      typeLabel: null,
      host: null,
      needsEscort: false,
      printNumber: id,
      code: String(id),
      photo: null,
      language: 'DE',
      han: 'sc',
      nowMs,
    });
    const { body, commit: last } = zpl.encode(await badges.draw(document), SIZE, DPI, null);
    return Buffer.concat([body, last]);
  };
}
