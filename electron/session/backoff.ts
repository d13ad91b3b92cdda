/**
 * Full jitter: each wait is drawn anew between nothing and a ceiling that doubles, so that a thousand desks that lost the
 * same server do not come back in step. Pure arithmetic; `random` gives [0, 1).
 */
export interface BackoffLimits {
  readonly firstMs: number;
  readonly ceilingMs: number;
}

export function backoffMs(failures: number, limits: BackoffLimits, random: () => number): number {
  const ceiling = Math.min(limits.ceilingMs, limits.firstMs * 2 ** Math.min(failures, 30));
  // Never quite nothing: a server that accepts and drops at once would otherwise see bursts.
  return Math.round(ceiling * (0.25 + 0.75 * random()));
}
