/**
 * What can happen to a guest, as the traits in which one visit differs from another. `copies` is how many of twenty
 * visits go this way.
 */
export interface Story {
  readonly copies: number;
  /** Without an invitation there is no `legitimation` and nothing that the identity check could be compared with. */
  readonly isInvited: boolean;
  /** `reception`: checked in by hand, without an identity check. `nowhere`: invited, never came. */
  readonly entrance: 'kiosk' | 'reception' | 'nowhere';
  readonly identity: IdentityOutcome;
  /** `approve` is also given after a look at the person where a check has failed. */
  readonly receptionist: 'approve' | 'reject';
  readonly needsEscort: boolean;
  readonly isCardReturned: boolean;
}

export type IdentityOutcome =
  | 'good'
  | 'face-differs'
  | 'not-live'
  | 'document-expired'
  | 'document-not-genuine'
  | 'name-differs';

const USUAL: Story = {
  copies: 6,
  isInvited: true,
  entrance: 'kiosk',
  identity: 'good',
  receptionist: 'approve',
  needsEscort: false,
  isCardReturned: true,
};

export type StoryName = keyof typeof STORIES;

export const STORIES = {
  expected: USUAL,
  walkIn: { ...USUAL, copies: 3, isInvited: false },
  escorted: { ...USUAL, copies: 2, needsEscort: true },
  checkedInByHand: { ...USUAL, copies: 1, entrance: 'reception' },
  leavesWithCard: { ...USUAL, copies: 1, isCardReturned: false },
  turnedAway: { ...USUAL, copies: 1, isInvited: false, receptionist: 'reject' },
  noShow: { ...USUAL, copies: 1, entrance: 'nowhere' },
  faceDiffers: { ...USUAL, copies: 1, identity: 'face-differs' },
  notLive: { ...USUAL, copies: 1, identity: 'not-live', receptionist: 'reject' },
  documentExpired: { ...USUAL, copies: 1, identity: 'document-expired' },
  documentNotGenuine: { ...USUAL, copies: 1, identity: 'document-not-genuine', receptionist: 'reject' },
  nameDiffers: { ...USUAL, copies: 1, identity: 'name-differs' },
} as const satisfies Readonly<Record<string, Story>>;
