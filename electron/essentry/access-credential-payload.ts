/**
 * No field of an access credential is published; only that it carries a card number, a type and an assignment that may be
 * empty. Everything here is an assumption, kept in this one file: the members by analogy with the check-in, the key derived
 * in a fixed order, "unassigned" as an assignment that is absent or null.
 */
import { z } from 'zod';
import type { AccessCredential } from '../shared/check-in.ts';

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
    .catch(null),
  checkIn: checkInLink,
});

export type AccessCredentialPayload = z.infer<typeof accessCredentialPayload>;

/** One card, however it was typed or read: trimmed, upper case, without separators. */
export const normaliseCardNumber = (value: string): string => value.toUpperCase().replace(/[\s:.\-_]/g, '');

function deriveKey(payload: AccessCredentialPayload): string | null {
  if (payload.id != null && payload.id !== '') return `id:${payload.id}`;
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

/** `null` when nothing in it identifies a credential: such a frame is counted, not kept. */
export function toAccessCredential(payload: AccessCredentialPayload): AccessCredential | null {
  const key = deriveKey(payload);
  if (key === null) return null;
  return {
    key,
    type: payload.type ?? null,
    cardNumber:
      payload.cardNumberReception ??
      payload.cardNumber ??
      payload.cardNumberKiosk ??
      payload.cardNumberAccessControlSystem ??
      null,
    checkInId:
      payload.checkIn?.id ?? payload.assignment?.checkIn?.id ?? payload.assignment?.checkInId ?? null,
  };
}
