/**
 * The frames and webhooks that wait to be stored, in the order of their arrival, bounded in number and in bytes, and taken apart
 * piece by piece: a frame may hold thousands of notifications, and what holds the event loop is their number, not that of the
 * frames (promise 9).
 */
import { decodeFrame, MAX_FRAME_BYTES, type Decoded, type NoteEventName } from '../essentry/notification.ts';
import type { ProjectionRules } from '../essentry/check-in-payload.ts';
import type { WebhookBody, WebhookOutcome } from '../shared/webhook.ts';
import { describeShape } from '../store/quarantine.ts';
import type { Origin } from './apply-notification.ts';

export type Frame = string | { readonly binaryBytes: number };

/** One thing to store, and what may be said of the text it came in. */
export interface Piece {
  /** `not-applied`: understood, and still it could not be stored. */
  readonly decoded: Decoded | { readonly bad: { readonly code: 'not-applied'; readonly detail: string } };
  readonly origin: Origin;
  readonly sizeBytes: number;
  readonly shape: () => string;
}

export interface FrameQueue {
  /** False when the frame does not fit any more. */
  push(frame: Frame): boolean;
  /** `settle` is called when the last piece of it is stored. False as above; then it is never called. */
  pushWebhook(body: WebhookBody, settle: (outcome: WebhookOutcome) => void): boolean;
  isEmpty(): boolean;
  /** The pieces that come next, as many as one commit should take; the same ones again until they are `done`. */
  next(): readonly Piece[];
  /** The first `count` of the pieces that `next` gave are stored; `isSetAside`: in quarantine, whatever they are. */
  done(count: number, isSetAside: boolean): void;
  /** Whoever sent a webhook keeps it and comes again, so nothing of it has to wait here. */
  putOffWebhooks(): void;
  /** How many frames wait, the one that is being taken apart included. */
  size(): number;
}

const MAX_FRAMES = 10_000;
/** Two bytes a character is the most that a string takes. A frame may have 8 MiB, so the number alone bounds nothing. */
const MAX_BYTES = 64 * 1024 * 1024;
/** A durable commit costs milliseconds, whatever is in it. How many of these it takes is a question of time, see `ingest.ts`. */
const PIECES_PER_COMMIT = 200;
/** Parsing and checking go on for so long at a time; what was read waits for its commit (promise 9). */
export const READING_MS = 5;
/** So is parsing this much text, which may hold a single notification. */
const CHARACTERS_PER_COMMIT = 256 * 1024;

/** A webhook that somebody waits for an answer to. */
interface Delivery {
  readonly settle: (outcome: WebhookOutcome) => void;
  waiting: number;
  understood: number;
  rejected: number;
  isTakenApart: boolean;
}

interface Waiting {
  readonly body: Frame | WebhookBody;
  readonly origin: Origin;
  readonly delivery: Delivery | null;
}

type QueuedPiece = Piece & { readonly delivery: Delivery | null };

const FROM_FRAME = { source: 'frame' } as const;
const FROM_WEBHOOK = { source: 'webhook' } as const;

export function createFrameQueue(
  rules: ProjectionRules,
  nowMs: () => number,
  noteEventName?: NoteEventName,
): FrameQueue {
  let frames: Waiting[] = [];
  let bytes = 0;
  let pieces: QueuedPiece[] = [];
  let opened: { readonly from: Waiting; readonly rest: Iterator<Piece> } | null = null;

  function push(waiting: Waiting): boolean {
    const weight = weightOf(waiting.body);
    if (frames.length >= MAX_FRAMES || bytes + weight > MAX_BYTES) return false;
    frames.push(waiting);
    bytes += weight;
    return true;
  }

  function openNext(): number {
    const from = frames.shift();
    if (from === undefined) return 0;
    bytes -= weightOf(from.body);
    opened = { from, rest: piecesOf(from, rules, noteEventName) };
    return typeof from.body === 'string' ? from.body.length : 0;
  }

  function fill(): void {
    let characters = 0;
    const beganAtMs = nowMs();
    const mayRead = (): boolean => pieces.length === 0 || nowMs() - beganAtMs < READING_MS;
    while (pieces.length < PIECES_PER_COMMIT && mayRead()) {
      const piece = opened?.rest.next();
      if (opened !== null && piece?.done === false) {
        const { delivery } = opened.from;
        if (delivery !== null) delivery.waiting += 1;
        pieces.push({ ...piece.value, delivery });
        continue;
      }
      const delivery = opened?.from.delivery ?? null;
      opened = null;
      if (delivery !== null) {
        delivery.isTakenApart = true;
        settleIfStored(delivery);
      }
      if (frames.length === 0 || characters >= CHARACTERS_PER_COMMIT) return;
      characters += openNext();
    }
  }

  return {
    push: (body) => push({ body, origin: FROM_FRAME, delivery: null }),
    pushWebhook: (body, settle) =>
      push({
        body,
        origin: FROM_WEBHOOK,
        delivery: { settle, waiting: 0, understood: 0, rejected: 0, isTakenApart: false },
      }),
    isEmpty: () => frames.length === 0 && opened === null && pieces.length === 0,
    next() {
      if (pieces.length === 0) fill();
      return pieces;
    },
    done(count, isSetAside) {
      const stored = pieces.slice(0, count);
      pieces = pieces.slice(count);
      for (const { decoded, delivery } of stored) {
        if (delivery === null) continue;
        delivery.waiting -= 1;
        if ('bad' in decoded || isSetAside) delivery.rejected += 1;
        else delivery.understood += 1;
        settleIfStored(delivery);
      }
    },
    putOffWebhooks() {
      const putOff = new Set(
        [...pieces, opened?.from, ...frames]
          .map((one) => one?.delivery ?? null)
          .filter((one) => one !== null),
      );
      pieces = pieces.filter(({ delivery }) => delivery === null);
      if (opened?.from.delivery != null) opened = null;
      frames = frames.filter(({ delivery }) => delivery === null);
      bytes = frames.reduce((sum, { body }) => sum + weightOf(body), 0);
      for (const { settle } of putOff) settle({ kind: 'not-now' });
    },
    size: () => frames.length + (opened === null && pieces.length === 0 ? 0 : 1),
  };
}

function settleIfStored({ isTakenApart, waiting, understood, rejected, settle }: Delivery): void {
  if (isTakenApart && waiting === 0) settle({ kind: 'stored', understood, rejected });
}

const weightOf = (body: Waiting['body']): number => (typeof body === 'string' ? body.length * 2 : 0);

function* piecesOf(
  { body, origin }: Waiting,
  rules: ProjectionRules,
  noteEventName?: NoteEventName,
): Generator<Piece> {
  if (typeof body !== 'string') {
    const isBinary = 'binaryBytes' in body;
    const decoded: Decoded = { bad: { code: isBinary ? 'binary' : 'too-large', detail: '' } };
    const sizeBytes = isBinary ? body.binaryBytes : body.oversizeBytes;
    return yield { decoded, origin, sizeBytes, shape: () => '' };
  }
  const sizeBytes = Buffer.byteLength(body);
  let shape: string | null = null;
  const about = {
    origin,
    sizeBytes,
    shape: () => (shape ??= sizeBytes > MAX_FRAME_BYTES ? '' : describeShape(body)),
  };
  for (const decoded of decodeFrame(body, rules, noteEventName)) yield { decoded, ...about };
}
