/** Why the session needs somebody: retrying fast cannot help, or retrying at all. */
export type BlockedReason =
  | { readonly code: 'token-refused'; readonly status: number }
  | { readonly code: 'location-refused'; readonly status: number }
  | { readonly code: 'token-missing' }
  /** The token holds characters that no request can carry. */
  | { readonly code: 'token-unusable' }
  | { readonly code: 'address-unusable' }
  /** The proxy's address in the environment is none. */
  | { readonly code: 'proxy-unusable' }
  | { readonly code: 'proxy-wants-credentials' }
  | { readonly code: 'proxy-refused-credentials' };

/** How an attempt ended, without anything secret: what the desk shows while it waits for the next one. */
export type EndingCode =
  | 'unreachable'
  | 'no-network'
  | 'captive-portal'
  | 'proxy-unreachable'
  | 'proxy-refused'
  | 'proxy-no-route'
  | 'refused-by-server'
  | 'server-error'
  | 'asked-to-wait'
  | 'tls'
  | 'tls-date'
  | 'tls-failed'
  | 'timeout'
  | 'went-silent'
  | 'closed-by-server'
  | 'garbled'
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
  /** `retryAtMs` is null where trying again by itself would be senseless or do harm: somebody has to act first. */
  | { readonly kind: 'blocked'; readonly because: BlockedReason; readonly retryAtMs: number | null }
  /** The PC is about to sleep, or sleeps. */
  | { readonly kind: 'suspended' }
  | { readonly kind: 'stopped' };
