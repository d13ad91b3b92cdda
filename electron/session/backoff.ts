/**
 * How long to wait after so many failures in a row. The first wait is drawn from nothing up to the first window (full
 * jitter), so that a thousand desks that lost the same server do not come back in step, and one desk that lost a link is
 * back at once. Later windows double up to a ceiling and are drawn from their upper half: whatever is drawn, a server that
 * accepts and drops at once sees no more than 12 connects in two minutes (at worst at 0, 0, 1, 3, 7, 15, 30, 45 … 105 s).
 */
export interface BackoffLimits {
  readonly firstMs: number;
  readonly ceilingMs: number;
}

/** Pure arithmetic; `random` gives [0, 1). */
export function backoffMs(failures: number, limits: BackoffLimits, random: () => number): number {
  const windowMs = Math.min(limits.ceilingMs, limits.firstMs * 2 ** Math.min(failures, 30));
  const floorMs = failures === 0 ? 0 : windowMs / 2;
  return Math.round(floorMs + (windowMs - floorMs) * random());
}
