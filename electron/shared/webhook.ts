/** Webhooks between the receiver, which knows HTTP, the desk, which stores them, and whoever looks at both. */

/** The only path there is; what is entered at essentry ends in it. */
export const WEBHOOK_PATH = '/webhook';

/** The secret is all that lies between the network and the list: long enough that nobody guesses it, and fit for a header. */
export const WEBHOOK_SECRET = /^[\x21-\x7e]{16,200}$/;

/** As it came. What is no text, or too much of it, is known by its size alone. */
export type WebhookBody = string | { readonly binaryBytes: number } | { readonly oversizeBytes: number };

export type WebhookOutcome =
  /** All of it is durable: what was understood as visitors and cards, the rest in quarantine. */
  | { readonly kind: 'stored'; readonly understood: number; readonly rejected: number }
  /** Nothing is promised: the sender has to come again. */
  | { readonly kind: 'not-now' };

/** Since the receiver was opened. */
export interface WebhookCounts {
  readonly stored: number;
  /** In quarantine: nothing of them was understood. */
  readonly notUnderstood: number;
  /** Turned away at the door: wrong secret, path, method or type. */
  readonly refused: number;
  /** Asked to come again. */
  readonly putOff: number;
}

export type WebhookClosedBecause = 'no-secret' | 'port-in-use' | 'port-not-allowed' | 'address-not-here';

export type WebhookView =
  | { readonly kind: 'off' }
  | { readonly kind: 'listening'; readonly url: string; readonly counts: WebhookCounts }
  | { readonly kind: 'not-open'; readonly because: WebhookClosedBecause };
