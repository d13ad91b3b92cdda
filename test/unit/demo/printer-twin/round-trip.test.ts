import { asyncProperty, assert, constantFrom, integer, nat, record } from 'fast-check';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { createPrinterTwin } from '../../../../electron/demo/printer-twin/twin.ts';
import type { PrinterTwin, TwinOptions } from '../../../../electron/demo/printer-twin/twin.ts';
import { brotherQl } from '../../../../electron/print/languages/brother-ql.ts';
import { zpl } from '../../../../electron/print/languages/zpl.ts';
import type { EncodedJob, Language } from '../../../../electron/print/printer.ts';
import type { Media } from '../../../../electron/shared/printer-status.ts';
import { bitmapOf, noise } from '../../print/bitmaps.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { languageOf, LANGUAGES } from '../../print/rig.ts';
import type { LanguageName } from '../../print/rig.ts';

function twinOf(language: LanguageName, media: Media, options: Partial<TwinOptions> = {}): PrinterTwin {
  return createPrinterTwin({
    language,
    clock: createFakeClock(),
    media,
    dpi: 300,
    labelMs: 0,
    labelsOnRoll: 100,
    ...options,
  });
}

/** Hands a job over in pieces of so many bytes, as a network may cut it. */
function send(twin: PrinterTwin, job: EncodedJob, pieceBytes: number): void {
  const connection = twin.connect({
    onAnswer: () => undefined,
    onCut: () => undefined,
    onReady: () => undefined,
  });
  const bytes = Buffer.concat([job.body, job.commit]);
  for (let at = 0; at < bytes.length; at += pieceBytes) connection?.take(bytes.subarray(at, at + pieceBytes));
}

function encode(
  words: Language,
  size: { widthMm: number; heightMm: number },
  seed: number,
  media: Media,
): EncodedJob {
  const area = words.printArea(size, 300);
  return words.encode(noise(area.alongDots, area.acrossDots, seed), size, 300, { media, model: null });
}

/** Every roll and label with the badge that goes on it; lengths on a roll are short, to keep the property quick. */
const NARROW_STOCK: readonly (readonly [media: Media, heightMm: number])[] = [
  ...[12, 29, 38, 50, 54, 62].map((widthMm) => [{ widthMm, lengthMm: null }, 9] as const),
  [{ widthMm: 62, lengthMm: null, isTwoColour: true }, 9],
  ...(
    [
      [17, 54],
      [17, 87],
      [23, 23],
      [29, 42],
      [29, 90],
      [38, 90],
      [39, 48],
      [52, 29],
      [60, 87],
      [62, 29],
      [62, 100],
    ] as const
  ).map(([widthMm, lengthMm]) => [{ widthMm, lengthMm }, lengthMm] as const),
];
const WIDE_STOCK: typeof NARROW_STOCK = [
  ...NARROW_STOCK.filter(([media]) => !media.isTwoColour),
  [{ widthMm: 102, lengthMm: null }, 9],
  [{ widthMm: 104, lengthMm: null }, 9],
  [{ widthMm: 102, lengthMm: 51 }, 51],
  [{ widthMm: 102, lengthMm: 153 }, 153],
  [{ widthMm: 104, lengthMm: 164 }, 164],
];

describe.each([
  ['QL-700', NARROW_STOCK.filter(([media]) => !media.isTwoColour)],
  ['QL-820NWB', NARROW_STOCK],
  ['QL-1110NWB', WIDE_STOCK],
] as const)('on a %s', (model, stock) => {
  it.each(stock)('with %j a badge of that width and %i mm comes out dot for dot', async (media, heightMm) => {
    const size = { widthMm: media.widthMm, heightMm };
    const area = brotherQl.printArea(size, 300);
    await assert(
      asyncProperty(bitmapOf(area.alongDots, area.acrossDots), async (picture) => {
        const twin = twinOf('brother-ql', media, { model });
        send(twin, brotherQl.encode(picture, size, 300, { media, model }), 4_096);
        const [label] = twin.tray;
        expect([label?.bitmap.widthDots, label?.bitmap.heightDots]).toEqual([
          area.alongDots,
          area.acrossDots,
        ]);
        expect(Buffer.compare(label?.bitmap.data ?? new Uint8Array(), picture.data)).toBe(0);
        expect(twin.leftoverBytes()).toBe(0);
      }),
      { numRuns: 4, verbose: 1 },
    );
  });
});

