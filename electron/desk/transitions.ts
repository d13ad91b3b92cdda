/**
 * What a desk may ask to be done with visitors, and how each wish stands. A wish is durable before anything is sent, in one transaction
 * with the look at what is under way already: a second press, here or in another window, is answered with the first one's act.
 */
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { SettingsValues } from '../shared/settings-values.ts';
import {
  TRANSITION_KINDS,
  type TransitionAnswer,
  type TransitionHindrance,
  type TransitionKind,
  type TransitionsView,
  type TransitionView,
  type TriedEventName,
} from '../shared/transition.ts';
import { StoreUnwritable } from '../store/fault.ts';
import type { StoredTransition } from '../store/transitions.ts';
import type { Store } from './store.ts';
import { hindranceOf, mayBegin } from './transition-judge.ts';
import type { TransitionSender } from './transition-sender.ts';

export interface TransitionDeskPorts {
  readonly store: Store;
  readonly eventNames: SettingsValues['essentry']['transitions'];
  readonly sender: TransitionSender;
  readonly view: (act: StoredTransition) => TransitionView;
  readonly clock: Clock;
  readonly log: Logger;
  readonly isLive: () => boolean;
  readonly onChange: () => void;
}

export type TransitionRefusal = 'not-found' | 'not-now';
export type SettlingAnswer = 'understood' | 'send-again' | 'withdraw';

export interface TransitionDesk {
  request(
    kind: TransitionKind,
    checkInIds: readonly number[],
    requestId: string,
  ): readonly TransitionAnswer[];
  settle(transitionId: number, answer: SettlingAnswer): Result<TransitionView, TransitionRefusal>;
  /** Acts with a name that settings need not know, and resolves when the cloud has spoken. */
  tryEventName(wish: {
    readonly kind: TransitionKind;
    readonly eventName: string;
    readonly checkInId: number;
    readonly requestId: string;
  }): Promise<Result<TriedEventName, TransitionRefusal>>;
  view(): TransitionsView;
  /** An act stands otherwise than before. */
  changed(): void;
}

const SHOWN_QUESTIONS = 20;
/** An act in doubt may stay so for as long as the cloud is away; whoever tries a name is not kept that long. */
const TRY_WITHIN_MS = 60_000;

type Wish = { readonly kind: TransitionKind; readonly eventName: string; readonly requestId: string };
type Found = { readonly act: StoredTransition; readonly isNew: boolean };

