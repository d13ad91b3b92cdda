/**
 * The frames that wait to be stored, bounded in number and in bytes, and taken apart piece by piece: a frame may hold
 * thousands of notifications, and what holds the event loop is their number, not that of the frames (promise 9).
 */
import { decodeFrame, MAX_FRAME_BYTES, type Decoded, type NoteEventName } from '../essentry/notification.ts';
import type { ProjectionRules } from '../essentry/check-in-payload.ts';
import { describeShape } from '../store/quarantine.ts';

export type Frame = string | { readonly binaryBytes: number };

/** One thing to store, and what may be said of the text it came in. */
export interface Piece {
  /** `not-applied`: understood, and still it could not be stored. */
  readonly decoded: Decoded | { readonly bad: { readonly code: 'not-applied'; readonly detail: string } };
  readonly sizeBytes: number;
  readonly shape: () => string;
}

export interface FrameQueue {
  /** False when the frame does not fit any more. */
  push(frame: Frame): boolean;
  isEmpty(): boolean;
  /** The pieces that come next, as many as one commit should take; the same ones again until they are `done`. */
  next(): readonly Piece[];
  /** The first `count` of the pieces that `next` gave are stored. */
  done(count: number): void;
  /** How many frames wait, the one that is being taken apart included. */
  size(): number;
}

const MAX_FRAMES = 10_000;
/** Two bytes a character is the most that a string takes. A frame may have 8 MiB, so the number alone bounds nothing. */
const MAX_BYTES = 64 * 1024 * 1024;
/** At up to 400 µs a notification, with its job, this is well under 50 ms (promise 9). */
const PIECES_PER_COMMIT = 50;
/** So is parsing this much text, which may hold a single notification. */
const CHARACTERS_PER_COMMIT = 256 * 1024;

export function createFrameQueue(rules: ProjectionRules, noteEventName?: NoteEventName): FrameQueue {
  const frames: Frame[] = [];
  let bytes = 0;
  let pieces: Piece[] = [];
  let opened: Iterator<Piece> | null = null;

  function openNext(): number {
    const frame = frames.shift();
    if (frame === undefined) return 0;
    bytes -= weightOf(frame);
    opened = piecesOf(frame, rules, noteEventName);
    return typeof frame === 'string' ? frame.length : 0;
  }

  function fill(): void {
    let characters = 0;
    while (pieces.length < PIECES_PER_COMMIT) {
      const piece = opened?.next();
      if (piece?.done === false) {
        pieces.push(piece.value);
        continue;
      }
      opened = null;
      if (frames.length === 0 || characters >= CHARACTERS_PER_COMMIT) return;
      characters += openNext();
    }
  }

  return {
    push(frame) {
      const weight = weightOf(frame);
      if (frames.length >= MAX_FRAMES || bytes + weight > MAX_BYTES) return false;
      frames.push(frame);
      bytes += weight;
      return true;
    },
    isEmpty: () => frames.length === 0 && opened === null && pieces.length === 0,
    next() {
      if (pieces.length === 0) fill();
      return pieces;
    },
    done(count) {
      pieces = pieces.slice(count);
    },
    size: () => frames.length + (opened === null && pieces.length === 0 ? 0 : 1),
  };
}

const weightOf = (frame: Frame): number => (typeof frame === 'string' ? frame.length * 2 : 0);

function* piecesOf(frame: Frame, rules: ProjectionRules, noteEventName?: NoteEventName): Generator<Piece> {
  if (typeof frame !== 'string') {
    const decoded: Decoded = { bad: { code: 'binary', detail: '' } };
    return yield { decoded, sizeBytes: frame.binaryBytes, shape: () => '' };
  }
  const sizeBytes = Buffer.byteLength(frame);
  let shape: string | null = null;
  const about = {
    sizeBytes,
    shape: () => (shape ??= sizeBytes > MAX_FRAME_BYTES ? '' : describeShape(frame)),
  };
  for (const decoded of decodeFrame(frame, rules, noteEventName)) yield { decoded, ...about };
}
