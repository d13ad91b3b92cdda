/**
 * The road of frames to one open socket, with the disturbances that a network, a proxy or an at-least-once sender can
 * add: loss, repeats, another order, delay. Loss happens while the link is up: nobody is told.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Random } from './random.ts';

/** A string goes out as a text frame, bytes as a binary one. */
export type Frame = string | Buffer;

export interface FrameDisturbance {
  /** How often each frame is sent; 1 is once. */
  readonly repeat: number;
  /** So many frames are held back and sent in another order; 1 keeps the order. */
  readonly reorderWindow: number;
  readonly delayMs: number;
  /** 0 to 1, for each frame by itself. */
  readonly loseProbability: number;
}

export const UNDISTURBED: FrameDisturbance = { repeat: 1, reorderWindow: 1, delayMs: 0, loseProbability: 0 };

/** A window that does not fill up is sent all the same after this time. */
const HOLD_AT_MOST_MS = 500;

export interface FrameLane {
  push(frame: Frame): void;
  /** What is under way is lost, as it is with a broken connection. */
  close(): void;
}

export function createFrameLane(ports: {
  readonly clock: Clock;
  readonly random: Random;
  readonly disturbance: () => FrameDisturbance;
  readonly send: (frame: Frame) => void;
}): FrameLane {
  const { clock, random, disturbance, send } = ports;
  let held: Frame[] = [];
  let isClosed = false;
  let callOffFlush: (() => void) | null = null;

  const deliver = (frame: Frame): void => {
    const { delayMs } = disturbance();
    if (delayMs === 0) send(frame);
    else clock.after(delayMs, () => isClosed || send(frame));
  };
  const flush = (): void => {
    callOffFlush?.();
    callOffFlush = null;
    const frames = disturbance().reorderWindow > 1 ? inAnotherOrder(held, random) : held;
    held = [];
    for (const frame of frames) deliver(frame);
  };

  return {
    push(frame) {
      const { loseProbability, repeat, reorderWindow } = disturbance();
      if (loseProbability > 0 && random.chance(loseProbability)) return;
      for (let copy = 0; copy < repeat; copy += 1) held.push(frame);
      if (held.length >= reorderWindow) flush();
      else callOffFlush ??= clock.after(HOLD_AT_MOST_MS, flush);
    },
    close() {
      isClosed = true;
      callOffFlush?.();
      held = [];
    },
  };
}

/** Shuffled, and never by chance the order they had. */
function inAnotherOrder(frames: readonly Frame[], random: Random): readonly Frame[] {
  const shuffled = random.shuffle(frames);
  return shuffled.every((frame, index) => frame === frames[index]) ? shuffled.toReversed() : shuffled;
}
