/**
 * A Zebra's firmware as far as the ZPL II Programming Guide describes it. It keeps formats that it cannot print yet and
 * prints them when the lid is closed or the roll is in; meanwhile it does not answer `~HS` (guide, "~HS"), but `~HQES`.
 * Assumed, because no manual says it: a jam is told as a cutter fault and silences `~HS` too.
 */
import type { Bitmap } from '../../shared/bitmap.ts';
import type { Engine, EngineParts } from './engine.ts';
import type { Trouble } from './paper-path.ts';
import { createZplParser } from './zpl-parser.ts';
import type { PlacedGraphic, ZplFormat } from './zpl-parser.ts';

const ERROR_FLAGS: Readonly<Record<Trouble, string>> = {
  'no-media': '00000001',
  'cover-open': '00000004',
  jam: '00000008',
};

const HEAD_TOO_HOT = '00000010';

export function createZplEngine({ paperPath, media, dpi, answer }: EngineParts): Engine {
  const waiting: { readonly dots: Bitmap; copies: number }[] = [];
  const dots = (mm: number): number => Math.floor((mm / 25.4) * dpi);

  const parser = createZplParser({
    onQuery(name) {
      if (name === 'HS') answerHostStatus();
      else if (name === 'HQES') answer(errorQuery(flagsNow()));
      else answer(`\x02ZD421-${dpi}dpi,V93.21.26Z,${Math.round(dpi / 25.4)},8192KB,X\x03\r\n`);
    },
    onGetVariable(name) {
      answer(name === 'odometer.total_label_count' ? `"${paperPath.labelsMade()}"` : '"?"');
    },
    onFormat(format) {
      if (format.copies === 0) return;
      waiting.push({ dots: paint(format), copies: format.copies });
      printNext();
    },
    onCancelAll: () => void waiting.splice(0),
  });

  function paint(format: ZplFormat): Bitmap {
    const { widthMm, lengthMm } = media();
    return paintFormat(
      format,
      format.widthDots ?? dots(widthMm),
      format.heightDots ?? dots(lengthMm ?? widthMm),
    );
  }

  function printNext(): void {
    const [next] = waiting;
    if (!next || paperPath.isPrinting()) return;
    paperPath.print({
      dots: next.dots,
      onOut() {
        next.copies--;
        if (next.copies === 0) waiting.shift();
        printNext();
      },
      // Stays in the buffer and is printed from its beginning once the trouble is mended (^JZ, reprint after error).
      onTrouble: () => undefined,
    });
  }

  function flagsNow(): string | null {
    const trouble = paperPath.trouble();
    if (trouble) return ERROR_FLAGS[trouble];
    return paperPath.isCooling() ? HEAD_TOO_HOT : null;
  }

  function answerHostStatus(): void {
    if (flagsNow() !== null) return;
    const [inHand] = waiting;
    const behind = Math.max(waiting.length - 1, 0);
    const lengthDots = String(dots(media().lengthMm ?? 0)).padStart(4, '0');
    const partial = parser.hasPartialFormat() ? 1 : 0;
    const remaining = String(inHand?.copies ?? 0).padStart(8, '0');
    answer(
      `\x02030,0,0,${lengthDots},${String(behind).padStart(3, '0')},0,0,${partial},000,0,0,0\x03\r\n` +
        `\x02000,0,0,0,0,2,4,0,${remaining},1,000\x03\r\n\x021234,0\x03\r\n`,
    );
  }

  return {
    take: (bytes) => parser.take(bytes),
    onMended: printNext,
    onCooling: () => undefined,
    leftoverBytes: () => parser.leftoverBytes(),
    // The buffer and what is in it outlive a connection.
    onDisconnect: () => undefined,
  };
}

function errorQuery(flags: string | null): string {
  const errors = flags === null ? '0 00000000 00000000' : `1 00000000 ${flags}`;
  return `\x02\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         ${errors}\r\n   WARNINGS:       0 00000000 00000000\r\n\x03`;
}

/** What lies beyond `^PW` and `^LL` is not printed. */
function paintFormat(format: ZplFormat, widthDots: number, heightDots: number): Bitmap {
  const rowBytes = Math.ceil(widthDots / 8);
  const label: Bitmap = { widthDots, heightDots, rowBytes, data: new Uint8Array(rowBytes * heightDots) };
  for (const graphic of format.graphics) paintGraphic(label, graphic);
  return label;
}

function paintGraphic(label: Bitmap, graphic: PlacedGraphic): void {
  const rows = graphic.data.length / graphic.rowBytes;
  for (let row = 0; row < rows; row++) {
    const y = graphic.yDots + row;
    if (y >= label.heightDots) return;
    for (let column = 0; column < graphic.rowBytes * 8; column++) {
      const byte = graphic.data[row * graphic.rowBytes + (column >> 3)] ?? 0;
      const x = graphic.xDots + column;
      if (x >= label.widthDots || !(byte & (0x80 >> (column & 7)))) continue;
      const at = y * label.rowBytes + (x >> 3);
      label.data[at] = (label.data[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
}
