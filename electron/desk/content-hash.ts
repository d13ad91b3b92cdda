/**
 * The cloud sends no version, so two notifications are the same when their projections are. Members in a fixed order; the
 * phase stays out of it, because it is a reading that follows a setting, not something the cloud said.
 */
import { createHash } from 'node:crypto';
import type { AccessCredential, CheckIn } from '../shared/check-in.ts';

const canonical = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, canonical(member)]),
  );
};

const hash = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('base64url')
    .slice(0, 22);

export const hashCheckIn = ({ phase: _reading, ...said }: CheckIn): string => hash(said);
export const hashAccessCredential = (credential: AccessCredential): string => hash(credential);
