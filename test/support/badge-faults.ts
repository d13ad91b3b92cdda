import type { BadgeArea, Box, Placed } from '../../electron/badge/placed.ts';

const overlap = (a: Box, b: Box): boolean =>
  a.xDots < b.xDots + b.widthDots &&
  b.xDots < a.xDots + a.widthDots &&
  a.yDots < b.yDots + b.heightDots &&
  b.yDots < a.yDots + a.heightDots;

/** The white that the standards ask for (ISO/IEC 18004 and 15417), said again here so that the layout cannot say less. */
export function quietBox(code: Extract<Placed, { kind: 'qr' | 'code128' }>): Box {
  const { box, moduleDots } = code;
  const across = (code.kind === 'qr' ? 4 : 10) * moduleDots;
  const along = code.kind === 'qr' ? across : 0;
  return {
    xDots: box.xDots - across,
    yDots: box.yDots - along,
    widthDots: box.widthDots + 2 * across,
    heightDots: box.heightDots + 2 * along,
  };
}

/** The ink of a frame is its four sides. */
function inkBoxes(element: Placed): Box[] {
  const { box } = element;
  if (element.kind !== 'bar' || element.strokeDots === null) return [box];
  const { xDots, yDots, widthDots, heightDots } = box;
  const side = Math.min(element.strokeDots, widthDots, heightDots);
  return [
    { ...box, heightDots: side },
    { ...box, yDots: yDots + heightDots - side, heightDots: side },
    { ...box, widthDots: side },
    { ...box, xDots: xDots + widthDots - side, widthDots: side },
  ];
}

/** What no badge may do, as sentences, so that a failure says what went wrong where. */
export function layoutFaults(placed: readonly Placed[], area: BadgeArea): string[] {
  const found: string[] = [];
  const codes = placed.filter((element) => element.kind === 'qr' || element.kind === 'code128');
  for (const code of codes)
    if (code.moduleDots < (code.kind === 'qr' ? 3 : 2))
      found.push(`${code.elementId} is too fine to be read`);
  for (const element of placed) {
    const isCode = element.kind === 'qr' || element.kind === 'code128';
    const box = isCode ? quietBox(element) : element.box;
    const isInside =
      box.xDots >= 0 &&
      box.yDots >= 0 &&
      box.xDots + box.widthDots <= area.widthDots &&
      box.yDots + box.heightDots <= area.heightDots;
    if (!isInside) found.push(`${element.elementId} leaves the page`);
    for (const code of codes)
      if (element !== code && inkBoxes(element).some((ink) => overlap(ink, quietBox(code))))
        found.push(`${element.elementId} touches ${code.elementId}`);
  }
  const texts = placed.filter((element) => element.kind === 'text');
  for (const [index, text] of texts.entries())
    for (const other of texts.slice(index + 1))
      if (overlap(text.box, other.box)) found.push(`${text.elementId} and ${other.elementId} overlap`);
  return found;
}
