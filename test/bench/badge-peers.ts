/** The same badge by the ways in which others draw one, to its last dot: satori with resvg, and React's PDF with PDFium. */
import type { BadgeDocument } from '../../electron/badge/document.ts';
import { BASE_FONTS, fontPath } from '../../electron/badge/fonts.ts';
import { toOneBit } from '../../electron/badge/one-bit.ts';
import type { BadgeArea } from '../../electron/badge/placed.ts';
import { qrMatrix } from '../../electron/badge/qr-code.ts';
import type { Bitmap } from '../../electron/shared/bitmap.ts';
import { readFileSync } from 'node:fs';
import { loadPeer } from './peers.ts';

export type DrawBadge = (document: BadgeDocument) => Promise<Bitmap>;

/** What both make of a badge: a black head, three lines, a code. The sizes are those of the page for Chromium. */
const HEAD_STYLE = {
  height: 118,
  backgroundColor: '#000',
  color: '#fff',
  display: 'flex',
  flexDirection: 'row',
  justifyContent: 'space-between',
  alignItems: 'center',
  paddingLeft: 50,
  paddingRight: 50,
  fontWeight: 700,
  fontSize: 62,
} as const;
const line = (top: number, fontSize: number, fontWeight: number) =>
  ({ position: 'absolute', left: 50, top, width: 1010, fontSize, fontWeight }) as const;
const NAME = line(150, 140, 700);
const COMPANY = line(420, 56, 400);
const HOST = line(490, 56, 400);
const CODE = { position: 'absolute', right: 50, bottom: 50, width: 200, height: 200 } as const;

const linesOf = ({ nameLines, fields, words }: BadgeDocument) => ({
  head: [fields.type, fields.date] as const,
  name: nameLines.join(' '),
  company: fields.company,
  host: `${words.host}: ${fields.host}`,
});

const sansFonts = () =>
  BASE_FONTS.filter(({ family }) => family === 'Badge Sans').map((font) => ({
    path: fontPath(font) ?? '',
    weight: font.file.includes('700') ? (700 as const) : (400 as const),
  }));

/** One path for all modules: what a code is at its cheapest. */
function codePath(text: string): { readonly size: number; readonly path: string } {
  const matrix = qrMatrix(text);
  const { size } = matrix;
  let path = '';
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) if (matrix.isDark(x, y)) path += `M${x} ${y}h1v1h-1z`;
  return { size, path };
}

export async function openSatori({ widthDots, heightDots }: BadgeArea): Promise<DrawBadge> {
  const { default: satori } = await loadPeer<{
    readonly default: (tree: unknown, options: unknown) => Promise<string>;
  }>('satori');
  const { Resvg } = await loadPeer<{
    readonly Resvg: new (
      svg: string,
      options: unknown,
    ) => { render(): { readonly pixels: Uint8Array; readonly width: number; readonly height: number } };
  }>('@resvg/resvg-js');
  const fonts = sansFonts().map(({ path, weight }) => ({
    name: 'Badge Sans',
    data: readFileSync(path),
    weight,
    style: 'normal',
  }));
  const box = (type: string, style: object, children: unknown) => ({ type, props: { style, children } });
  return async (document) => {
    const { head, name, company, host } = linesOf(document);
    const { size, path } = codePath(document.code);
    const code = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
    const src = `data:image/svg+xml;base64,${Buffer.from(code).toString('base64')}`;
    const page = { width: widthDots, height: heightDots, backgroundColor: '#fff', display: 'flex' };
    const svg = await satori(
      box('div', { ...page, flexDirection: 'column', fontFamily: 'Badge Sans' }, [
        box(
          'div',
          HEAD_STYLE,
          head.map((text) => box('span', {}, text)),
        ),
        box('div', NAME, name),
        box('div', COMPANY, company),
        box('div', HOST, host),
        { type: 'img', props: { src, width: 200, height: 200, style: CODE } },
      ]),
      { width: widthDots, height: heightDots, fonts },
    );
    const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
    return toOneBit(new Uint8ClampedArray(pixels), widthDots, heightDots);
  };
}

interface ReactPdf {
  readonly Font: { register(font: unknown): void };
  readonly renderToBuffer: (document: unknown) => Promise<Buffer>;
  readonly Document: unknown;
  readonly Page: unknown;
  readonly View: unknown;
  readonly Text: unknown;
  readonly Svg: unknown;
  readonly Path: unknown;
}

interface Pdfium {
  readonly PDFiumLibrary: {
    init(): Promise<{
      loadDocument(pdf: Uint8Array): Promise<{
        getPage(index: number): {
          render(options: unknown): Promise<{ readonly data: Uint8Array; readonly width: number }>;
        };
        destroy(): void;
      }>;
    }>;
  };
}

export async function openReactPdf({ widthDots, heightDots }: BadgeArea): Promise<DrawBadge> {
  const pdf = await loadPeer<ReactPdf>('@react-pdf/renderer');
  const { createElement: box } = await loadPeer<{
    readonly createElement: (type: unknown, props: object | null, ...children: unknown[]) => unknown;
  }>('react');
  const library = await (await loadPeer<Pdfium>('@hyzyla/pdfium')).PDFiumLibrary.init();
  pdf.Font.register({
    family: 'Badge Sans',
    fonts: sansFonts().map(({ path, weight }) => ({ src: path, fontWeight: weight })),
  });
  return async (document) => {
    const { head, name, company, host } = linesOf(document);
    const { size, path } = codePath(document.code);
    const page = box(
      pdf.Page,
      { size: { width: widthDots, height: heightDots }, style: { fontFamily: 'Badge Sans' } },
      box(pdf.View, { style: HEAD_STYLE }, ...head.map((text) => box(pdf.Text, null, text))),
      box(pdf.Text, { style: NAME }, name),
      box(pdf.Text, { style: COMPANY }, company),
      box(pdf.Text, { style: HOST }, host),
      box(pdf.Svg, { viewBox: `0 0 ${size} ${size}`, style: CODE }, box(pdf.Path, { d: path, fill: '#000' })),
    );
    const loaded = await library.loadDocument(await pdf.renderToBuffer(box(pdf.Document, null, page)));
    const { data } = await loaded.getPage(0).render({ scale: 1, render: 'bitmap' });
    loaded.destroy();
    return toOneBit(new Uint8ClampedArray(data), widthDots, heightDots);
  };
}
