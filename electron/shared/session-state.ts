/** Why the session needs somebody: retrying fast cannot help. */
export type BlockedReason =
  | { readonly code: 'token-refused'; readonly status: number }
  | { readonly code: 'location-refused'; readonly status: number }
  | { readonly code: 'token-missing' };

/** How an attempt ended, without anything secret: what the desk shows while it waits for the next one. */
export type EndingCode =
  | 'unreachable'
  | 'refused-by-server'
  | 'server-error'
  | 'tls'
  | 'timeout'
  | 'went-silent'
  | 'closed-by-server'
  | 'bad-snapshot'
  | 'overflow'
  | 'slept';

/**
 * Open is not success; reconciled is: only `live` means that the desk is in step with the cloud. Times are epoch
 * milliseconds of this PC's clock.
 */
export type SessionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'reconciling'; readonly attempt: number }
  | { readonly kind: 'live'; readonly sinceMs: number }
  | {
      readonly kind: 'waiting';
      readonly untilMs: number;
      readonly attempt: number;
      readonly because: EndingCode;
    }
  | { readonly kind: 'blocked'; readonly because: BlockedReason; readonly retryAtMs: number | null }
  | { readonly kind: 'stopped' };
