import { describe, expect, it } from 'vitest';
import type { TwinModel } from '../../../../electron/demo/printer-twin/brother-mechanics.ts';
import { createTwinTransport } from '../../../../electron/demo/printer-twin/twin-transport.ts';
import { createPrinterTwin } from '../../../../electron/demo/printer-twin/twin.ts';
import type { PrinterTwin, TwinOptions } from '../../../../electron/demo/printer-twin/twin.ts';
import type { EncodedJob, JobOutcome, Link } from '../../../../electron/print/printer.ts';
import { LinkError } from '../../../../electron/print/printer.ts';
import type { PrinterProblem, PrinterStatus } from '../../../../electron/shared/printer-status.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import type { FakeClock } from '../../../support/fake-clock.ts';
import { noise } from '../../print/bitmaps.ts';
import { languageOf, LANGUAGES } from '../../print/rig.ts';

const SIZE = { widthMm: 29, heightMm: 8 };

/** A language that talks to a twin; whatever it waits for, time passes by itself. */
function talk(language: TwinOptions['language'], options: Partial<TwinOptions> = {}) {
  const clock: FakeClock = createFakeClock();
  const twin: PrinterTwin = createPrinterTwin({
    language,
    clock,
    media: { widthMm: 29, lengthMm: null },
    dpi: 300,
    labelMs: 900,
    labelsOnRoll: 10,
    ...options,
  });
  const words = languageOf[language];
  const held: (PrinterProblem | null)[] = [];
  async function settle<T>(work: Promise<T>): Promise<T | LinkError> {
    let done = false;
    const result = work
      .catch((error: unknown) => {
        if (error instanceof LinkError) return error;
        throw error;
      })
      .finally(() => (done = true));
    await clock.advanceUntil(() => done, 2_000_000);
    return result;
  }
  return {
    clock,
    twin,
    held,
    open: (): Promise<Link> => createTwinTransport(twin).open({ timeoutMs: 1 }),
    ask: (link: Link, dpi = 300): Promise<PrinterStatus | null | LinkError> =>
      settle(words.queryStatus(link, { timeoutMs: 1_500, dpi })),
    job: (size = SIZE, status: PrinterStatus | null = null): EncodedJob => {
      const area = words.printArea(size, 300);
      return words.encode(noise(area.alongDots, area.acrossDots, 5), size, 300, status);
    },
    send: (link: Link, job: EncodedJob): Promise<void | LinkError> =>
      settle(link.write(Buffer.concat([job.body, job.commit]), { timeoutMs: 10_000 })),
    outcome: (link: Link): Promise<JobOutcome | LinkError> =>
      settle(
        words.awaitOutcome(link, {
          silenceMs: 20_000,
          heldMs: 600_000,
          onHeld: (problem) => void held.push(problem),
        }),
      ),
  };
}

describe.each(LANGUAGES)('a printer that speaks %s', (language) => {
  it('whose head is too hot says so, holds the label and prints it once it has cooled', async () => {
    const { twin, clock, held, open, job, send, outcome } = talk(language);
    const link = await open();
    await send(link, job());
    twin.setFault('cooling', true);
    clock.after(30_000, () => twin.setFault('cooling', false));
    expect(await outcome(link)).toEqual({ kind: 'printed' });
    expect(held).toEqual([{ kind: 'cooling' }, null]);
    expect(twin.labelCounter()).toBe(1);
  });

  it('that is too hot before a job holds it as well', async () => {
    const { twin, clock, held, open, job, send, outcome } = talk(language);
    const link = await open();
    twin.setFault('cooling', true);
    await send(link, job());
    clock.after(30_000, () => twin.setFault('cooling', false));
    expect(await outcome(link)).toEqual({ kind: 'printed' });
    expect(held).toEqual([{ kind: 'cooling' }, null]);
  });

  it('whose power fails after any byte of a job has printed nothing and keeps nothing', async () => {
    const { twin, clock, open, job, send } = talk(language);
    const { body, commit } = job();
    const bytes = body.length + commit.length;
    const lost: (number | string)[] = [];
    for (let after = 0; after <= bytes; after += after < bytes - 20 ? 97 : 1) {
      twin.setFault('off', false);
      const link = await open();
      twin.losePowerAfter(after);
      const sent = await send(link, { body, commit });
      // What was taken whole is taken; that its effect is gone shows below.
      if (after < bytes) lost.push(sent instanceof LinkError ? sent.written - after : 'not noticed');
      await expect(open()).rejects.toMatchObject({ problem: { kind: 'offline' } });
      twin.setFault('off', false);
      await clock.advance(5_000);
    }
    expect(lost.length).toBeGreaterThan(20);
    expect(lost.filter((difference) => difference !== 0)).toEqual([]);
    expect(twin.labelCounter()).toBe(0);
  });

  it('whose power fails while the label is in the head leaves the outcome to nobody', async () => {
    const { twin, clock, open, job, send, outcome } = talk(language);
    const link = await open();
    await send(link, job());
    clock.after(450, () => twin.losePowerAfter(0));
    expect(await outcome(link)).toMatchObject({ problem: { kind: 'offline' } });
    twin.setFault('off', false);
    await clock.advance(60_000);
    expect([twin.labelCounter(), twin.isPrinting()]).toEqual([0, false]);
  });

  it('that takes no data for a while prints the badge whole when it takes it again', async () => {
    const { twin, clock, open, job, send, outcome } = talk(language);
    const link = await open();
    twin.setFault('refuse-data', true);
    clock.after(8_000, () => twin.setFault('refuse-data', false));
    expect(await send(link, job())).toBeUndefined();
    expect(await outcome(link)).toEqual({ kind: 'printed' });
    expect(twin.leftoverBytes()).toBe(0);
  });

  it('that answers later than anybody waits is silent, and its late answer is not taken for a label', async () => {
    const { twin, open, ask, job, send, outcome } = talk(language);
    const link = await open();
    twin.setFault('late-answers', true);
    expect(await ask(link)).toBeNull();
    twin.setFault('late-answers', false);
    twin.setFault('silent', true);
    await send(link, job());
    expect(await outcome(link)).toEqual({ kind: 'unknown' });
  });
});

