/** How long something has lasted, as short as a glance allows. */
import type { Translate } from './text.ts';

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A clock of the station that is ahead of this one gives "now", never a negative age. */
export function ageText(t: Translate, ageMs: number): string {
  if (ageMs < MINUTE_MS) return t('age.now');
  if (ageMs < HOUR_MS) return t('age.minutes', { count: Math.floor(ageMs / MINUTE_MS) });
  if (ageMs >= DAY_MS) return t('age.days', { count: Math.floor(ageMs / DAY_MS) });
  const minutes = String(Math.floor((ageMs % HOUR_MS) / MINUTE_MS)).padStart(2, '0');
  return t('age.hours', { hours: Math.floor(ageMs / HOUR_MS), minutes });
}

/** As `ageText`, but told in seconds below a minute: for what somebody is waiting for. */
export const ageInSeconds = (t: Translate, ageMs: number): string =>
  ageMs < MINUTE_MS
    ? t('age.seconds', { count: Math.max(0, Math.floor(ageMs / SECOND_MS)) })
    : ageText(t, ageMs);
