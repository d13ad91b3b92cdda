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
      /** It does as asked all the same, as a server that stumbles over its own answer. Not for the upgrade. */
      readonly isCarriedOut?: boolean;
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
  /** How many requests it meets; default: all until it is called off. */
  readonly times?: number;
}

export interface RequestFaultInForce {
  readonly fault: RequestFault;
  readonly on: readonly RequestKind[];
  /** Infinity: until called off. */
  readonly timesLeft: number;
}

export interface RequestFaults {
  /** The returned function calls it off. */
  add(fault: RequestFault, scope?: FaultScope): () => void;
  clear(): void;
  /** Newest first. */
  inForce(): readonly RequestFaultInForce[];
  /** The fault that this request meets, which uses it up by one; null: none. */
  meet(request: RequestKind): RequestFault | null;
}

const ALL: readonly RequestKind[] = ['snapshot', 'transition', 'socket'];

export function createRequestFaults(): RequestFaults {
  const rules = new Set<{ fault: RequestFault; on: readonly RequestKind[]; timesLeft: number }>();

  return {
    add(fault, { on = ALL, times = Number.POSITIVE_INFINITY } = {}) {
      const rule = { fault, on: typeof on === 'string' ? [on] : on, timesLeft: times };
      rules.add(rule);
      return () => void rules.delete(rule);
    },
    clear: () => rules.clear(),
    inForce: () => [...rules].toReversed().map((rule) => ({ ...rule })),
    meet(request) {
      const met = [...rules].findLast((rule) => rule.on.includes(request));
      if (!met) return null;
      met.timesLeft -= 1;
      if (met.timesLeft === 0) rules.delete(met);
      return met.fault;
    },
  };
}
