/**
 * One wish for a badge, one request id. A second click on the same wish repeats the id, and so does a click after the
 * road to the station broke with the answer unknown: the station makes one job of both. A wish is over when the station
 * has answered it and the hand has left the button, or when a newer badge of this visitor has been seen.
 */
export interface PrintWish {
  readonly requestId: string;
  /** False when this click repeats a wish that is already on its way. */
  readonly isFirst: boolean;
}

/** A double click is at most half a second; this is the same click of a slow hand. */
export const SAME_CLICK_MS = 1500;

interface OpenWish {
  readonly requestId: string;
  readonly checkInId: number;
  readonly lastJobId: number | null;
  readonly askedAtMs: number;
  readonly state: 'asked' | 'made' | 'unanswered';
}

export class PrintWishes {
  readonly #newId: () => string;
  #open: OpenWish | null = null;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** `lastJobId`: the newest job of this visitor that the screen shows; `nowMs`: a clock that never goes back. */
  ask(checkInId: number, lastJobId: number | null, nowMs: number): PrintWish {
    const open = this.#open;
    if (open === null || !this.#isSame(open, checkInId, lastJobId, nowMs)) {
      return this.#begin({
        requestId: this.#newId(),
        checkInId,
        lastJobId,
        askedAtMs: nowMs,
        state: 'asked',
      });
    }
    if (open.state !== 'unanswered') return { requestId: open.requestId, isFirst: false };
    return this.#begin({ ...open, askedAtMs: nowMs, state: 'asked' });
  }

  /** `hasAnswer` false: nobody knows whether the station has heard the wish. */
  settle(requestId: string, hasAnswer: boolean): void {
    if (this.#open?.requestId !== requestId) return;
    this.#open = { ...this.#open, state: hasAnswer ? 'made' : 'unanswered' };
  }

  #begin(wish: OpenWish): PrintWish {
    this.#open = wish;
    return { requestId: wish.requestId, isFirst: true };
  }

  #isSame(open: OpenWish, checkInId: number, lastJobId: number | null, nowMs: number): boolean {
    if (open.checkInId !== checkInId) return false;
    if (nowMs - open.askedAtMs < SAME_CLICK_MS) return true;
    return open.state !== 'made' && open.lastJobId === lastJobId;
  }
}
