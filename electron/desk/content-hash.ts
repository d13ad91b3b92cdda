/**
 * The cloud sends no version, so two notifications are the same when their projections are. Members in a fixed order; the
 * phase stays out of it, because it is a reading that follows a setting, not something the cloud said.
 */
import { hash } from 'node:crypto';
import type { AccessCredential, CardReading, CheckIn } from '../shared/check-in.ts';

/** 132 bits: two of a desk's visitors never collide. */
const hashOf = (said: readonly unknown[]): string =>
  hash('sha256', JSON.stringify(said), 'base64url').slice(0, 22);

/** By name, so that an order in which members happen to stand says nothing. */
const inOrder = (members: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));

const readingsOf = (readings: readonly CardReading[]): readonly unknown[] =>
  readings.map(({ kind, number }) => [kind, number]);

type Said<T> = { readonly [K in keyof T]-?: unknown };

export function hashCheckIn(checkIn: CheckIn): string {
  const { verification, card, customFields } = checkIn;
  // A member that is added to the projection does not compile until it stands here.
  const said: Said<Omit<CheckIn, 'phase'>> = {
    id: checkIn.id,
    state: checkIn.state,
    firstName: checkIn.firstName,
    lastName: checkIn.lastName,
    companyName: checkIn.companyName,
    language: checkIn.language,
    email: checkIn.email,
    arrivedAtMs: checkIn.arrivedAtMs,
    leftAtMs: checkIn.leftAtMs,
    validFromMs: checkIn.validFromMs,
    validToMs: checkIn.validToMs,
    hasInvitation: checkIn.hasInvitation,
    verification: [verification.summary, verification.wasManuallyReviewed, inOrder(verification.checks)],
    card: card && [card.kind, card.number, readingsOf(card.readings)],
    customFields: inOrder(customFields),
  };
  return hashOf(Object.values(said));
}

export const hashAccessCredential = ({
  key,
  type,
  cardNumber,
  readings,
  checkInId,
}: AccessCredential): string => hashOf([key, type, cardNumber, readingsOf(readings), checkInId]);
