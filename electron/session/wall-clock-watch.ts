/**
 * Notices that the wall clock moved otherwise than time passed. Forward: this PC slept, or somebody set the clock, and the
 * two cannot be told apart, because a system may stop a program's timers while it sleeps (Linux, macOS) or let them run
 * late (Windows). Back: the clock was set.
 */
import type { Clock } from '../shared/clock.ts';

export interface WallClockWatch {
  /** From now on; what the clock did before is not told any more. */
  restart(): void;
  stop(): void;
}

const LOOK_EVERY_MS = 5_000;
/** More than a busy event loop or a time server's correction brings about. */
const JUMP_MS = 10_000;

/** `onJump` is told by how much; positive is forward. The watch begins with `restart`. */
export function createWallClockWatch(clock: Clock, onJump: (byMs: number) => void): WallClockWatch {
  let cancel = (): void => undefined;

  function restart(): void {
    cancel();
    const atMs = clock.nowMs();
    cancel = clock.after(LOOK_EVERY_MS, () => {
      const byMs = clock.nowMs() - atMs - LOOK_EVERY_MS;
      restart();
      if (Math.abs(byMs) > JUMP_MS) onJump(byMs);
    });
  }

  return { restart, stop: () => cancel() };
}
