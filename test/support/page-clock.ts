/**
 * A stopwatch inside the page: when a key was pressed, when the letter and what it finds stood on the screen, and how long frames took.
 * "Painted" is the task after the frame in which the change was drawn. Playwright's own clock would count its messages too.
 */
import type { Page } from 'playwright-core';

export interface Keystrokes {
  /** From each key to the frame in which its letter stood in the field. */
  readonly letterMs: readonly number[];
  /** From each key to the frame in which what it finds stood below, or what a later key finds. */
  readonly resultMs: readonly number[];
  /** Chromium's own figure for the slowest key, by Event Timing; it counts in steps of 8 and knows none under 16. */
  readonly slowestEventMs: number;
}

export interface Frames {
  /** Between two animation frames, while one was asked for all the time. */
  readonly longestMs: number;
  readonly count: number;
  /** Frames of over 50 ms as Chromium counts them (Long Animation Frames). */
  readonly longAnimationFrames: readonly number[];
}

interface Probe {
  startKeys(): void;
  endKeys(): Keystrokes & { readonly waiting: number };
  startFrames(): void;
  endFrames(): Frames;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Before the page is opened. */
export async function addPageClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const painted = (then: (nowMs: number) => void): void => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.addEventListener('message', () => then(performance.now()));
        channel.port1.start();
        channel.port2.postMessage(null);
      });
    };
    const shownText = (): string | null => {
      const shown = document.querySelector('.found:not(:empty), .list-body .empty-title')?.textContent ?? '';
      return /“(.*)”/.exec(shown)?.[1] ?? null;
    };
    let pressed: { readonly atMs: number; text: string }[] = [];
    let letterMs: number[] = [];
    let resultMs: number[] = [];
    let slowestEventMs = 0;
    let pressedAtMs: number | null = null;
    let isCounting = false;
    new PerformanceObserver((entries) => {
      if (isCounting)
        for (const { duration } of entries.getEntries()) slowestEventMs = Math.max(slowestEventMs, duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);

    const noteKey = ({ key, ctrlKey, timeStamp }: KeyboardEvent): void => {
      pressedAtMs = key.length === 1 && !ctrlKey ? timeStamp : null;
    };
    addEventListener('keydown', noteKey, { capture: true });
    addEventListener(
      'input',
      (event) => {
        const field = event.target;
        if (!isCounting || !(field instanceof HTMLInputElement)) return;
        // A letter that this keyboard does not have comes without a key.
        const atMs = pressedAtMs ?? event.timeStamp;
        pressedAtMs = null;
        pressed.push({ atMs, text: field.value.trim() });
        painted((nowMs) => {
          letterMs.push(nowMs - atMs);
          // A space changes nothing of what is found, so nothing below changes either.
          const answered = pressed.findIndex((key) => key.atMs === atMs && key.text === shownText());
          if (answered >= 0) resultMs.push(...pressed.splice(answered, 1).map((key) => nowMs - key.atMs));
        });
      },
      { capture: true },
    );
    const look = (): void => {
      const shown = shownText();
      const last = pressed.findLastIndex(({ text }) => text === shown);
      if (last < 0) return;
      const answered = pressed.splice(0, last + 1);
      painted((nowMs) => resultMs.push(...answered.map(({ atMs }) => nowMs - atMs)));
    };
    addEventListener('DOMContentLoaded', () =>
      new MutationObserver(look).observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      }),
    );

    let frames: number[] = [];
    let longFrames: number[] = [];
    let isWatching = false;
    new PerformanceObserver((entries) => {
      if (isWatching) longFrames.push(...entries.getEntries().map(({ duration }) => Math.round(duration)));
    }).observe({ type: 'long-animation-frame' });
    const tick = (beforeMs: number) => (nowMs: number) => {
      if (!isWatching) return;
      frames.push(nowMs - beforeMs);
      requestAnimationFrame(tick(nowMs));
    };

    window.probe = {
      startKeys() {
        [pressed, letterMs, resultMs, slowestEventMs, isCounting] = [[], [], [], 0, true];
      },
      endKeys() {
        isCounting = false;
        return { letterMs, resultMs, slowestEventMs, waiting: pressed.length };
      },
      startFrames() {
        [frames, longFrames, isWatching] = [[], [], true];
        requestAnimationFrame((nowMs) => requestAnimationFrame(tick(nowMs)));
      },
      endFrames() {
        isWatching = false;
        return { longestMs: Math.max(...frames), count: frames.length, longAnimationFrames: longFrames };
      },
    };
  });
}

export const percentile = (figures: readonly number[], share: number): number => {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
