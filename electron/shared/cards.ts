/**
 * Cards as the desk sees them. A number can be used to clone or to track a card, so no view holds one: the last four characters tell
 * two cards apart, and one number at a time is asked for by a command.
 */
export const CARD_LISTS = ['not-returned', 'in-use', 'free'] as const;
/** `not-returned`: still assigned to somebody who has left or was rejected. */
export type CardList = (typeof CARD_LISTS)[number];

export interface CardHolder {
  readonly checkInId: number;
  /** `''` when the cloud gave no name; `null`: not kept here, forgotten or never heard of. */
  readonly name: string | null;
  readonly companyName: string | null;
}

export interface CardRow {
  /** Says nothing of the card. */
  readonly id: number;
  /** The last four characters, the rest dots; `null`: the cloud gave no number. */
  readonly maskedNumber: string | null;
  readonly type: string | null;
  /** Who has it; of a free one, who had it last, as far as that is still known. */
  readonly holder: CardHolder | null;
  /** Since when the holder has it; of a free one, since when it is back. */
  readonly sinceMs: number;
  /** When the holder left with it. */
  readonly leftAtMs: number | null;
}

export interface CardPage {
  readonly rows: readonly CardRow[];
  /** How many there are, of which `rows` are the first. */
  readonly total: number;
  readonly counts: Readonly<Record<CardList, number>>;
}

/** One card in the hands of one visitor. */
export interface VisitorCard {
  readonly id: number;
  readonly maskedNumber: string | null;
  readonly type: string | null;
  readonly fromMs: number;
  /** `null`: still has it. */
  readonly toMs: number | null;
  /** What became of it: handed back, or given to somebody else at once. */
  readonly wasReassigned: boolean;
  /** Somebody else had it before. */
  readonly hadBefore: boolean;
}

export type ScannedCard =
  | { readonly kind: 'card'; readonly checkInId: number; readonly hasLeft: boolean }
  /** Its holder has been forgotten, or was never heard of here. `leftAtMs`: when that was somebody who left with it. */
  | { readonly kind: 'card-of-unknown'; readonly leftAtMs: number | null }
  /** `lastCheckInId`: who had it last, where that is still known. */
  | {
      readonly kind: 'free-card';
      readonly lastCheckInId: number | null;
      readonly returnedAtMs: number | null;
    }
  | { readonly kind: 'unknown-card' };

/** How long a card that was not returned is remembered without its visitor. */
export const LOST_CARD_DAYS = 30;
/** How long a number stays on screen. */
export const REVEALED_MS = 20_000;
