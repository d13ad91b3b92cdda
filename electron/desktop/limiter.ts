/** How often something may be tried in a span of time, as data: whoever asks keeps the times, in memory or in a file. */
export interface Limit {
  readonly times: number;
  readonly withinMs: number;
}

export interface Turn {
  readonly isAllowed: boolean;
  /** To be kept until the next turn; a turn that was refused is none. */
  readonly times: readonly number[];
}

/** A wall clock may have been set back meanwhile, so a time to come is as near as one that is past. */
export function takeTurn(before: readonly number[], nowMs: number, { times, withinMs }: Limit): Turn {
  const recent = before.filter((atMs) => Math.abs(nowMs - atMs) < withinMs);
  return recent.length < times
    ? { isAllowed: true, times: [...recent, nowMs] }
    : { isAllowed: false, times: recent };
}
