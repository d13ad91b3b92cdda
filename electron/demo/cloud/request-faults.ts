/**
 * How the cloud can fail a request (the snapshot, a transition, or the upgrade that opens the socket) and for how many
 * of them. The newest rule that names the kind of request decides.
 */
export type RequestKind = 'snapshot' | 'transition' | 'socket';

export type RequestFault =
  /** Answers this status and does nothing: 401, 500, 429 with `retryAfter` (seconds or an HTTP date), … */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly retryAfter?: string;
      readonly message?: string;
    }
  /** Takes the request and never answers; nothing is done. */
  | { readonly kind: 'hang' }
  /** Does as asked at once, answers later: the snapshot that arrives is as old as that. */
  | { readonly kind: 'late'; readonly delayMs: number }
  /**
   * Destroys the connection. `before`: nothing was done. `after`: the socket opens and is dropped at once; a snapshot
   * breaks off half way; a transition has happened but its answer is lost.
   */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' };

export interface FaultScope {
  /** Default: all kinds. */
  readonly on?: RequestKind | readonly RequestKind[];
  /** How many requests it meets; default: all until `clear`. */
  readonly times?: number;
}

export interface RequestFaultInForce {
  readonly fault: RequestFault;
  readonly on: readonly RequestKind[];
  /** Infinity: until cleared. */
  readonly timesLeft: number;
}

export interface RequestFaults {
  add(fault: RequestFault, scope?: FaultScope): void;
  clear(): void;
  inForce(): readonly RequestFaultInForce[];
  /** The fault that this request meets, which uses it up by one; null: none. */
  meet(request: RequestKind): RequestFault | null;
}

const ALL: readonly RequestKind[] = ['snapshot', 'transition', 'socket'];

export function createRequestFaults(): RequestFaults {
  let rules: readonly RequestFaultInForce[] = [];
  return {
    add(fault, { on = ALL, times = Number.POSITIVE_INFINITY } = {}) {
      rules = [{ fault, on: typeof on === 'string' ? [on] : on, timesLeft: times }, ...rules];
    },
    clear() {
      rules = [];
    },
    inForce: () => rules,
    meet(request) {
      const met = rules.find((rule) => rule.on.includes(request));
      if (!met) return null;
      rules = rules
        .map((rule) => (rule === met ? { ...rule, timesLeft: rule.timesLeft - 1 } : rule))
        .filter((rule) => rule.timesLeft > 0);
      return met.fault;
    },
  };
}
