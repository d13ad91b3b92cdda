/**
 * A roll call as a PDF on A4, for people who go round with a pen: the letters are letters, set by Skia, so that names of every
 * script come out joined and in their direction. One page is drawn in a turn of the event loop.
 */
import { PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import type { FontLoader, Han } from '../fonts.ts';
import { hanFor } from '../fonts.ts';
import { setFont } from '../measure.ts';
import { directionOf, graphemes } from '../visitor-text.ts';
import { type RollList, type RollListEntry, rollListTexts, type RollListTexts } from './roll-list.ts';

/** In points. */
const PAGE = { width: 595, height: 842 };
const MARGIN = 40;
const RIGHT = PAGE.width - MARGIN;
const HEAD_HEIGHT = 128;
const ROW_HEIGHT = 25;
const ROWS_FROM = MARGIN + HEAD_HEIGHT;
export const ROWS_PER_PAGE = Math.floor((PAGE.height - MARGIN - ROWS_FROM) / ROW_HEIGHT);

const COLUMNS = {
  box: { x: MARGIN, width: 22 },
  name: { x: MARGIN + 24, width: 168 },
  company: { x: MARGIN + 200, width: 112 },
  host: { x: MARGIN + 318, width: 76 },
  arrived: { x: MARGIN + 400, width: 42 },
  state: { x: MARGIN + 446, width: RIGHT - MARGIN - 446 },
} as const;

const INK = '#000';
const SECOND = '#555';
const LINE = '#bbb';

interface Pen {
  readonly context: SKRSContext2D;
  readonly han: Han;
}

export async function drawRollListPdf(list: RollList, fonts: FontLoader): Promise<Buffer> {
  const texts = textsWithFonts(list, fonts);
  fonts.loadFor(
    list.people.flatMap(({ name, companyName, host }) => [name, companyName ?? '', host ?? '']),
    list.han,
  );
  const pdf = new PDFDocument({ title: `${texts.title} · ${texts.site}`, creator: 'Vestibule' });
  const pageCount = Math.max(1, Math.ceil(list.people.length / ROWS_PER_PAGE));
  for (let page = 0; page < pageCount; page += 1) {
    await new Promise(setImmediate);
    const people = list.people.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE);
    const context = pdf.beginPage(PAGE.width, PAGE.height) as SKRSContext2D;
    drawHead({ context, han: list.han }, texts, `${page + 1} / ${pageCount}`);
    for (const [index, person] of people.entries()) {
      const entry = texts.entryOf(person);
      const han = hanFor([entry.name, entry.company, entry.host], list.han);
      drawRow({ context, han }, entry, ROWS_FROM + index * ROW_HEIGHT);
    }
    pdf.endPage();
  }
  await new Promise(setImmediate);
  return pdf.close();
}

/** Words that no installed font can write are told in English: Chinese is a part that is not on every desk. */
function textsWithFonts(list: RollList, fonts: FontLoader): RollListTexts {
  const texts = rollListTexts(list);
  return fonts.loadFor(Object.values(texts.words), list.han) ? texts : rollListTexts(list, 'en');
}

