import type { CheckIn } from '../../electron/shared/check-in.ts';
import type { StoredCheckIn } from '../../electron/store/check-ins.ts';

/** A good, pending check-in of an invented person. */
export const checkIn = (changes: Partial<CheckIn> = {}): CheckIn => ({
  id: 1,
  state: 'Pending',
  phase: 'pending',
  firstName: 'Amira',
  lastName: 'Haddad',
  companyName: 'Nordlicht Robotics',
  language: 'DE',
  email: null,
  arrivedAtMs: Date.UTC(2026, 10, 23, 13, 55, 0),
  leftAtMs: null,
  validFromMs: null,
  validToMs: null,
  hasInvitation: true,
  verification: { summary: 'not-checked', checks: {}, wasManuallyReviewed: false },
  card: null,
  customFields: {},
  ...changes,
});

/** The same as the store keeps it, seen at `nowMs` for the first time. */
export const storedCheckIn = (
  changes: Partial<CheckIn>,
  nowMs: number,
  over: Partial<StoredCheckIn> = {},
): StoredCheckIn => ({
  checkIn: checkIn(changes),
  badgeReason: { code: 'not-approved-yet', phase: 'pending' },
  contentHash: 'h',
  earlierHashes: [],
  source: 'frame',
  sequence: 1,
  firstSeenAtMs: nowMs,
  changedAtMs: nowMs,
  isUnconfirmed: false,
  pickUpSinceMs: null,
  ...over,
});