describe('a Brother QL', () => {
  it.each([
    [0, 'printed'],
    [1, 'printed'],
    [2, 'unknown'],
    [3, 'unknown'],
  ])('of whose frames the first %i get lost has its label called %s', async (lost, kind) => {
    const { twin, open, job, send, outcome } = talk('brother-ql');
    const link = await open();
    twin.loseAnswers(lost);
    await send(link, job());
    expect(await outcome(link)).toEqual({ kind });
    expect(twin.labelCounter()).toBe(1);
  });

  it('whose frames come late has its label called printed all the same', async () => {
    const { twin, open, job, send, outcome } = talk('brother-ql');
    const link = await open();
    twin.setFault('late-answers', true);
    await send(link, job());
    expect(await outcome(link)).toEqual({ kind: 'printed' });
  });

  it('refuses a job for another roll than the one that is in, and says that it is the roll', async () => {
    const { twin, open, ask, job, send, outcome } = talk('brother-ql');
    const link = await open();
    const status = await ask(link);
    if (status === null || status instanceof LinkError) throw new Error('no status');
    twin.loadRoll({ widthMm: 62, lengthMm: 29 }, 10);
    await send(link, job(SIZE, status));
    expect(await outcome(link)).toEqual({
      kind: 'problem',
      problem: { kind: 'printer-error', detail: 'wrong-media' },
    });
    expect(twin.labelCounter()).toBe(0);
  });

  it('with a red and black roll tells it, refuses a plain job and prints one in two planes', async () => {
    const media = { widthMm: 62, lengthMm: null, isTwoColour: true } as const;
    const { twin, open, ask, job, send, outcome } = talk('brother-ql', { media });
    const size = { widthMm: 62, heightMm: 12 };
    const link = await open();
    const status = await ask(link);
    if (status === null || status instanceof LinkError) throw new Error('no status');
    expect(status.media).toEqual(media);
    await send(link, job(size));
    expect(await outcome(link)).toMatchObject({ problem: { detail: 'wrong-media' } });
    await send(link, job(size, status));
    expect(await outcome(link)).toEqual({ kind: 'printed' });
    const area = languageOf['brother-ql'].printArea(size, 300);
    expect(twin.tray.map((label) => label.bitmap)).toEqual([noise(area.alongDots, area.acrossDots, 5)]);
    expect(twin.leftoverBytes()).toBe(0);
  });

  it.each<TwinModel>(['QL-700', 'QL-820NWB', 'QL-1110NWB'])(
    '%s tells its model and its roll',
    async (model) => {
      const media = { widthMm: 62, lengthMm: 100 };
      const { open, ask } = talk('brother-ql', { model, media });
      expect(await ask(await open())).toMatchObject({ condition: { kind: 'ready' }, model, media });
    },
  );
});

describe('a Zebra', () => {
  it.each([203, 300, 600])('of %i dpi is ready for that resolution and for no other', async (dpi) => {
    const { open, ask } = talk('zpl', { dpi });
    const link = await open();
    for (const setUp of [203, 300, 600]) {
      expect(await ask(link, setUp)).toMatchObject({
        condition:
          setUp === dpi ? { kind: 'ready' } : { kind: 'wrong-resolution', foundDpi: dpi, wantedDpi: setUp },
        model: 'ZD421',
      });
    }
  });

  it('of another resolution with its head open names the head first', async () => {
    const { twin, open, ask } = talk('zpl', { dpi: 203 });
    twin.setFault('cover-open', true);
    expect(await ask(await open(), 300)).toMatchObject({ condition: { kind: 'cover-open' }, model: 'ZD421' });
  });

  it('that holds a label for its open head has it no more when the power was gone', async () => {
    const { twin, clock, open, ask, job, send } = talk('zpl');
    twin.setFault('cover-open', true);
    await send(await open(), job());
    twin.losePowerAfter(0);
    twin.setFault('off', false);
    twin.setFault('cover-open', false);
    expect(await ask(await open())).toMatchObject({ condition: { kind: 'ready' } });
    await clock.advance(60_000);
    expect(twin.labelCounter()).toBe(0);
  });
});
