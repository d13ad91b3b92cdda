/**
 * The 32 bytes that a QL sends when asked (`ESC i S`) and by itself while it prints (Raster Command References,
 * chapter 4, "Status information request").
 */
import type { Media, PrinterCondition, PrinterProblem } from '../../shared/printer-status.ts';
import { modelOfCode } from './brother-ql-models.ts';

export type FrameType =
  | 'reply'
  | 'completed'
  | 'error'
  | 'turned-off'
  | 'cooling-begins'
  | 'cooling-ends'
  | 'phase-change'
  | 'other';

export interface StatusFrame {
  readonly type: FrameType;
  readonly isPrinting: boolean;
  readonly error1: number;
  readonly error2: number;
  readonly model: string | null;
  /** `null` when there is no roll in it. */
  readonly media: Media | null;
}

const FRAME_BYTES = 32;
const HEAD = [0x80, 0x20, 0x42];

export interface FrameReader {
  /** The frames that these bytes complete. Bytes that begin no frame are passed over. */
  take(bytes: Uint8Array): StatusFrame[];
}

export function createFrameReader(): FrameReader {
  let rest: Uint8Array = new Uint8Array();
  return {
    take(bytes) {
      rest = Buffer.concat([rest, bytes]);
      const frames: StatusFrame[] = [];
      while (rest.length > 0) {
        if (HEAD.some((byte, at) => at < rest.length && rest[at] !== byte)) {
          rest = rest.subarray(1);
          continue;
        }
        if (rest.length < FRAME_BYTES) break;
        frames.push(parseFrame(rest.subarray(0, FRAME_BYTES)));
        rest = rest.subarray(FRAME_BYTES);
      }
      return frames;
    },
  };
}

/**
 * Byte 25 where the red and black DK-22251 is in, as far as is known: inferred from one posted frame of a QL-800
 * (pklaus/brother_ql issue 69), named by no edition of the reference and not confirmed on a printer yet.
 */
const INK_BYTE = 25;
const RED_AND_BLACK = 0x81;

export function parseFrame(bytes: Uint8Array): StatusFrame {
  const at = (offset: number): number => bytes[offset] ?? 0;
  return {
    type: frameType(at(18), at(22)),
    isPrinting: at(19) === 1,
    error1: at(8),
    error2: at(9),
    model: modelOfCode(at(4)),
    media: mediaOf(at(11), at(10), at(17), at(INK_BYTE)),
  };
}

function frameType(statusType: number, notification: number): FrameType {
  switch (statusType) {
    case 0:
      return 'reply';
    case 1:
      return 'completed';
    case 2:
      return 'error';
    case 4:
      return 'turned-off';
    case 5:
      return notification === 3 ? 'cooling-begins' : notification === 4 ? 'cooling-ends' : 'other';
    case 6:
      return 'phase-change';
    default:
      return 'other';
  }
}

/** 0Ah and 0Bh on older families, 4Ah and 4Bh on the QL-800 family: the upper half is not part of the kind. */
function mediaOf(type: number, widthMm: number, lengthMm: number, ink: number): Media | null {
  const kind = type & 0x0f;
  if (kind === 0x0b) return { widthMm, lengthMm };
  if (kind !== 0x0a) return null;
  return { widthMm, lengthMm: null, ...(ink === RED_AND_BLACK ? { isTwoColour: true as const } : {}) };
}

/** In the order in which a person mends them: what comes first may be why the others are set. */
const ERRORS: readonly (readonly [byte: 1 | 2, mask: number, problem: PrinterProblem])[] = [
  [2, 0x10, { kind: 'cover-open' }],
  [1, 0x01, { kind: 'no-media' }],
  [1, 0x02, { kind: 'no-media' }],
  [1, 0x04, { kind: 'jam' }],
  [2, 0x40, { kind: 'jam' }],
  // Which roll it wanted, only the job knows; `checkMedia` names it wherever the printer has told its roll.
  [2, 0x01, { kind: 'printer-error', detail: 'wrong-media' }],
  [1, 0x10, { kind: 'busy' }],
  [1, 0x20, { kind: 'offline' }],
  [1, 0x08, { kind: 'printer-error', detail: 'battery' }],
  [1, 0x40, { kind: 'printer-error', detail: 'power-adapter' }],
  [1, 0x80, { kind: 'printer-error', detail: 'fan' }],
  [2, 0x02, { kind: 'printer-error', detail: 'buffer-full' }],
  [2, 0x04, { kind: 'printer-error', detail: 'communication' }],
  [2, 0x08, { kind: 'printer-error', detail: 'buffer-full' }],
  [2, 0x20, { kind: 'printer-error', detail: 'cancelled-at-printer' }],
  [2, 0x80, { kind: 'printer-error', detail: 'system' }],
];

function errorOf(frame: StatusFrame): PrinterProblem | null {
  const found = ERRORS.find(([byte, mask]) => ((byte === 1 ? frame.error1 : frame.error2) & mask) !== 0);
  return found ? found[2] : null;
}

/** How a printer is that has been asked. */
export function conditionOfFrame(frame: StatusFrame): PrinterCondition {
  const error = errorOf(frame);
  if (error) return error;
  if (frame.isPrinting) return { kind: 'busy' };
  return frame.media ? { kind: 'ready' } : { kind: 'no-media' };
}

/** What a frame during a job says against it. */
export function problemOfFrame(frame: StatusFrame): PrinterProblem | null {
  if (frame.type === 'turned-off') return { kind: 'offline' };
  const error = errorOf(frame);
  if (error) return error;
  return frame.type === 'error' ? { kind: 'printer-error', detail: 'unnamed' } : null;
}
