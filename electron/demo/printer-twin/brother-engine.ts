/**
 * A QL-820NWB's firmware as far as the Raster Command Reference describes it. A job that meets an open lid, an empty roll
 * or another roll than it declares is answered with an error frame and lost; nothing of it prints when that is mended.
 * Assumed, because families differ: it tells nothing by itself unless the job asked for it with `ESC i ! 00`.
 */
import type { Bitmap } from '../../shared/bitmap.ts';
import type { Media } from '../../shared/printer-status.ts';
import { createBrotherParser } from './brother-parser.ts';
import type { PageSettings } from './brother-parser.ts';
import type { Engine, EngineParts } from './engine.ts';
import type { Trouble } from './paper-path.ts';

const STATUS = { reply: 0, completed: 1, error: 2, phaseChange: 6 } as const;
const WAITING = 0;
const PRINTING = 1;
const CONTINUOUS = 0x0a;
const DIE_CUT = 0x0b;
/** The QL-800 family sets this bit beside the media type, older families do not. */
const FAMILY_BIT = 0x40;

type ErrorBytes = readonly [error1: number, error2: number];
const NO_ERROR: ErrorBytes = [0, 0];
const WRONG_MEDIA: ErrorBytes = [0, 0x01];
const TROUBLE_BITS: Readonly<Record<Trouble, ErrorBytes>> = {
  'no-media': [0x01, 0],
  'cover-open': [0, 0x10],
  jam: [0x04, 0],
};

/** Pins that lie over each roll (appendix "Page size"): how many, and how far from the first pin of the head. */
const PINS_OVER_ROLL: Readonly<Record<number, readonly [pins: number, offset: number]>> = {
  29: [306, 6],
  54: [590, 0],
  62: [696, 12],
};

export function createBrotherEngine({ paperPath, media, answer }: EngineParts): Engine {
  // A page's frames go to the connection that sent it and are stored nowhere.
  let senderIsThere = false;

  function send(statusType: number, phase: number, errors: ErrorBytes = NO_ERROR): void {
    answer(frame(statusType, phase, errors, media(), paperPath.trouble()));
  }

  const parser = createBrotherParser({
    onStatusRequest() {
      // "Do not send this while printing": the request is lost.
      if (paperPath.isPrinting()) return;
      const trouble = paperPath.trouble();
      send(STATUS.reply, WAITING, trouble ? TROUBLE_BITS[trouble] : NO_ERROR);
    },
    onPrint(lines, settings) {
      senderIsThere = true;
      const tell = (statusType: number, phase: number, errors?: ErrorBytes): void => {
        if (senderIsThere && settings.notifies) send(statusType, phase, errors);
      };
      if (!fits(settings, media())) return tell(STATUS.error, WAITING, WRONG_MEDIA);
      if (!paperPath.trouble()) tell(STATUS.phaseChange, PRINTING);
      paperPath.print({
        dots: paint(lines, media()),
        onOut() {
          tell(STATUS.completed, PRINTING);
          tell(STATUS.phaseChange, WAITING);
        },
        onTrouble: (trouble) => tell(STATUS.error, WAITING, TROUBLE_BITS[trouble]),
      });
    },
  });

  return {
    take: (bytes) => parser.take(bytes),
    onMended: () => undefined,
    onDisconnect: () => void (senderIsThere = false),
    leftoverBytes: () => parser.leftoverBytes(),
  };
}

function fits(declared: PageSettings, loaded: Media): boolean {
  const type = loaded.lengthMm === null ? CONTINUOUS : DIE_CUT;
  return (
    (declared.mediaType === null || declared.mediaType === type) &&
    (declared.widthMm === null || declared.widthMm === loaded.widthMm) &&
    (declared.lengthMm === null || declared.lengthMm === (loaded.lengthMm ?? 0))
  );
}

/** The 32 bytes of "Status Information Request": model QL-820NWB. */
function frame(
  statusType: number,
  phase: number,
  [error1, error2]: ErrorBytes,
  media: Media,
  trouble: Trouble | null,
): Uint8Array {
  const bytes = new Uint8Array(32);
  bytes.set([0x80, 0x20, 0x42, 0x34, 0x41, 0x30, 0x00, 0x00, error1, error2]);
  if (trouble !== 'no-media') {
    bytes[10] = media.widthMm;
    bytes[11] = FAMILY_BIT | (media.lengthMm === null ? CONTINUOUS : DIE_CUT);
    bytes[17] = media.lengthMm ?? 0;
  }
  bytes[18] = statusType;
  bytes[19] = phase;
  return bytes;
}

/** Seen from above with the leading edge on top, the first pin is on the right; pins beside the roll print nothing. */
function paint(lines: readonly Uint8Array[], media: Media): Bitmap {
  const [pins, offset] = PINS_OVER_ROLL[media.widthMm] ?? [720, 0];
  const rowBytes = Math.ceil(pins / 8);
  const data = new Uint8Array(rowBytes * lines.length);
  for (const [y, line] of lines.entries()) {
    for (let x = 0; x < pins; x++) {
      const pin = offset + pins - 1 - x;
      if (!((line[pin >> 3] ?? 0) & (0x80 >> (pin & 7)))) continue;
      const at = y * rowBytes + (x >> 3);
      data[at] = (data[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { widthDots: pins, heightDots: lines.length, rowBytes, data };
}
