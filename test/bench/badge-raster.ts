/**
 * A 62 × 100 mm badge at 300 dpi to its last dot, ours against the same badge as an HTML page that headless Chromium captures;
 * and what a thousand badges in a row leave in memory. `node test/bench/badge-raster.ts`
 */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { BASE_FONTS, fontPath } from '../../electron/badge/fonts.ts';
import { toOneBit } from '../../electron/badge/one-bit.ts';
import { qrMatrix } from '../../electron/badge/qr-code.ts';
import { createBadgeRaster } from '../../electron/badge/raster.ts';
import { BADGE_AREAS, documentFor, SAMPLE_CODE, templateOf } from '../support/badge-samples.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { INVENTED_VISITORS } from '../support/invented-visitors.ts';
import { over, tell } from './rows.ts';

const AREA = BADGE_AREAS['62x100-brother'];
const WARM_UP = 10;
const ROUNDS = 60;
const TIMES_FASTER = 4;
const MANY = 1_000;
const FEW = 50;
const MOST_MB = 50;

const raster = createBadgeRaster();
const template = templateOf('large-name');
const documents = INVENTED_VISITORS.slice(0, 12).map((visitor) => documentFor(visitor));
const documentOf = (round: number) =>
  documents[round % documents.length] ?? documentFor({ firstName: 'A', lastName: null, companyName: null });

const ours = async (round: number) => (await raster.draw(template, documentOf(round), AREA)).bitmap;

/** The page is kept open and its fonts are loaded, which is the best that a browser can do. */
async function html(page: Page, round: number) {
  const { nameLines, fields, words } = documentOf(round);
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  await page.evaluate(
    ([name, company, host, type, date]) => {
      const put = (id: string, text = '') => void (document.getElementById(id)!.innerHTML = text);
      put('name', name);
      put('company', company);
      put('host', host);
      put('type', type);
      put('date', date);
    },
    [nameLines.join(' '), fields.company, `${words.host}: ${fields.host}`, fields.type, fields.date].map(
      escape,
    ),
  );
  const image = await loadImage(await page.screenshot({ type: 'png' }));
  const context = createCanvas(AREA.widthDots, AREA.heightDots).getContext('2d');
  context.drawImage(image, 0, 0);
  return toOneBit(
    context.getImageData(0, 0, AREA.widthDots, AREA.heightDots).data,
    AREA.widthDots,
    AREA.heightDots,
  );
}

function badgePage(): string {
  const faces = BASE_FONTS.map(
    (font) =>
      `@font-face{font-family:B${font.family.replaceAll(' ', '')};font-weight:${font.file.includes('700') ? 700 : 400};src:url(data:font/ttf;base64,${readFileSync(fontPath(font)).toString('base64')})}`,
  );
  const families = [...new Set(BASE_FONTS.map((font) => `B${font.family.replaceAll(' ', '')}`))].join(',');
  const matrix = qrMatrix(SAMPLE_CODE);
  const dark = Array.from(
    { length: matrix.size ** 2 },
    (_, at) => [at % matrix.size, Math.floor(at / matrix.size)] as const,
  )
    .filter(([x, y]) => matrix.isDark(x, y))
    .map(([x, y]) => `<rect x="${x}" y="${y}" width="1" height="1"/>`);
  return `<!doctype html><meta charset=utf-8><style>${faces.join('')}
    *{margin:0;box-sizing:border-box}body{width:${AREA.widthDots}px;height:${AREA.heightDots}px;background:#fff;font-family:${families};position:relative}
    header{height:118px;background:#000;color:#fff;display:flex;justify-content:space-between;align-items:center;padding:0 50px;font-weight:700;font-size:62px}
    header #date{font-size:45px}#name{position:absolute;left:50px;top:150px;width:1010px;font:700 140px ${families}}
    #company,#host{position:absolute;left:50px;font-size:56px}#company{top:420px}#host{top:490px}
    svg{position:absolute;right:50px;bottom:50px;width:200px;height:200px}</style>
    <header><span id=type></span><span id=date></span></header><p id=name></p><p id=company></p><p id=host></p>
    <svg viewBox="0 0 ${matrix.size} ${matrix.size}" shape-rendering=crispEdges>${dark.join('')}</svg>`;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function timed(run: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await run();
  return performance.now() - beganMs;
}

const { browser, whyNot } = await chromiumOrWhyNot();
if (browser === null) throw new Error(whyNot ?? 'no Chromium');
const page = await browser.newPage({ viewport: { width: AREA.widthDots, height: AREA.heightDots } });
await page.setContent(badgePage());
await page.evaluate(() => document.fonts.ready.then(() => null));
const times = { ours: [] as number[], html: [] as number[] };
for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
  const own = await timed(() => ours(round));
  const page_ = await timed(() => html(page, round));
  if (round < WARM_UP) continue;
  times.ours.push(own);
  times.html.push(page_);
}
await browser.close();
tell({
  figure: 'badge, template to dots',
  unit: 'ms',
  ours: over(times.ours),
  peers: { Chromium: over(times.html) },
  targets: [
    {
      of: '× Chromium',
      value: median(times.ours) / median(times.html),
      promise: { most: 1 / TIMES_FASTER },
    },
  ],
});

let afterFew = 0;
for (let badge = 1; badge <= MANY; badge += 1) {
  await ours(badge);
  if (badge === FEW) afterFew = process.memoryUsage().rss;
}
const grownMb = (process.memoryUsage().rss - afterFew) / 2 ** 20;
tell({
  figure: `memory of ${MANY} badges in a row`,
  unit: 'MiB',
  ours: { value: grownMb },
  targets: [{ of: 'MiB', value: grownMb, promise: { under: MOST_MB } }],
  how: `resident, against after ${FEW}`,
});
