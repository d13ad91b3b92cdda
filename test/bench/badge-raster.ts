/**
 * A 62 × 100 mm badge at 300 dpi as bytes for the printer: drawn, made black and white, encoded. Ours, against the same badge by satori
 * and resvg, as a page that headless Chromium captures, and as a PDF by React; and against an empty bitmap of that size that is filled
 * and cut to black and white. Then what a thousand badges in a row leave in memory. `node test/bench/badge-raster.ts`
 */
import { toOneBit } from '../../electron/badge/one-bit.ts';
import { createBadgeRaster } from '../../electron/badge/raster.ts';
import { zpl } from '../../electron/print/languages/zpl.ts';
import type { Bitmap } from '../../electron/shared/bitmap.ts';
import { documentFor, templateOf } from '../support/badge-samples.ts';
import { INVENTED_VISITORS } from '../support/invented-visitors.ts';
import { readQr } from '../support/read-qr.ts';
import { openReactPdf, openSatori, type DrawBadge } from './badge-peers.ts';
import { openHtmlBadges } from './html-badge.ts';
import { amount, assertRight, ofRounds, tell, type Taken } from './rows.ts';

const SIZE = { widthMm: 62, heightMm: 100 };
const DPI = 300;
const { acrossDots, alongDots } = zpl.printArea(SIZE, DPI);
const AREA = { widthDots: alongDots, heightDots: acrossDots, dpi: DPI };
const ROUNDS = amount({ full: 9, quick: 5, short: 1 });
const A_ROUND = amount({ full: 10, quick: 4, short: 1 });
const MANY = amount({ full: 1_000, quick: 300, short: 60 });
const FEW = 50;
const MOST_MB = 50;

const raster = createBadgeRaster();
const template = templateOf('large-name');
const documents = INVENTED_VISITORS.slice(0, 12).map((visitor) => documentFor(visitor));
const documentOf = (index: number) => {
  const document = documents[index % documents.length];
  if (document === undefined) throw new Error('nobody to draw');
  return document;
};

const ours: DrawBadge = async (document) => (await raster.draw(template, document, AREA)).bitmap;
const empty = (): Bitmap => {
  const page = new Uint8ClampedArray(AREA.widthDots * AREA.heightDots * 4).fill(255);
  return toOneBit(page, AREA.widthDots, AREA.heightDots);
};
const chromium = await openHtmlBadges(AREA);
const satori = await openSatori(AREA);
const reactPdf = await openReactPdf(AREA);

const captured: DrawBadge = (document) => chromium.draw(document);

const drawn = (draw: DrawBadge) => async (index: number) =>
  zpl.encode(await draw(documentOf(index)), SIZE, DPI, null);
const WAYS = {
  ours: drawn(ours),
  floor: async () => empty(),
  'satori and resvg': drawn(satori),
  Chromium: drawn(captured),
  'react-pdf and PDFium': drawn(reactPdf),
} as const;
type Way = keyof typeof WAYS;
const NAMES = Object.keys(WAYS) as Way[];
const PEERS = NAMES.filter((name) => name !== 'ours' && name !== 'floor');

for (const [who, draw] of Object.entries({ ours, satori, captured, reactPdf })) {
  const document = documentOf(0);
  const text = await readQr(await draw(document));
  assertRight(text === document.code ? '' : `a badge whose code reads ${text ?? 'nothing'}`, who);
}

const rounds = new Map<Way, number[]>(NAMES.map((name) => [name, []]));
/** The first round warms up. */
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const name of NAMES) {
    const beganMs = performance.now();
    for (let index = 0; index < A_ROUND; index += 1) await WAYS[name](round * A_ROUND + index);
    if (round > 0) rounds.get(name)?.push((performance.now() - beganMs) / A_ROUND);
  }
}
await chromium.close();

const roundsOf = (name: Way): readonly number[] => rounds.get(name) ?? [];
const against = (name: Way): Taken =>
  ofRounds(roundsOf('ours').map((ms, round) => ms / (roundsOf(name)[round] ?? Number.NaN)));
const FIGURE = 'a badge drawn, black and white, encoded';
tell({
  figure: FIGURE,
  ...against('floor'),
  unit: '× floor',
  taken: {
    unit: 'ms',
    ours: ofRounds(roundsOf('ours')),
    floor: ofRounds(roundsOf('floor')),
    peers: Object.fromEntries(PEERS.map((name) => [name, ofRounds(roundsOf(name))])),
  },
  how: `${ROUNDS} rounds of ${A_ROUND}; the floor draws and encodes nothing`,
});
for (const name of PEERS)
  tell({
    figure: FIGURE,
    ...against(name),
    unit: `× ${name}`,
    ...(name === 'Chromium' ? { promise: { most: 1 / 4 } } : {}),
  });

let afterFew = 0;
for (let badge = 1; badge <= MANY; badge += 1) {
  await ours(documentOf(badge));
  if (badge === FEW) afterFew = process.memoryUsage().rss;
}
tell({
  figure: `memory of ${MANY} badges in a row`,
  value: (process.memoryUsage().rss - afterFew) / 2 ** 20,
  unit: 'MiB',
  promise: { under: MOST_MB },
  how: `resident, against after ${FEW}`,
});
