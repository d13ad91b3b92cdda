/**
 * What the cloud knows: every check-in and every card of one location. The only place where they change, and every
 * change is told to `notify`, as essentry does on create, update and transition. Free of network and of chance, so that
 * a test or a simulation can hold it alone.
 */
import { err, ok, type Result } from '../../shared/result.ts';
import { cardNumbers } from './cards.ts';
import { entering, needsEscort, stateAfter, type FlowEvent } from './flow.ts';
import {
  exampleCheckIn,
  patched,
  timestamp,
  type CheckInPatch,
  type CloudAccessCredential,
  type CloudCheckIn,
  type Notification,
} from './objects.ts';

export type EventRefusal =
  | { readonly kind: 'unknown-check-in' }
  | { readonly kind: 'not-possible'; readonly state: string };

export interface EventDetails {
  /** Goes out in the same notification as the new state. */
  readonly patch?: CheckInPatch;
  /** At check-out; a guest who walks off with the card leaves it assigned. Default true. */
  readonly isCardReturned?: boolean;
  /** Default: now. The opening population is played in the past. */
  readonly atMs?: number;
}

export interface CardDetails {
  /** Default: the lowest card that nobody holds. */
  readonly cardId?: number;
  /** Default true. */
  readonly isActive?: boolean;
  readonly atMs?: number;
}

export interface Register {
  /** By id, oldest id first. The objects are frozen in time: a change makes a new one. */
  checkIns(): readonly CloudCheckIn[];
  accessCredentials(): readonly CloudAccessCredential[];
  find(id: number): CloudCheckIn | undefined;
  findInvitation(sourceId: string): CloudCheckIn | undefined;
  /** Creates (from the example, with the patch over it) or updates. Without `id` it gets the next one. */
  upsert(patch: CheckInPatch, atMs?: number): CloudCheckIn;
  /** Into any state, known to the flow or not, with the times that belong to it; leaving gives the card back. */
  transition(id: number, state: string): CloudCheckIn;
  /** What the flow allows, as reception or the kiosk would do it, cards included. */
  applyEvent(id: number, event: FlowEvent, details?: EventDetails): Result<CloudCheckIn, EventRefusal>;
  /** Takes it out without a word: essentry announces no deletion. */
  remove(id: number): void;
  /** Gives a card to the check-in, also when somebody else holds it (a reassignment). */
  assignCard(checkInId: number, details?: CardDetails): CloudAccessCredential;
  /** Takes back every card the check-in holds. */
  unassignCards(checkInId: number): void;
}

export function createRegister(ports: {
  readonly nowMs: () => number;
  readonly notify: (notification: Notification) => void;
}): Register {
  const checkIns = new Map<number, CloudCheckIn>();
  const credentials = new Map<number, CloudAccessCredential>();
  let lastId = 4700;

  const known = (id: number): CloudCheckIn => {
    const checkIn = checkIns.get(id);
    if (!checkIn) throw new Error(`the demo cloud has no check-in ${id}`);
    return checkIn;
  };
  const put = (checkIn: CloudCheckIn): CloudCheckIn => {
    checkIns.set(checkIn.id, checkIn);
    ports.notify({ checkIn });
    return checkIn;
  };
  const putCard = (credential: CloudAccessCredential): CloudAccessCredential => {
    credentials.set(credential.id, credential);
    ports.notify({ accessCredential: credential });
    return credential;
  };
  const cardsOf = (checkInId: number): readonly CloudAccessCredential[] =>
    [...credentials.values()].filter((credential) => credential.checkIn?.id === checkInId);
  const lowestFreeCardId = (): number => {
    let cardId = 1;
    while (credentials.get(cardId)?.checkIn) cardId += 1;
    return cardId;
  };

  const register: Register = {
    checkIns: () => [...checkIns.values()].sort((a, b) => a.id - b.id),
    accessCredentials: () => [...credentials.values()].sort((a, b) => a.id - b.id),
    find: (id) => checkIns.get(id),
    findInvitation: (sourceId) =>
      [...checkIns.values()].find((checkIn) => checkIn.legitimation?.sourceId === sourceId),

    upsert(patch, atMs = ports.nowMs()) {
      const id = patch.id ?? lastId + 1;
      lastId = Math.max(lastId, id);
      const before = checkIns.get(id);
      if (before) return put(patched(before, patch));
      const created = patched(exampleCheckIn(id, atMs), patch);
      return put(patched(patched(created, entering(created.state, created, atMs)), patch));
    },

    transition(id, state) {
      const before = known(id);
      const after = patched(before, entering(state, before, ports.nowMs()));
      if (after.leftAt === null || cardsOf(id).length === 0) return put(after);
      put(withoutCard(after));
      register.unassignCards(id);
      return known(id);
    },

    applyEvent(id, event, details = {}) {
      const before = checkIns.get(id);
      if (!before) return err({ kind: 'unknown-check-in' });
      const state = stateAfter(before, event);
      if (!state.ok) return err({ kind: 'not-possible', state: state.error.state });

      const atMs = details.atMs ?? ports.nowMs();
      put(patched(patched(before, entering(state.value, before, atMs)), details.patch ?? {}));
      handleCards(id, event, atMs, details.isCardReturned ?? true);
      return ok(known(id));
    },

    remove(id) {
      checkIns.delete(id);
    },

    assignCard(checkInId, { cardId = lowestFreeCardId(), isActive = true, atMs = ports.nowMs() } = {}) {
      const holder = known(checkInId);
      const previousId = credentials.get(cardId)?.checkIn?.id;
      const previous = previousId === undefined ? undefined : checkIns.get(previousId);
      if (previous && previous.id !== checkInId) put(withoutCard(previous));

      const numbers = cardNumbers(cardId);
      put(patched(holder, { accessControl: { credential: numbers } }));
      return putCard({
        id: cardId,
        type: 'RFID_CARD',
        cardNumber: numbers.cardNumberReception ?? '',
        ...numbers,
        assignment: { assignedAt: timestamp(atMs), isActive },
        checkIn: { id: checkInId },
      });
    },

    unassignCards(checkInId) {
      const holder = checkIns.get(checkInId);
      for (const credential of cardsOf(checkInId))
        putCard({ ...credential, assignment: null, checkIn: null });
      if (holder?.accessControl?.credential) put(withoutCard(holder));
    },
  };

  /** The kiosk or reception hands out a card at approval; it opens doors once no pick-up is outstanding. */
  function handleCards(id: number, event: FlowEvent, atMs: number, isCardReturned: boolean): void {
    const checkIn = known(id);
    if (event === 'checkOut') {
      if (isCardReturned) register.unassignCards(id);
    } else if (event === 'pickUp') {
      for (const card of cardsOf(id)) {
        if (card.assignment && !card.assignment.isActive) {
          putCard({ ...card, assignment: { ...card.assignment, isActive: true } });
        }
      }
    } else if ((event === 'approve' || event === 'manualCheckIn') && checkIn.accessControl) {
      register.assignCard(id, { isActive: !needsEscort(checkIn), atMs });
    }
  }

  return register;
}

const withoutCard = (checkIn: CloudCheckIn): CloudCheckIn =>
  checkIn.accessControl
    ? { ...checkIn, accessControl: { ...checkIn.accessControl, credential: null } }
    : checkIn;
