/** One timer for every age on screen. Whoever shows minutes is told once a minute, whoever shows seconds once a second. */
export interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  /** The wall clock in epoch milliseconds, rounded down to `stepMs`, so that it changes only when the text would. */
  readonly nowMs: (stepMs: number) => number;
}

const TICK_MS = 1000;

export function createTicker(): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | null = null;
  const tick = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(tick, TICK_MS);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
    nowMs: (stepMs) => Math.floor(Date.now() / stepMs) * stepMs,
  };
}
