/**
 * A roll call: everybody who was on site when it began, and who came since, ticked off one by one. It lives in the station's own
 * store, so it needs no network, outlives a restart, and every window sees who is still missing.
 */

export interface RollCallPerson {
  readonly checkInId: number;
  /** `''` when the cloud gave no name. */
  readonly name: string;
  readonly companyName: string | null;
  readonly type: string | null;
  readonly host: string | null;
  readonly arrivedAtMs: number | null;
  /** When somebody at the desk ticked this person off; `null`: missing. */
  readonly foundAtMs: number | null;
  /** The cloud has said meanwhile that this person left; nobody is looked for who left. */
  readonly leftAtMs: number | null;
  /** The last snapshot did not contain this person. */
  readonly isUnconfirmed: boolean;
}

export interface OpenRollCall {
  readonly id: number;
  readonly startedAtMs: number;
  readonly isDrill: boolean;
  /** How old the list of who is on site was when it began; `null`: never in step with the cloud. */
  readonly asOfMs: number | null;
}

export interface RollCallSummary extends OpenRollCall {
  readonly endedAtMs: number;
  readonly expected: number;
  readonly found: number;
}

/** Who has been found, who is missing; whoever left meanwhile is neither. */
export interface RollCallCounts {
  readonly expected: number;
  readonly found: number;
  readonly missing: number;
}

export interface RollCall {
  /** `null`: none is under way; `people` are then those on site now. */
  readonly open: OpenRollCall | null;
  /** By name, as a list on paper is read. At most `ROLL_CALL_LIMIT`. */
  readonly people: readonly RollCallPerson[];
  readonly counts: RollCallCounts;
  /** The latest ones that are over, newest first; at most 10. */
  readonly past: readonly RollCallSummary[];
}

/** More people than any one desk looks for by hand. */
export const ROLL_CALL_LIMIT = 5000;

/** What the view that every window is pushed says of a roll call that is under way. */
export interface RollCallNotice extends OpenRollCall, RollCallCounts {}

/** How a list on labels came out. `labels`: how many are out; the rest was not printed. */
export type ListPrint =
  | { readonly kind: 'out'; readonly labels: number; readonly proof: 'printed' | 'delivered' | 'handed-over' }
  | { readonly kind: 'partly'; readonly labels: number; readonly of: number }
  | { readonly kind: 'not-now'; readonly why: 'busy' | 'printer' | 'nobody' };
