import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, onTestFinished, test } from 'vitest';
import { readQr } from '../../support/read-qr.ts';
import { askStation } from '../../support/serve-process.ts';
import { eventually } from '../../support/eventually.ts';

const DEMO = join(import.meta.dirname, '../../../electron/demo.ts');

/** The demo as a newcomer starts it, with more visitors so that the test need not wait a minute. */
async function startDemo(): Promise<string> {
  const child = spawn(
    process.execPath,
    [DEMO, '--browser', '--no-open', '--seed', '7', '--visitors-per-minute', '60'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = new Promise((resolve) => child.on('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => void (stdout += chunk.toString()));
  return eventually(() => {
    const ready = /^ready (\S+)\n$/.exec(stdout);
    if (ready?.[1] === undefined) throw new Error('not ready');
    return ready[1];
  });
}

test('the demo paints badges of its visitors, each with a code of its own that can be read', async () => {
  const url = await startDemo();
  const printed = await eventually(async () => {
    const { prints } = await askStation(url, 'station:view', null);
    const done = prints.filter((job) => job.state === 'printed');
    expect(done.length).toBeGreaterThanOrEqual(3);
    return done;
  });
  // Asked for after them: another badge may come out meanwhile.
  const { badges } = await askStation(url, 'demo:tray', { limit: 50 });
  const tray = badges.map((badge) => Buffer.from(badge.pngBase64, 'base64'));
  const codes = await Promise.all(tray.map(readQr));
  expect(codes.every((code) => /^V[BCDFGHJKLNPRSTVX]{20}$/.test(code ?? ''))).toBe(true);
  expect(new Set(codes).size).toBe(codes.length);

  // What came out is, dot for dot, the badge that the window shows for the visitor whose job it was.
  const previews = await Promise.all(
    printed.map(async (job) => {
      expect(job.name).not.toBe('');
      const { pngBase64 } = await askStation(url, 'badges:preview', { checkInId: job.checkInId });
      return Buffer.from(pngBase64, 'base64');
    }),
  );
  const inTray = await Promise.all(tray.map(dots));
  for (const preview of await Promise.all(previews.map(dots))) expect(inTray).toContain(preview);
});

test('whoever plays receptionist in the demo can act: the day of the demo leaves the visitor as they are then', async () => {
  const url = await startDemo();
  const page = await eventually(async () => {
    const expected = await askStation(url, 'check-ins:list', {
      list: 'expected',
      search: '',
      offset: 0,
      limit: 50,
    });
    expect(expected.rows.length).toBeGreaterThan(0);
    return expected;
  });
  expect((await askStation(url, 'station:view', null)).transitions.hindrances).toEqual({});
  // Whoever is expected last is not at the kiosk before the test is over.
  const last = page.rows.toSorted((a, b) => (a.validFromMs ?? 0) - (b.validFromMs ?? 0)).at(-1);
  const id = last?.id ?? 0;
  for (const [kind, phase] of [
    ['check-in', 'approved'],
    ['check-out', 'left'],
  ] as const) {
    await askStation(url, 'transitions:request', { kind, checkInIds: [id], requestId: randomUUID() });
    await eventually(async () => {
      const visitor = await askStation(url, 'check-ins:get', { id });
      expect(visitor).toMatchObject({
        phase,
        transitions: [{ kind, state: 'done' }, ...visitor.transitions.slice(1)],
      });
    });
  }
});

/** Size and dots of a picture, however its PNG was packed. */
async function dots(png: Buffer): Promise<string> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return `${image.width}×${image.height} ${createHash('sha256').update(data).digest('hex')}`;
}
