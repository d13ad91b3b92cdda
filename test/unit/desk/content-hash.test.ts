import { expect, test } from 'vitest';
import { hashAccessCredential, hashCheckIn } from '../../../electron/desk/content-hash.ts';
import type { CheckIn } from '../../../electron/shared/check-in.ts';

const checkIn: CheckIn = {
  id: 1,
  state: 'Host',
  phase: 'approved',
  firstName: 'Amira',
  lastName: 'Haddad',
  companyName: 'Nordlicht',
  language: 'DE',
  email: null,
  arrivedAtMs: 1,
  leftAtMs: null,
  validFromMs: 2,
  validToMs: 3,
  hasInvitation: true,
  verification: {
    summary: 'ok',
    checks: { document: 'EXISTED', selfie: 'MATCHED' },
    wasManuallyReviewed: false,
  },
  card: { kind: 'kiosk', number: '12', readings: [{ kind: 'kiosk', number: '12' }] },
  customFields: { type: 'Visitor', host: 'Ines Brandt' },
};

const CHANGES: { readonly [K in keyof Omit<CheckIn, 'phase'>]-?: Partial<CheckIn> } = {
  id: { id: 2 },
  state: { state: 'host' },
  firstName: { firstName: null },
  lastName: { lastName: '' },
  companyName: { companyName: 'Nordlicht ' },
  language: { language: 'EN' },
  email: { email: 'a@b.example' },
  arrivedAtMs: { arrivedAtMs: 2 },
  leftAtMs: { leftAtMs: 1 },
  validFromMs: { validFromMs: null },
  validToMs: { validToMs: null },
  hasInvitation: { hasInvitation: false },
  verification: { verification: { ...checkIn.verification, wasManuallyReviewed: true } },
  card: { card: { kind: 'reception', number: '12', readings: [{ kind: 'kiosk', number: '12' }] } },
  customFields: { customFields: { type: 'Visitor', host: 'Ines Brand' } },
};

test.each(Object.entries(CHANGES))('another %s is another content', (_member, change) => {
  expect(hashCheckIn({ ...checkIn, ...change })).not.toBe(hashCheckIn(checkIn));
});

test('another check of the identity is another content', () => {
  const checks = { ...checkIn.verification.checks, selfie: 'NOT_MATCHED' };
  const other = { ...checkIn, verification: { ...checkIn.verification, checks } };
  expect(hashCheckIn(other)).not.toBe(hashCheckIn(checkIn));
});

test('another reading of the same state is not, nor is another order of members', () => {
  const customFields = { host: 'Ines Brandt', type: 'Visitor' };
  const checks = { selfie: 'MATCHED', document: 'EXISTED' };
  const reordered = { ...checkIn, customFields, verification: { ...checkIn.verification, checks } };
  expect(hashCheckIn({ ...reordered, phase: 'unknown' })).toBe(hashCheckIn(checkIn));
});

test.each([
  { key: 'id:2' },
  { type: 'PIN' },
  { cardNumber: null },
  { checkInId: 8 },
  { readings: [{ kind: 'plain', number: '9' }] as const },
])('a credential with %j is another content', (change) => {
  const credential = { key: 'id:1', type: 'RFID', cardNumber: '12', readings: [], checkInId: 7 };
  expect(hashAccessCredential({ ...credential, ...change })).not.toBe(hashAccessCredential(credential));
});
