/**
 * Who is to be picked up: whoever needs an escort and has been let in, until the phase says that it has happened. The cloud tells of
 * no moment of approval, so the wait counts from when this desk first heard of it (`pickUpSinceMs`).
 */
import type { CheckIn } from '../shared/check-in.ts';
import type { PickUp } from '../shared/view.ts';
import type { StoredCheckIn } from '../store/check-ins.ts';
import { fieldOf, needsEscort } from './badge-content.ts';
import type { Settings } from './settings.ts';

const MINUTE_MS = 60_000;

export type PickUpSettings = Pick<Settings, 'escort'> & {
  readonly badge: Pick<Settings['badge'], 'escortField'>;
};

export const needsPickUp = (checkIn: CheckIn, { badge }: PickUpSettings): boolean =>
  checkIn.phase === 'approved' && needsEscort(fieldOf(checkIn, badge.escortField));

export const overdueAfterMs = ({ escort }: PickUpSettings): number => escort.overdueAfterMin * MINUTE_MS;

export const pickUpOf = ({ pickUpSinceMs }: StoredCheckIn, settings: PickUpSettings): PickUp | null =>
  pickUpSinceMs === null
    ? null
    : { sinceMs: pickUpSinceMs, dueAtMs: pickUpSinceMs + overdueAfterMs(settings) };