function drawHead(pen: Pen, texts: RollListTexts, pageOfPages: string): void {
  const { context } = pen;
  if (texts.isDrill) {
    const title = texts.title.toLocaleUpperCase(texts.words.locale);
    const width = widthOf(pen, title, 22, 700) + 20;
    context.fillStyle = INK;
    context.fillRect(MARGIN, MARGIN - 6, width, 32);
    write(pen, texts.words.rollCall, { x: MARGIN + width + 12, y: MARGIN + 18, size: 22, weight: 700 });
    write(pen, title, {
      x: MARGIN + 10,
      y: MARGIN + 18,
      size: 22,
      weight: 700,
      ink: '#fff',
    });
  } else write(pen, texts.title, { x: MARGIN, y: MARGIN + 18, size: 24, weight: 700 });
  write(pen, pageOfPages, { x: RIGHT - 80, width: 80, y: MARGIN + 18, size: 12, align: 'end' });
  write(pen, texts.site, { x: MARGIN, width: 260, y: MARGIN + 46, size: 13, weight: 700 });
  write(pen, texts.tally.join('   '), {
    x: MARGIN + 265,
    width: RIGHT - MARGIN - 265,
    y: MARGIN + 46,
    size: 13,
    weight: 700,
    align: 'end',
  });
  const left = [texts.began, texts.ended].filter((text) => text !== null).join('   ');
  write(pen, left, { x: MARGIN, width: RIGHT - MARGIN, y: MARGIN + 64, size: 10 });
  write(pen, texts.asOf, { x: MARGIN, width: 330, y: MARGIN + 80, size: 10 });
  write(pen, texts.printed, {
    x: MARGIN + 335,
    width: RIGHT - MARGIN - 335,
    y: MARGIN + 80,
    size: 10,
    align: 'end',
  });

  const { words } = texts;
  const names = { name: words.name, company: words.company, host: words.host, arrived: words.arrived };
  for (const [column, text] of Object.entries(names)) {
    const { x, width } = COLUMNS[column as keyof typeof names];
    write(pen, text, { x, width, y: ROWS_FROM - 8, size: 9, ink: SECOND });
  }
  drawLine(context, ROWS_FROM, INK);
}

function drawRow(pen: Pen, entry: RollListEntry, top: number): void {
  const { context } = pen;
  const y = top + 16.5;
  drawBox(context, entry.box, top + 5.5);
  const ink = entry.box === 'none' ? SECOND : INK;
  write(pen, entry.name, { ...COLUMNS.name, y, size: 12, weight: 700, ink });
  write(pen, entry.company, { ...COLUMNS.company, y, size: 10, ink });
  write(pen, entry.host, { ...COLUMNS.host, y, size: 10, ink });
  write(pen, entry.arrived, { ...COLUMNS.arrived, y, size: 10, ink });
  write(pen, entry.state, { ...COLUMNS.state, y, size: 9, ink, align: 'end' });
  drawLine(context, top + ROW_HEIGHT, LINE);
}

function drawBox(context: SKRSContext2D, box: RollListEntry['box'], y: number): void {
  if (box === 'none') return;
  const side = 14;
  context.strokeStyle = INK;
  context.lineWidth = 1.2;
  context.strokeRect(MARGIN + 1, y, side, side);
  if (box === 'empty') return;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(MARGIN + 4, y + 7.5);
  context.lineTo(MARGIN + 7, y + 11);
  context.lineTo(MARGIN + 13, y + 3.5);
  context.stroke();
}

function drawLine(context: SKRSContext2D, y: number, ink: string): void {
  context.fillStyle = ink;
  context.fillRect(MARGIN, y - 0.5, RIGHT - MARGIN, 0.5);
}

interface Writing {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width?: number;
  readonly weight?: 400 | 700;
  readonly ink?: string;
  readonly align?: 'start' | 'end';
}

/** A line that does not fit is set smaller, down to this share of its size, and only then cut. */
const SMALLEST = 0.72;

function write(pen: Pen, text: string, writing: Writing): void {
  if (text === '') return;
  const { x, y, size, width = RIGHT - x, weight = 400, ink = INK, align = 'start' } = writing;
  const natural = widthOf(pen, text, size, weight);
  const fitted = size * Math.min(1, Math.max(SMALLEST, width / natural));
  const shown = cut(pen, text, fitted, weight, width);
  const shownWidth = widthOf(pen, shown, fitted, weight);
  pen.context.fillStyle = ink;
  pen.context.fillText(shown, align === 'start' ? x : x + width - shownWidth, y);
}

/** Leaves the pen with the font that was measured. */
function widthOf({ context, han }: Pen, text: string, size: number, weight: 400 | 700): number {
  setFont(context, { sizeDots: size, weight, trackingDots: 0, han }, directionOf(text));
  return context.measureText(text).width;
}

function cut(pen: Pen, text: string, size: number, weight: 400 | 700, width: number): string {
  // Scaled widths are rounded by the hair that a line may be too long.
  const fits = (candidate: string): boolean => widthOf(pen, candidate, size, weight) <= width + 0.1;
  if (fits(text)) return text;
  const letters = graphemes(text);
  let [low, high] = [0, letters.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(`${letters.slice(0, middle).join('').trimEnd()}…`)) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}
