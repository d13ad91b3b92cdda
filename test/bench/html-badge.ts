/** The badge as an HTML page, as people would make one who have a browser at hand; and what headless Chromium makes of it, in dots. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { BadgeDocument } from '../../electron/badge/document.ts';
import { BASE_FONTS, fontPath } from '../../electron/badge/fonts.ts';
import { toOneBit } from '../../electron/badge/one-bit.ts';
import type { BadgeArea } from '../../electron/badge/placed.ts';
import { qrMatrix } from '../../electron/badge/qr-code.ts';
import type { Bitmap } from '../../electron/shared/bitmap.ts';
import { SAMPLE_CODE } from '../support/badge-samples.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';

export interface HtmlBadges {
  draw(document: BadgeDocument): Promise<Bitmap>;
  close(): Promise<void>;
}

/** The page is kept open and its fonts are loaded, which is the best that a browser can do. */
export async function openHtmlBadges(area: BadgeArea): Promise<HtmlBadges> {
  const { browser, whyNot } = await chromiumOrWhyNot();
  if (browser === null) throw new Error(whyNot ?? 'no Chromium');
  const page = await browser.newPage({ viewport: { width: area.widthDots, height: area.heightDots } });
  await page.setContent(badgePage(area));
  await page.evaluate(() => document.fonts.ready.then(() => null));
  return { draw: (document) => captured(page, document, area), close: () => browser.close() };
}

async function captured(
  page: Page,
  { nameLines, fields, words }: BadgeDocument,
  { widthDots, heightDots }: BadgeArea,
): Promise<Bitmap> {
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
  const context = createCanvas(widthDots, heightDots).getContext('2d');
  context.drawImage(image, 0, 0);
  return toOneBit(context.getImageData(0, 0, widthDots, heightDots).data, widthDots, heightDots);
}

function badgePage(area: BadgeArea): string {
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
    *{margin:0;box-sizing:border-box}body{width:${area.widthDots}px;height:${area.heightDots}px;background:#fff;font-family:${families};position:relative}
    header{height:118px;background:#000;color:#fff;display:flex;justify-content:space-between;align-items:center;padding:0 50px;font-weight:700;font-size:62px}
    header #date{font-size:45px}#name{position:absolute;left:50px;top:150px;width:1010px;font:700 140px ${families}}
    #company,#host{position:absolute;left:50px;font-size:56px}#company{top:420px}#host{top:490px}
    svg{position:absolute;right:50px;bottom:50px;width:200px;height:200px}</style>
    <header><span id=type></span><span id=date></span></header><p id=name></p><p id=company></p><p id=host></p>
    <svg viewBox="0 0 ${matrix.size} ${matrix.size}" shape-rendering=crispEdges>${dark.join('')}</svg>`;
}
