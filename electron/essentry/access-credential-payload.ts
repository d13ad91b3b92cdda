/**
 * No field of an access credential is published; only that it carries a card number, a type and an assignment that may be
 * empty. Everything here is an assumption, kept in this one file: the members by analogy with the check-in, the key derived
 * in a fixed order, "unassigned" as an assignment that is absent or null.
 */
import { z } from 'zod';
import type { AccessCredential, CardKind, CardReading } from '../shared/check-in.ts';

const text = z.string().max(4096).nullish();
const checkInLink = z.object({ id: z.number().int().safe().nullish() }).nullish();

export const accessCredentialPayload = z.object({
  id: z.union([z.number().int().safe(), z.string().max(256)]).nullish(),
  type: text,
  cardNumber: text,
  cardNumberKiosk: text,
  cardNumberReception: text,
  cardNumberAccessControlSystem: text,
  assignment: z
    .object({ checkIn: checkInLink, checkInId: z.number().int().safe().nullish() })
    .nullish()
    // Of another type than assumed, it says nothing; only null says "unassigned".
    .catch(undefined),
  checkIn: checkInLink,
});

export type AccessCredentialPayload = z.infer<typeof accessCredentialPayload>;

/** One card, however it was typed or read: trimmed, upper case, without separators. */
export const normaliseCardNumber = (value: string): string => value.toUpperCase().replace(/[\s:.\-_]/g, '');

/** Every number that says something, once for each reader. */
export function readingsOf(
  numbers: readonly (readonly [CardKind, string | null | undefined])[],
): readonly CardReading[] {
  return numbers
    .map(([kind, value]) => ({ kind, number: normaliseCardNumber(value ?? '') }))
    .filter(({ number }) => number !== '');
}

function deriveKey(payload: AccessCredentialPayload): string | null {
  const id = String(payload.id ?? '').trim();
  if (id !== '') return `id:${id}`;
  const numbers: readonly (readonly [string, string | null | undefined])[] = [
    ['acs', payload.cardNumberAccessControlSystem],
    ['reception', payload.cardNumberReception],
    ['kiosk', payload.cardNumberKiosk],
    ['plain', payload.cardNumber],
  ];
  for (const [kind, value] of numbers) {
    const number = value ? normaliseCardNumber(value) : '';
    if (number !== '') return `${kind}:${number}`;
  }
  return null;
}

/** As the desk reads it first; an empty number is none. */
function readableNumber(payload: AccessCredentialPayload): string | null {
  const numbers = [
    payload.cardNumberReception,
    payload.cardNumber,
    payload.cardNumberKiosk,
    payload.cardNumberAccessControlSystem,
  ];
  return numbers.find((number) => number != null && number.trim() !== '') ?? null;
}

function holderOf({ checkIn, assignment }: AccessCredentialPayload): number | null {
  if (assignment === null) return null;
  return checkIn?.id ?? assignment?.checkIn?.id ?? assignment?.checkInId ?? null;
}

/** `null` when nothing in it identifies a credential: such a frame is counted, not kept. */
export function toAccessCredential(payload: AccessCredentialPayload): AccessCredential | null {
  const key = deriveKey(payload);
  if (key === null) return null;
  return {
    key,
    type: payload.type ?? null,
    cardNumber: readableNumber(payload),
    readings: readingsOf([
      ['reception', payload.cardNumberReception],
      ['plain', payload.cardNumber],
      ['kiosk', payload.cardNumberKiosk],
      ['access-control', payload.cardNumberAccessControlSystem],
    ]),
    checkInId: holderOf(payload),
  };
}
