import type { Clock } from '../shared/clock.ts';

/** A sleep that can be cut short. A wake that comes while nobody sleeps is kept for the next one. */
export interface Rest {
  until(timeMs: number): Promise<void>;
  wake(): void;
  /** Whether there was a wake since the last time this was asked. */
  wasWoken(): boolean;
}

export function createRest(clock: Clock): Rest {
  let isWoken = false;
  let endSleep: () => void = () => undefined;

  return {
    async until(timeMs) {
      const nowMs = clock.nowMs();
      if (isWoken || timeMs <= nowMs) return;
      await new Promise<void>((resolve) => {
        // The longest that a timer of Node can count; a longer sleep simply looks around in between.
        const callOff = clock.after(Math.min(timeMs - nowMs, 2 ** 31 - 1), resolve);
        endSleep = () => {
          callOff();
          resolve();
        };
      });
    },
    wake() {
      isWoken = true;
      endSleep();
    },
    wasWoken() {
      const was = isWoken;
      isWoken = false;
      return was;
    },
  };
}
