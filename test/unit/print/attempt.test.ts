import { describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import { createAcquaintances } from '../../../electron/print/acquaintance.ts';
import { attemptJob } from '../../../electron/print/attempt.ts';
import type { AttemptResult } from '../../../electron/print/attempt.ts';
import { choosePrinter } from '../../../electron/print/printer-choice.ts';
import { createRig, LANGUAGES } from './rig.ts';
import type { Rig } from './rig.ts';

interface Try {
  readonly result: AttemptResult;
  readonly committed: boolean;
}

/** One attempt of one badge; time passes by itself. */
async function tryOnce(rig: Rig, acquaintances = createAcquaintances()): Promise<Try> {
  let committed = false;
  let result: AttemptResult | null = null;
  const job = rig.ledger.add();
  void attemptJob(
    choosePrinter(rig.printer, null, rig.clock),
    acquaintances,
    {
      prepare: async () => ({ kind: 'print', bitmap: rig.bitmap(job) }),
      onBody: () => true,
      onCommit: () => void (committed = true),
      onStatus: () => undefined,
    },
    new AbortController().signal,
  ).then((done) => (result = done));
  await rig.clock.advanceUntil(() => result !== null, 1_000_000);
  if (!result) throw new Error('no result');
  return { result, committed };
}

/** How many bytes one undisturbed attempt puts on the road until the label is out, and until its end. */
async function bytesOfAttempt(rig: Rig): Promise<number> {
  let bytes = 0;
  const { transport } = rig.printer;
  const counting: Rig = {
    ...rig,
    printer: {
      ...rig.printer,
      transport: {
        ...transport,
        async open(options) {
          const link = await transport.open(options);
          return {
            ...link,
            async write(chunk, limits) {
              bytes += chunk.length;
              await link.write(chunk, limits);
            },
          };
        },
      },
    },
  };
  await tryOnce(counting);
  return bytes;
}

function sparse(bitmap: Bitmap): Bitmap {
  const data = new Uint8Array(bitmap.data.length);
  data.set(bitmap.data.subarray(0, 4));
  return { ...bitmap, data };
}

describe.each(LANGUAGES)('an attempt in %s', (language) => {
  it('is printed when the printer says that the label is out', async () => {
    const rig = createRig(language);
    const { result } = await tryOnce(rig);
    expect(result).toEqual({ kind: 'settled', state: 'printed', note: null });
    expect(rig.twin.labelCounter()).toBe(1);
    expect(rig.twin.leftoverBytes()).toBe(0);
  });

  it('never prints twice and never claims what is not in the tray, wherever the link breaks', async () => {
    // Mostly white, because every byte costs an attempt; the label takes its time, so that a cut can fall into it.
    const rigOf = (): Rig => {
      const rig = createRig(language, { labelMs: 100 });
      return { ...rig, bitmap: (job) => sparse(rig.bitmap(job)) };
    };
    const total = await bytesOfAttempt(rigOf());
    const wrong: string[] = [];
    let uncertain = 0;
    let repeated = 0;
    for (let cut = 0; cut <= total; cut++) {
      const rig = rigOf();
      rig.twin.breakLinkAfter(cut);
      const { result, committed } = await tryOnce(rig);
      const out = rig.twin.labelCounter();
      if (result.kind === 'settled') {
        if (out !== 1) wrong.push(`cut after ${cut}: called ${result.state}, ${out} labels`);
      } else if (result.kind === 'uncertain') {
        uncertain++;
        if (!committed) wrong.push(`cut after ${cut}: uncertain although nothing was committed`);
      } else {
        repeated++;
        // What may be repeated has not printed, and is repeated here: one label in the end.
        rig.twin.breakLinkAfter(null);
        const again = (await tryOnce(rig)).result.kind;
        if (out !== 0 || again !== 'settled' || rig.twin.labelCounter() !== 1) {
          wrong.push(
            `cut after ${cut}: ${result.kind} with ${out}, then ${again} with ${rig.twin.labelCounter()} labels`,
          );
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(repeated).toBeGreaterThan(100);
    expect(uncertain).toBeGreaterThan(0);
  });

  it.each(['cover-open', 'no-media', 'jam'] as const)(
    'sends nothing while the printer says %s',
    async (fault) => {
      const rig = createRig(language);
      rig.twin.setFault(fault, true);
      const { result, committed } = await tryOnce(rig);
      expect(result).toEqual({ kind: 'waiting', problem: { kind: fault } });
      expect(committed).toBe(false);
      rig.twin.setFault(fault, false);
      expect(rig.twin.labelCounter()).toBe(0);
    },
  );

  it('sends nothing when nobody is there', async () => {
    const rig = createRig(language);
    rig.twin.setFault('off', true);
    expect((await tryOnce(rig)).result).toEqual({ kind: 'waiting', problem: { kind: 'offline' } });
  });

  it('sends nothing to a printer that has answered before and does not now', async () => {
    const rig = createRig(language);
    const acquaintances = createAcquaintances();
    await tryOnce(rig, acquaintances);
    rig.twin.setFault('silent', true);
    expect((await tryOnce(rig, acquaintances)).result).toEqual({
      kind: 'waiting',
      problem: { kind: 'silent' },
    });
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('claims only that it was sent when the printer has never answered', async () => {
    const rig = createRig(language);
    rig.twin.setFault('silent', true);
    expect((await tryOnce(rig)).result).toEqual({ kind: 'settled', state: 'delivered', note: null });
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('finds out by its answer to one job that a printer taken for mute can speak, and asks it before the next', async () => {
    const rig = createRig(language);
    const acquaintances = createAcquaintances();
    rig.twin.setFault('silent', true);
    await tryOnce(rig, acquaintances);
    rig.twin.setFault('silent', false);
    expect((await tryOnce(rig, acquaintances)).result).toMatchObject({ state: 'delivered' });
    expect((await tryOnce(rig, acquaintances)).result).toMatchObject({ state: 'printed' });
    expect(rig.twin.labelCounter()).toBe(3);
  });

  it('does not wait for a printer that is known to be mute', async () => {
    const rig = createRig(language);
    const acquaintances = createAcquaintances();
    rig.twin.setFault('silent', true);
    await tryOnce(rig, acquaintances);
    const beganAtMs = rig.clock.nowMs();
    expect((await tryOnce(rig, acquaintances)).result).toMatchObject({ state: 'delivered' });
    expect(rig.clock.nowMs()).toBe(beganAtMs);
  });

  it('waits once more for a device that only babbles, and never again', async () => {
    const rig = createRig(language);
    const acquaintances = createAcquaintances();
    const { transport } = rig.printer;
    const babbling: Rig = {
      ...rig,
      printer: {
        ...rig.printer,
        transport: {
          ...transport,
          open: async (options) => ({
            ...(await transport.open(options)),
            read: async ({ timeoutMs }) => {
              if (timeoutMs === 0) return Uint8Array.of(0x3f);
              await new Promise<void>((resolve) => void rig.clock.after(timeoutMs, resolve));
              return new Uint8Array();
            },
          }),
        },
      },
    };
    const tookMs: number[] = [];
    for (let badge = 0; badge < 5; badge += 1) {
      const beganAtMs = rig.clock.nowMs();
      expect((await tryOnce(babbling, acquaintances)).result).toMatchObject({ state: 'delivered' });
      tookMs.push(rig.clock.nowMs() - beganAtMs);
    }
    // Asked; heard meanwhile, and so asked once more.
    expect(tookMs.map((ms) => ms > 0)).toEqual([true, true, false, false, false]);
  });

  it('is uncertain when a printer that answered says nothing after the commit byte', async () => {
    const rig = createRig(language);
    const trying = tryOnce({
      ...rig,
      bitmap(job) {
        // Silent from the moment the badge is drawn: after its answer, before its first byte.
        rig.twin.setFault('silent', true);
        return rig.bitmap(job);
      },
    });
    expect((await trying).result).toEqual({ kind: 'uncertain', reason: { kind: 'no-confirmation' } });
  });

  it('may be repeated when the printer stops taking data before the commit byte', async () => {
    const rig = createRig(language);
    const { result, committed } = await tryOnce({
      ...rig,
      bitmap(job) {
        rig.twin.setFault('refuse-data', true);
        return rig.bitmap(job);
      },
    });
    expect(result).toEqual({ kind: 'broken-before-commit', reason: { kind: 'silent' } });
    expect(committed).toBe(false);
  });

  it('may be repeated when the link ends between the body and the commit byte', async () => {
    const rig = createRig(language);
    const total = await bytesOfAttempt(createRig(language));
    // Behind the commit byte come only questions: in ZPL twice "~HS", in Brother raster none.
    const bytesAfterBody = 1 + (language === 'zpl' ? '~HS~HS'.length : 0);
    rig.twin.breakLinkAfter(total - bytesAfterBody);
    const { result, committed } = await tryOnce(rig);
    expect(result).toEqual({ kind: 'broken-before-commit', reason: { kind: 'link-lost-before-commit' } });
    expect(committed).toBe(false);
  });

  it('sends nothing of a badge that nobody wants any more', async () => {
    const rig = createRig(language);
    const steps: string[] = [];
    const result = await attemptJob(
      choosePrinter(rig.printer, null, rig.clock),
      createAcquaintances(),
      {
        prepare: async () => ({ kind: 'print', bitmap: rig.bitmap(rig.ledger.add()) }),
        onBody: () => false,
        onCommit: () => void steps.push('commit'),
        onStatus: () => undefined,
      },
      new AbortController().signal,
    );
    expect(result).toEqual({ kind: 'called-off' });
    expect(steps).toEqual([]);
    expect(rig.twin.labelCounter()).toBe(0);
  });

  it('does not even decide on a badge when it was broken off while the printer was asked', async () => {
    const rig = createRig(language);
    const stop = new AbortController();
    let decisions = 0;
    const result = await attemptJob(
      choosePrinter(rig.printer, null, rig.clock),
      createAcquaintances(),
      {
        prepare: async () => {
          decisions++;
          return { kind: 'print', bitmap: rig.bitmap(rig.ledger.add()) };
        },
        onBody: () => true,
        onCommit: () => undefined,
        onStatus: () => stop.abort(),
      },
      stop.signal,
    );
    expect(result).toEqual({ kind: 'called-off' });
    expect(decisions).toBe(0);
  });

  it('throws when the badge is not of the size of the print area', async () => {
    const rig = createRig(language);
    const { language: words, size, dpi } = rig.printer;
    const bitmap = rig.bitmap(rig.ledger.add());
    expect(() => words.encode({ ...bitmap, widthDots: bitmap.widthDots + 8 }, size, dpi, null)).toThrow(
      RangeError,
    );
    expect(() => words.encode({ ...bitmap, data: bitmap.data.subarray(1) }, size, dpi, null)).toThrow(
      RangeError,
    );
  });
});

describe('an attempt that meets trouble after its commit byte', () => {
  it('in ZPL is printed in the end, because the printer keeps the format until the lid is closed', async () => {
    const rig = createRig('zpl', { labelMs: 900 });
    const trying = tryOnce(rig);
    rig.clock.after(1_200, () => rig.twin.setFault('cover-open', true));
    rig.clock.after(30_000, () => rig.twin.setFault('cover-open', false));
    expect((await trying).result).toEqual({ kind: 'settled', state: 'printed', note: null });
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('in ZPL is uncertain with the reason when nobody mends it', async () => {
    const rig = createRig('zpl', {
      labelMs: 900,
    });
    const trying = tryOnce(rig);
    rig.clock.after(100, () => rig.twin.setFault('no-media', true));
    expect((await trying).result).toEqual({ kind: 'uncertain', reason: { kind: 'no-media' } });
  });

  it('in Brother raster is uncertain with the reason at once, because the page is lost', async () => {
    const rig = createRig('brother-ql', { labelMs: 900 });
    const trying = tryOnce(rig);
    rig.clock.after(100, () => rig.twin.setFault('cover-open', true));
    rig.clock.after(200, () => rig.twin.setFault('cover-open', false));
    expect((await trying).result).toEqual({ kind: 'uncertain', reason: { kind: 'cover-open' } });
    expect(rig.twin.labelCounter()).toBe(0);
  });
});
