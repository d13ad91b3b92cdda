/**
 * A QL's firmware as far as the Raster Command References describe it. A job that meets an open lid, an empty roll or
 * another roll than it declares is answered with an error frame and lost; nothing of it prints when that is mended.
 * Assumed, because families differ: it tells nothing by itself unless the job asked for it with `ESC i ! 00`.
 */
import type { Bitmap } from '../../shared/bitmap.ts';
import type { Media } from '../../shared/printer-status.ts';
import { HEADS, pinsOver } from './brother-mechanics.ts';
import type { Head, TwinModel } from './brother-mechanics.ts';
import { createBrotherParser } from './brother-parser.ts';
import type { PageSettings } from './brother-parser.ts';
import type { Engine, EngineParts } from './engine.ts';
import type { Trouble } from './paper-path.ts';

const STATUS = { reply: 0, completed: 1, error: 2, notification: 5, phaseChange: 6 } as const;
const WAITING = 0;
const PRINTING = 1;
const COOLING_BEGINS = 3;
const COOLING_ENDS = 4;
const CONTINUOUS = 0x0a;
const DIE_CUT = 0x0b;
/** Byte 25 as a QL-800 with a red and black roll sends it. */
const RED_AND_BLACK = 0x81;

type ErrorBytes = readonly [error1: number, error2: number];
const NO_ERROR: ErrorBytes = [0, 0];
const WRONG_MEDIA: ErrorBytes = [0, 0x01];
const TROUBLE_BITS: Readonly<Record<Trouble, ErrorBytes>> = {
  'no-media': [0x01, 0],
  'cover-open': [0, 0x10],
  jam: [0x04, 0],
};

export function createBrotherEngine(parts: EngineParts & { readonly model: TwinModel }): Engine {
  const { paperPath, media, answer } = parts;
  const head = HEADS[parts.model];
  // A page's frames go to the connection that sent it and are stored nowhere.
  let senderIsThere = false;
  let pageTells = false;

  function send(told: Partial<Told>): void {
    const { type = STATUS.notification, phase = WAITING, errors = NO_ERROR, notification = 0 } = told;
    answer(
      frame(head, paperPath.trouble() === 'no-media' ? null : media(), { type, phase, errors, notification }),
    );
  }
  /** What it tells by itself. */
  function tell(told: Partial<Told>): void {
    if (senderIsThere && pageTells) send(told);
  }

  const parser = createBrotherParser(head.pins / 8, {
    onStatusRequest() {
      // "Do not send this while printing": the request is lost.
      if (paperPath.isPrinting()) return;
      const trouble = paperPath.trouble();
      send({ type: STATUS.reply, errors: trouble ? TROUBLE_BITS[trouble] : NO_ERROR });
    },
    onPrint(lines, settings) {
      senderIsThere = true;
      pageTells = settings.notifies;
      if (!fits(settings, media())) return tell({ type: STATUS.error, errors: WRONG_MEDIA });
      if (!paperPath.trouble()) tell({ type: STATUS.phaseChange, phase: PRINTING });
      if (paperPath.isCooling()) tell({ phase: PRINTING, notification: COOLING_BEGINS });
      paperPath.print({
        dots: paint(lines, media(), head),
        onOut() {
          tell({ type: STATUS.completed, phase: PRINTING });
          tell({ type: STATUS.phaseChange });
        },
        onTrouble: (trouble) => tell({ type: STATUS.error, errors: TROUBLE_BITS[trouble] }),
      });
    },
  });

  return {
    take: (bytes) => parser.take(bytes),
    onMended: () => undefined,
    onCooling(begins) {
      if (paperPath.isPrinting())
        tell({ phase: PRINTING, notification: begins ? COOLING_BEGINS : COOLING_ENDS });
    },
    onDisconnect: () => void (senderIsThere = false),
    leftoverBytes: () => parser.leftoverBytes(),
  };
}

function fits(declared: PageSettings, loaded: Media): boolean {
  const type = loaded.lengthMm === null ? CONTINUOUS : DIE_CUT;
  return (
    declared.isTwoColour === (loaded.isTwoColour === true) &&
    (declared.mediaType === null || declared.mediaType === type) &&
    (declared.widthMm === null || declared.widthMm === loaded.widthMm) &&
    (declared.lengthMm === null || declared.lengthMm === (loaded.lengthMm ?? 0))
  );
}

interface Told {
  readonly type: number;
  readonly phase: number;
  readonly errors: ErrorBytes;
  readonly notification: number;
}

/** The 32 bytes of "Status Information Request". */
function frame(head: Head, loaded: Media | null, told: Told): Uint8Array {
  const bytes = new Uint8Array(32);
  bytes.set([0x80, 0x20, 0x42, head.series, head.code, 0x30, 0x00, 0x00, ...told.errors]);
  if (loaded) {
    bytes[10] = loaded.widthMm;
    bytes[11] = head.mediaFamily | (loaded.lengthMm === null ? CONTINUOUS : DIE_CUT);
    bytes[17] = loaded.lengthMm ?? 0;
    if (loaded.isTwoColour) bytes[25] = RED_AND_BLACK;
  }
  bytes[18] = told.type;
  bytes[19] = told.phase;
  bytes[22] = told.notification;
  return bytes;
}

/** Seen from above with the leading edge on top, the first pin is on the right; pins beside the roll print nothing. */
function paint(lines: readonly Uint8Array[], media: Media, head: Head): Bitmap {
  const { over, first } = pinsOver(media, head);
  const rowBytes = Math.ceil(over / 8);
  const data = new Uint8Array(rowBytes * lines.length);
  for (const [y, line] of lines.entries()) {
    for (let x = 0; x < over; x++) {
      const pin = first + over - 1 - x;
      if (!((line[pin >> 3] ?? 0) & (0x80 >> (pin & 7)))) continue;
      const at = y * rowBytes + (x >> 3);
      data[at] = (data[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { widthDots: over, heightDots: lines.length, rowBytes, data };
}
