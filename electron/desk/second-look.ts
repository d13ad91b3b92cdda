/**
 * A webhook that says what was so before may be a late retry or the truth (`apply-notification.ts`). It is left alone, and the cloud
 * is asked for its list: not for each one, because where the socket tells the same things first, late ones are daily bread.
 */
import type { Clock } from '../shared/clock.ts';

export interface SecondLook {
  want(): void;
  stop(): void;
}

/** How long somebody may be shown as they were; a snapshot of a large site in every such time costs the cloud little. */
const WITHIN_MS = 300_000;

export function createSecondLook(clock: Clock, look: () => void): SecondLook {
  let cancel: (() => void) | null = null;
  return {
    want() {
      cancel ??= clock.after(WITHIN_MS, () => {
        cancel = null;
        look();
      });
    },
    stop: () => cancel?.(),
  };
}
