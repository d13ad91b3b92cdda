/**
 * A roll call: everybody who was on site when it began, and who came since, ticked off one by one. It lives in the station's own
 * store, so it needs no network, outlives a restart, and every window sees who is still missing.
 */

export interface RollCallPerson {
  /** Of the check-in. */
  readonly id: number;
  /** `''` when the cloud gave no name, and once the visitor has been forgotten. */
  readonly name: string;
  readonly companyName: string | null;
  readonly type: string | null;
  readonly host: string | null;
  readonly arrivedAtMs: number | null;
  /** When somebody at the desk ticked this person off. */
  readonly foundAtMs: number | null;
  /** When the cloud said that this person left; `null` for whoever is on site. */
  readonly leftAtMs: number | null;
  /** This desk has noted the departure and the cloud does not know of it yet: `leftAtMs` is the desk's word. */
  readonly isDepartureUnsent: boolean;
  /** The last snapshot did not contain this person. */
  readonly isUnconfirmed: boolean;
  /** Retention has taken the name; a roll call that is over still counts everybody. */
  readonly isForgotten: boolean;
}

/** Nobody is looked for who left; whoever was found stays found, also on leaving. */
export type RollCallStanding = 'missing' | 'found' | 'left';

export function standingOf({
  foundAtMs,
  leftAtMs,
}: Pick<RollCallPerson, 'foundAtMs' | 'leftAtMs'>): RollCallStanding {
  if (foundAtMs !== null) return 'found';
  return leftAtMs === null ? 'missing' : 'left';
}

export interface OpenRollCall {
  readonly id: number;
  readonly startedAtMs: number;
  readonly isDrill: boolean;
  /** How old the list of who is on site was when it began; `null`: never in step with the cloud. */
  readonly asOfMs: number | null;
}

/** `expected` are the missing and the found; whoever left meanwhile, and was not found before, is neither. */
export interface RollCallCounts {
  readonly expected: number;
  readonly found: number;
  readonly missing: number;
  readonly left: number;
}

export interface RollCallSummary extends OpenRollCall, RollCallCounts {
  readonly endedAtMs: number;
}

export interface RollCall {
  /** `null`: none is under way; `people` are then those on site now. */
  readonly open: OpenRollCall | null;
  /** By name, as a list on paper is read. At most `ROLL_CALL_LIMIT`; beyond it the missing come first. */
  readonly people: readonly RollCallPerson[];
  readonly counts: RollCallCounts;
  /** The latest ones that are over, newest first; at most 10. */
  readonly past: readonly RollCallSummary[];
}

/** More people than any one desk looks for by hand. */
export const ROLL_CALL_LIMIT = 5000;

/** What the view that every window is pushed says of a roll call that is under way. */
export interface RollCallNotice extends OpenRollCall, RollCallCounts {}

/** A list of more labels than this is for paper: they take minutes, and a roll has a few hundred. */
export const LIST_LABELS_LIMIT = 50;

/** How a list on labels came out. `labels`: how many are out; the rest was not printed. */
export type ListPrint =
  | { readonly kind: 'out'; readonly labels: number; readonly proof: 'printed' | 'delivered' | 'handed-over' }
  | { readonly kind: 'partly'; readonly labels: number; readonly of: number }
  | { readonly kind: 'not-now'; readonly why: 'busy' | 'printer' | 'nobody' | 'too-many' };
