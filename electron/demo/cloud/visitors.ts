/**
 * One invented visit: the check-in as essentry first knows it, and the steps it will take through the flow, each with what
 * the kiosk or reception learns on the way.
 */
import type { FlowEvent } from './flow.ts';
import { STATES } from './flow.ts';
import { timestamp, type CheckInPatch, type TrustedId } from './objects.ts';
import { inventHost, type Person } from './people.ts';
import type { Random } from './random.ts';
import type { IdentityOutcome, Story } from './stories.ts';

export interface Step {
  /** After the step before it. */
  readonly waitMs: number;
  readonly event: FlowEvent;
  readonly patch?: CheckInPatch;
  readonly isCardReturned?: boolean;
}

export interface Visitor {
  readonly checkIn: CheckInPatch;
  readonly steps: readonly Step[];
}

export interface VisitPlan {
  /** When essentry hears of it: invited long before, or standing at the kiosk. */
  readonly createdAtMs: number;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** From being on site to leaving. */
  readonly stayMs: number;
  /** What the waits at the kiosk and at the desk are multiplied by; 1 is the pace of a real desk, a little hurried. */
  readonly hurry: number;
}

export function inventVisitor(random: Random, story: Story, person: Person, plan: VisitPlan): Visitor {
  const isWalkIn = !story.isInvited;
  const identity = trustedId(random, story, person);
  const { host, floor } = inventHost(random);
  const fields = { guestType: random.pick(['Visitor', 'Visitor', 'Contractor', 'Interview', 'Delivery']) };
  const fieldsWithHost = { ...fields, host, floor, escort: story.needsEscort };
  const window = { startsAt: timestamp(plan.startsAtMs), endsAt: timestamp(plan.endsAtMs) };
  const sourceNumber = random.integer(100_000, 999_999);

  return {
    checkIn: {
      // Who comes without an invitation is first heard of when the kiosk is through with them.
      state: isWalkIn ? STATES.pending : STATES.upcoming,
      arrivedAt: isWalkIn ? timestamp(plan.createdAtMs) : null,
      email: `guest-${sourceNumber}@mail.example`,
      firstName: person.firstName,
      lastName: person.lastName,
      birthdate: person.birthdate,
      companyName: person.companyName,
      language: person.language,
      legitimation: isWalkIn
        ? null
        : { sourceId: `calendar-${sourceNumber}`, ...window, guest: invitedAs(story.identity, person) },
      trustedId: isWalkIn ? identity : null,
      accessControl: {
        credential: null,
        access: window,
        pin: random.chance(0.5) ? String(random.integer(100_000, 999_999)) : null,
      },
      customFields: isWalkIn ? fields : fieldsWithHost,
    },
    steps: steps(random, story, plan, identity, fieldsWithHost),
  };
}

function steps(
  random: Random,
  story: Story,
  { stayMs, hurry }: VisitPlan,
  identity: TrustedId,
  fieldsWithHost: NonNullable<CheckInPatch['customFields']>,
): readonly Step[] {
  const wait = (minS: number, maxS: number): number =>
    Math.round(random.integer(minS * 1000, maxS * 1000) * hurry);
  if (story.entrance === 'nowhere') return [];

  const stay: readonly Step[] = [
    { waitMs: story.needsEscort ? wait(25, 50) : wait(6, 20), event: 'pickUp' },
    { waitMs: stayMs, event: 'checkOut', isCardReturned: story.isCardReturned },
  ];
  if (story.entrance === 'reception') return [{ waitMs: wait(6, 15), event: 'manualCheckIn' }, ...stay];

  const kiosk: readonly Step[] = story.isInvited
    ? [{ waitMs: wait(5, 12), event: 'guestCheckIn', patch: { trustedId: identity } }]
    : [];
  if (story.receptionist === 'reject') return [...kiosk, { waitMs: wait(12, 25), event: 'reject' }];

  const isReviewed = story.isInvited && story.identity !== 'good';
  const approval: CheckInPatch = {
    // Reception adds the host of a walk-in, and notes that it has looked at a person whose check had failed.
    customFields: fieldsWithHost,
    ...(isReviewed && { trustedId: { invitationMatch: { wasManuallyReviewed: true } } }),
  };
  return [...kiosk, { waitMs: wait(8, 18), event: 'approve', patch: approval }, ...stay];
}

function trustedId(random: Random, { identity, isInvited }: Story, person: Person): TrustedId {
  const image = random.integer(0x1000_0000, 0x7fff_ffff).toString(16);
  const isOtherName = identity === 'name-differs';
  return {
    documentNumber: person.documentNumber,
    document:
      identity === 'document-expired'
        ? 'EXPIRED'
        : identity === 'document-not-genuine'
          ? 'NOT_EXISTED'
          : 'EXISTED',
    selfie: identity === 'face-differs' ? 'NOT_MATCHED' : 'MATCHED',
    liveness: identity === 'not-live' ? 'NOT_PASSED' : 'PASSED',
    invitationMatch: isInvited
      ? {
          wasManuallyReviewed: false,
          firstName: isOtherName ? 'SIMILAR' : 'EXACT',
          lastName: isOtherName ? 'DIFFERENT' : 'EXACT',
          birthdate: 'EXACT',
        }
      : null,
    images: {
      faceImageUrl: `https://images.essentry.example/faces/${image}.jpg`,
      identityDocumentImageUrl: `https://images.essentry.example/documents/${image}.jpg`,
    },
  };
}

/** Whoever wrote the invitation may have used a short form, and the name from before the wedding. */
const invitedAs = (
  identity: IdentityOutcome,
  { firstName, lastName, birthdate }: Person,
): { readonly firstName: string | null; readonly lastName: string; readonly birthdate: string } =>
  identity === 'name-differs'
    ? { firstName: firstName?.slice(0, 3) ?? null, lastName: 'Vormals', birthdate }
    : { firstName, lastName, birthdate };