export function createTransitionDesk(ports: TransitionDeskPorts): TransitionDesk {
  const { store, clock, sender } = ports;
  const { transitions } = store;
  const waiting = new Set<() => void>();

  const eventNameOf = (kind: TransitionKind): string | null =>
    ({
      approve: ports.eventNames.approve,
      reject: ports.eventNames.reject,
      'check-in': ports.eventNames.checkIn,
      'check-out': ports.eventNames.checkOut,
    })[kind];

  const hindrance = (kind: TransitionKind, eventName = eventNameOf(kind)): TransitionHindrance | null =>
    hindranceOf(kind, { eventName, isLive: ports.isLive(), canStore: store.fault() === null });

  function actOn(
    checkInId: number,
    { kind, eventName, requestId }: Wish,
  ): Found | 'not-found' | 'wrong-phase' {
    const key = `${requestId}:${checkInId}`;
    const known = transitions.byKey(key) ?? transitions.openOf(checkInId);
    if (known !== null) return { act: known, isNew: false };
    const checkIn = store.checkIns.get(checkInId)?.checkIn;
    if (checkIn === undefined) return 'not-found';
    if (!mayBegin(kind, checkIn)) return 'wrong-phase';
    const act = transitions.add({
      key,
      checkInId,
      kind,
      eventName,
      stateBefore: checkIn.state,
      state: ports.isLive() ? 'sent' : 'waiting',
      nowMs: clock.nowMs(),
    });
    return { act, isNew: true };
  }

  /** One transaction for the whole group: all of it is durable, or nothing is and nothing is sent. */
  function actOnAll(
    checkInIds: readonly number[],
    wish: Wish,
  ): ReadonlyMap<number, ReturnType<typeof actOn>> {
    const found = store.transaction(() => new Map(checkInIds.map((id) => [id, actOn(id, wish)])));
    const added = [...found.values()].filter((one): one is Found => typeof one === 'object' && one.isNew);
    for (const { act } of added)
      ports.log.info('transition', { transition: act.id, kind: act.kind, state: act.state });
    if (added.length > 0) ports.onChange();
    sender.send(added.map(({ act }) => act).filter(({ state }) => state === 'sent'));
    sender.wake();
    return found;
  }

  function settleQuestion(act: StoredTransition, answer: SettlingAnswer): boolean {
    if (answer === 'understood') transitions.settle(act.id, 'settled', act.reason, clock.nowMs());
    else if (answer === 'send-again' && transitions.openOf(act.checkInId) === null)
      transitions.sendAgain(act.id, eventNameOf(act.kind) ?? act.eventName);
    else return false;
    return true;
  }

  function settleIn(act: StoredTransition, answer: SettlingAnswer): boolean {
    if (act.state === 'question') return settleQuestion(act, answer);
    if (act.state !== 'waiting' || answer !== 'withdraw') return false;
    // One whose request was never answered may have happened: it can be found out, not taken back.
    if (act.mayBeDone) return false;
    transitions.settle(act.id, 'withdrawn', null, clock.nowMs());
    return true;
  }

  const isSettled = (id: number): boolean => {
    const state = transitions.get(id)?.state;
    return state !== 'sent' && state !== 'in-doubt';
  };

  function untilSettled(id: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        waiting.delete(look);
        cancel();
        resolve();
      };
      const look = (): void => void (isSettled(id) && finish());
      const cancel = clock.after(TRY_WITHIN_MS, finish);
      waiting.add(look);
      look();
    });
  }

  return {
    request(kind, checkInIds, requestId) {
      const refused = hindrance(kind);
      const eventName = eventNameOf(kind);
      // What was asked for before is answered as it stands, also when it could not be asked for anew.
      if (refused !== null || eventName === null)
        return checkInIds.map((checkInId) => {
          const act = transitions.byKey(`${requestId}:${checkInId}`);
          if (act !== null) return { checkInId, transition: ports.view(act) };
          return { checkInId, refused: refused ?? 'no-event-name' };
        });
      const found = actOnAll([...new Set(checkInIds)], { kind, eventName, requestId });
      return [...found].map(([checkInId, one]) =>
        typeof one === 'string'
          ? { checkInId, refused: one }
          : { checkInId, transition: ports.view(transitions.get(one.act.id) ?? one.act) },
      );
    },

    settle(transitionId, answer) {
      const settled = store.transaction(() => {
        const act = transitions.get(transitionId);
        if (act === null) return err('not-found' as const);
        return settleIn(act, answer) ? ok(transitions.get(act.id) ?? act) : err('not-now' as const);
      });
      if (!settled.ok) return settled;
      ports.onChange();
      sender.wake();
      return ok(ports.view(settled.value));
    },

    async tryEventName({ kind, eventName, checkInId, requestId }) {
      if (!ports.isLive() || hindrance(kind, eventName) !== null) return err('not-now');
      const found = actOnAll([checkInId], { kind, eventName, requestId }).get(checkInId);
      if (found === undefined || found === 'not-found') return err('not-found');
      // An act under way has a name of its own, so it proves nothing of this one.
      if (found === 'wrong-phase' || found.act.eventName !== eventName) return err('not-now');
      await untilSettled(found.act.id);
      const act = transitions.get(found.act.id) ?? found.act;
      const isAnswered = act.state === 'done' || act.state === 'overtaken';
      return ok({
        transition: ports.view(act),
        state: isAnswered ? (store.checkIns.get(checkInId)?.checkIn.state ?? null) : null,
      });
    },

    view() {
      const { waiting: unsent } = transitions.counts();
      const hindrances = TRANSITION_KINDS.map((kind) => [kind, hindrance(kind)] as const);
      return {
        hindrances: Object.fromEntries(hindrances.filter(([, why]) => why !== null)),
        waiting: unsent,
        questions: transitions.questions(SHOWN_QUESTIONS).map((act) => ports.view(act)),
      };
    },

    changed() {
      for (const look of waiting) {
        try {
          look();
        } catch (cause) {
          // The file is about to be replaced, and whoever waits is answered when the time is over.
          if (!(cause instanceof StoreUnwritable)) throw cause;
        }
      }
      ports.onChange();
    },
  };
}
