import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LinkError } from '../../../../electron/print/printer.ts';
import { createFileTransport } from '../../../../electron/print/transports/file.ts';
import { createAcquaintances } from '../../../../electron/print/acquaintance.ts';
import { attemptJob } from '../../../../electron/print/attempt.ts';
import { choosePrinter } from '../../../../electron/print/printer-choice.ts';
import { zpl } from '../../../../electron/print/languages/zpl.ts';
import { noise } from '../bitmaps.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vestibule-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const limits = { timeoutMs: 1_000 };
const clock = createFakeClock(Date.UTC(2026, 10, 23, 8, 15, 0, 120));

describe('the file road', () => {
  it('makes one file a job, named by time and sequence alone, and none for a look', async () => {
    const transport = createFileTransport({ folder: join(folder, 'new', 'place'), clock });
    for (const badge of ['one', 'two']) {
      const link = await transport.open(limits);
      await link.write(Buffer.from(badge), limits);
      await link.write(Buffer.from('!'), limits);
      await link.close();
    }
    (await transport.open(limits)).destroy();
    await (await transport.open(limits)).close();
    const names = (await readdir(join(folder, 'new', 'place'))).sort();
    expect(names).toEqual(['badge-20261123-081500.120-0001.prn', 'badge-20261123-081500.120-0002.prn']);
    const contents = names.map((name) => readFile(join(folder, 'new', 'place', name), 'utf8'));
    expect(await Promise.all(contents)).toEqual(['one!', 'two!']);
  });

  it('shows nobody a job that was not finished', async () => {
    const link = await createFileTransport({ folder, clock }).open(limits);
    await link.write(Buffer.from('half'), limits);
    expect((await readdir(folder)).filter((name) => name.endsWith('.prn'))).toEqual([]);
    link.destroy();
    await expect.poll(() => readdir(folder)).toEqual([]);
  });

  it('is offline while its folder cannot be made', async () => {
    await writeFile(join(folder, 'taken'), '');
    const opening = createFileTransport({ folder: join(folder, 'taken'), clock }).open(limits);
    await expect(opening).rejects.toBeInstanceOf(LinkError);
    await expect(opening).rejects.toMatchObject({ problem: { kind: 'offline' } });
  });

  it('takes a badge of which nothing is claimed but that it was sent', async () => {
    const size = { widthMm: 29, heightMm: 20 };
    const area = zpl.printArea(size, 203);
    const result = await attemptJob(
      choosePrinter(
        { transport: createFileTransport({ folder, clock }), language: zpl, size, dpi: 203 },
        null,
        clock,
      ),
      createAcquaintances(),
      {
        prepare: async () => ({ kind: 'print', bitmap: noise(area.alongDots, area.acrossDots) }),
        onBody: () => true,
        onCommit: () => undefined,
        onStatus: () => undefined,
      },
      new AbortController().signal,
    );
    expect(result).toEqual({ kind: 'settled', state: 'delivered', note: null });
    const [name = ''] = await readdir(folder);
    expect(await readFile(join(folder, name), 'latin1')).toMatch(/^\^XA.*\^XZ$/);
  });
});
