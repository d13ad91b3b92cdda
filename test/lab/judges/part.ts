/**
 * Judges that know nothing of this project: Debian's own driver for Brother's printers makes a badge, and the twin must understand
 * every byte of it; two readers of QR codes read what the twins have printed, and Tesseract the names on every shipped design.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { turnClockwise } from '../../../electron/print/languages/turn.ts';
import { toPng } from '../../../electron/badge/png.ts';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import { createPrinterTwin, type PrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { brotherQl } from '../../../electron/print/languages/brother-ql.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import type { Language } from '../../../electron/print/printer.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { BADGE_AREAS, documentFor, SAMPLE_CODE, templateOf } from '../../support/badge-samples.ts';
import { INVENTED_VISITORS } from '../../support/invented-visitors.ts';
import { readQr } from '../../support/read-qr.ts';
import { hasScheduler, startScheduler } from '../cups/scheduler.ts';
import type { LabPart } from '../lab-part.ts';
import { startSink } from '../queue-checks.ts';
import { untilTrue } from '../until-true.ts';
import { namesAreRead, TESSERACT, TESSERACT_PACKAGES } from './names.ts';

const run = promisify(execFile);
const ZBARIMG = '/usr/bin/zbarimg';
const DRIVER = '/usr/lib/cups/driver/ptouch';
const MODEL = 'ptouch:0/ppd/ptouch-driver/Brother-QL-820NWB-ptouch-ql.ppd';
const SIZE = { widthMm: 62, heightMm: 100 };
const ROLL = { widthMm: 62, lengthMm: null };
/** A driver starts Ghostscript and three filters. */
const SLOW_MS = 60_000;

function twinOf(language: 'brother-ql' | 'zpl', dpi: number): PrinterTwin {
  return createPrinterTwin({
    language,
    clock: systemClock,
    media: ROLL,
    dpi,
    labelMs: 0,
    labelsOnRoll: 100,
  });
}

/** What a printer makes of a job that nobody watches. */
function feed(twin: PrinterTwin, job: Uint8Array): void {
  const nobody = { onAnswer: () => undefined, onCut: () => undefined, onReady: () => undefined };
  const connection = twin.connect(nobody);
  assert.equal(connection?.take(job), job.length, 'takes it whole');
  connection.close();
}

async function readByZbar(png: Uint8Array, folder: string): Promise<string> {
  const file = join(folder, 'label.png');
  writeFileSync(file, png);
  const { stdout } = await run(ZBARIMG, ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file]);
  return stdout.trim();
}

async function bothReadersAgree(twin: PrinterTwin, folder: string): Promise<void> {
  const [label] = twin.tray;
  assert.ok(label);
  const png = await label.png();
  assert.equal(await readQr(png), SAMPLE_CODE);
  assert.equal(await readByZbar(png, folder), SAMPLE_CODE);
}

async function debianDriverIsUnderstood(folder: string, log: (line: string) => void): Promise<void> {
  const scheduler = await startScheduler();
  const sink = await startSink();
  try {
    const [visitor] = INVENTED_VISITORS;
    assert.ok(visitor);
    const raster = createBadgeRaster();
    const picture = join(folder, 'badge.png');
    writeFileSync(
      picture,
      toPng(
        turnClockwise(
          (await raster.draw(templateOf('large-name'), documentFor(visitor), BADGE_AREAS['62x100-brother']))
            .bitmap,
        ),
      ),
      {
        mode: 0o644,
      },
    );
    await scheduler.tool('lpadmin', '-p', 'QL', '-E', '-v', `socket://127.0.0.1:${sink.port}`, '-m', MODEL);
    const options = ['-o', 'PageSize=62x100', '-o', 'pdftops-renderer=gs', '-o', 'fit-to-page'];
    await scheduler.tool('lp', '-d', 'QL', ...options, picture);
    await untilTrue('the driver has printed', () => sink.jobs.length === 1, SLOW_MS);
    const [job] = sink.jobs;
    assert.ok(job);
    const twin = twinOf('brother-ql', 300);
    feed(twin, job);
    assert.deepEqual([twin.leftoverBytes(), twin.labelCounter()], [0, 1]);
    await bothReadersAgree(twin, folder);
    log(`printer-driver-ptouch: ${job.length} bytes, none left over, one label; both readers have its code`);
  } finally {
    sink.close();
    await scheduler.stop();
  }
}

async function codesAreRead(folder: string, log: (line: string) => void): Promise<void> {
  const raster = createBadgeRaster();
  const roads: readonly (readonly [Language, 'brother-ql' | 'zpl', number])[] = [
    [brotherQl, 'brother-ql', 300],
    [zpl, 'zpl', 203],
    [zpl, 'zpl', 300],
    [zpl, 'zpl', 600],
  ];
  for (const [language, name, dpi] of roads) {
    const { alongDots, acrossDots } = language.printArea(SIZE, dpi);
    for (const visitor of INVENTED_VISITORS) {
      const area = { widthDots: alongDots, heightDots: acrossDots, dpi };
      const { body, commit } = language.encode(
        (await raster.draw(templateOf('large-name'), documentFor(visitor), area)).bitmap,
        SIZE,
        dpi,
        null,
      );
      const twin = twinOf(name, dpi);
      feed(twin, body);
      feed(twin, commit);
      assert.deepEqual([twin.leftoverBytes(), twin.labelCounter()], [0, 1]);
      await bothReadersAgree(twin, folder);
    }
    log(`${name} at ${dpi} dpi: zbarimg and zxing read the code of ${INVENTED_VISITORS.length} badges`);
  }
}

export const part: LabPart = {
  name: 'judges',
  debianPackages: [
    'printer-driver-ptouch',
    'zbar-tools',
    'ghostscript',
    'cups',
    'cups-client',
    'cups-filters',
    ...TESSERACT_PACKAGES,
  ],
  missing: () =>
    Promise.resolve(
      hasScheduler() && existsSync(ZBARIMG) && existsSync(DRIVER) && existsSync(TESSERACT)
        ? null
        : 'there is no zbarimg, no tesseract, no printer-driver-ptouch or no cupsd here',
    ),
  async run(log) {
    const folder = mkdtempSync(join(tmpdir(), 'vestibule-judges-'));
    try {
      await debianDriverIsUnderstood(folder, log);
      await codesAreRead(folder, log);
      await namesAreRead(folder, log);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
