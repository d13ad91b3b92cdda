/**
 * The check-in flow of the simulated tenant: essentry's generated default flow, with one state added for guests who must
 * be fetched by their host. Customers edit their flows, so neither these states nor the names of the events are part of
 * the API; both are free strings there.
 *
 *   Upcoming --guest check-in (kiosk)--> Pending --approve--> Host ------------pick-up--> Onsite --check-out--> Left
 *       \                                  |   \--approve--> Awaiting Escort --pick-up----/
 *        \--manual check-in--> Host        \--reject--> Rejected
 */
import { err, ok, type Result } from '../../shared/result.ts';
import { timestamp, type CheckInPatch, type CloudCheckIn } from './objects.ts';

export const STATES = {
  upcoming: 'Upcoming',
  pending: 'Pending',
  host: 'Host',
  awaitingEscort: 'Awaiting Escort',
  onsite: 'Onsite',
  rejected: 'Rejected',
  left: 'Left',
} as const;

export type FlowEvent = 'guestCheckIn' | 'manualCheckIn' | 'approve' | 'reject' | 'pickUp' | 'checkOut';

/** What each event is called in `eventName`; essentry types it as a free string and publishes no values. */
export type EventNames = Readonly<Record<FlowEvent, string>>;
export const DEFAULT_EVENT_NAMES: EventNames = {
  guestCheckIn: 'Guest Check-in',
  manualCheckIn: 'Manual Check-in',
  approve: 'Approve',
  reject: 'Reject',
  pickUp: 'Confirm Pick-up',
  checkOut: 'Check-out',
};

const FLOW: Readonly<Record<FlowEvent, { readonly from: readonly string[]; readonly to: string }>> = {
  guestCheckIn: { from: [STATES.upcoming], to: STATES.pending },
  manualCheckIn: { from: [STATES.upcoming], to: STATES.host },
  approve: { from: [STATES.pending], to: STATES.host },
  reject: { from: [STATES.pending], to: STATES.rejected },
  pickUp: { from: [STATES.host, STATES.awaitingEscort], to: STATES.onsite },
  checkOut: { from: [STATES.host, STATES.awaitingEscort, STATES.onsite], to: STATES.left },
};

/** A yes/no custom field of this tenant: the flow sends these guests to "Awaiting Escort" when they are approved. */
export const needsEscort = (checkIn: CloudCheckIn): boolean => checkIn.customFields?.['escort'] === true;

/** The state that the event leads to, or an error with the state that does not allow it. */
export function stateAfter(
  checkIn: CloudCheckIn,
  event: FlowEvent,
): Result<string, { readonly state: string }> {
  const { from, to } = FLOW[event];
  if (!from.includes(checkIn.state)) return err({ state: checkIn.state });
  return ok(event === 'approve' && needsEscort(checkIn) ? STATES.awaitingEscort : to);
}

/** The state and the times that come with entering it. */
export function entering(state: string, checkIn: CloudCheckIn, nowMs: number): CheckInPatch {
  if (state === STATES.upcoming) return { state, arrivedAt: null, leftAt: null };
  const arrivedAt = checkIn.arrivedAt ?? timestamp(nowMs);
  if (state === STATES.left) return { state, arrivedAt, leftAt: checkIn.leftAt ?? timestamp(nowMs) };
  return { state, arrivedAt, leftAt: null };
}