describe.each([203, 300, 600])('on a Zebra of %i dpi', (dpi) => {
  it('a badge comes out dot for dot', async () => {
    const size = { widthMm: 40, heightMm: 25 };
    const area = zpl.printArea(size, dpi);
    await assert(
      asyncProperty(bitmapOf(area.alongDots, area.acrossDots), async (picture) => {
        const twin = twinOf('zpl', { widthMm: 40, lengthMm: 25 }, { dpi });
        send(twin, zpl.encode(picture, size, dpi, null), 4_096);
        expect(twin.tray.map((label) => label.bitmap)).toEqual([picture]);
        expect(twin.leftoverBytes()).toBe(0);
      }),
      { numRuns: 12, verbose: 1 },
    );
  });
});

describe.each(LANGUAGES)('a badge in %s', (language) => {
  const words = languageOf[language];

  it('comes out of the twin dot for dot, whatever is on it, whatever roll, however it is cut into pieces', async () => {
    const rolls = constantFrom(
      { widthMm: 29, heightMm: 12 },
      { widthMm: 54, heightMm: 9 },
      { widthMm: 62, heightMm: 10 },
    );
    const cases = record({
      size: rolls,
      isDieCut: constantFrom(true, false),
      piece: integer({ min: 1, max: 5_000 }),
      pick: nat(1_000),
    });
    await assert(
      asyncProperty(cases, nat(), async ({ size, isDieCut, piece }, seed) => {
        const area = words.printArea(size, 300);
        const media = { widthMm: size.widthMm, lengthMm: isDieCut ? size.heightMm : null };
        const twin = twinOf(language, media);
        const picture = noise(area.alongDots, area.acrossDots, seed + 1);
        send(twin, words.encode(picture, size, 300, { media, model: null }), piece);
        expect(twin.tray.map((label) => label.bitmap)).toEqual([picture]);
        expect(twin.leftoverBytes()).toBe(0);
      }),
      { numRuns: 60, verbose: 1 },
    );
  });

  it('comes out dot for dot where it has runs of white and black', async () => {
    const size = { widthMm: 29, heightMm: 12 };
    const media = { widthMm: 29, lengthMm: null };
    const area = words.printArea(size, 300);
    await assert(
      asyncProperty(bitmapOf(area.alongDots, area.acrossDots), async (picture) => {
        const twin = twinOf(language, media);
        send(twin, words.encode(picture, size, 300, { media, model: null }), 4_096);
        expect(twin.tray[0]?.bitmap).toEqual(picture);
      }),
      { numRuns: 40, verbose: 1 },
    );
  });

  it('of full size comes out as a PNG that a reader sees upright', async () => {
    const size = { widthMm: 62, heightMm: 100 };
    const media = { widthMm: 62, lengthMm: null };
    const twin = twinOf(language, media);
    send(twin, encode(words, size, 11, media), 16_384);
    const [label] = twin.tray;
    const image = await loadImage(Buffer.from((await label?.png()) ?? []));
    const context = createCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const area = words.printArea(size, 300);
    const picture = noise(area.alongDots, area.acrossDots, 11);
    expect([image.width, image.height]).toEqual([picture.widthDots, picture.heightDots]);
    const wrong = [...context.getImageData(0, 0, image.width, 1).data].filter((value, at) => {
      const x = at >> 2;
      const isBlack = ((picture.data[x >> 3] ?? 0) & (0x80 >> (x & 7))) !== 0;
      return at % 4 < 3 && value !== (isBlack ? 0 : 255);
    });
    expect(wrong).toHaveLength(0);
  });

  it.each([3, 40, 3_000])(
    'shows nothing of the badge before it, whose last %i bytes never arrived',
    (missing) => {
      const size = { widthMm: 29, heightMm: 12 };
      const media = { widthMm: 29, lengthMm: null };
      const twin = twinOf(language, media);
      const broken = encode(words, size, 1, media);
      send(
        twin,
        { body: broken.body.subarray(0, broken.body.length - missing), commit: new Uint8Array() },
        100,
      );
      send(twin, encode(words, size, 2, media), 100);
      const area = words.printArea(size, 300);
      expect(twin.tray.map((label) => label.bitmap)).toEqual([noise(area.alongDots, area.acrossDots, 2)]);
    },
  );
});
