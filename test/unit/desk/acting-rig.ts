/** Acting over a real file and the demo cloud's own register, with every answer, the link and the time in the test's hand. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCloudLog } from '../../../electron/demo/cloud/log.ts';
import { createRegister } from '../../../electron/demo/cloud/register.ts';
import { createRest } from '../../../electron/demo/cloud/rest.ts';
import { createCheckInLists } from '../../../electron/desk/check-in-lists.ts';
import { createIngest } from '../../../electron/desk/ingest.ts';
import { createStore } from '../../../electron/desk/store.ts';
import { createTransitionDesk } from '../../../electron/desk/transitions.ts';
import { createTransitionSender } from '../../../electron/desk/transition-sender.ts';
import { createPhaseReader } from '../../../electron/essentry/phase.ts';
import type { CheckInAnswer, LeftWindow, RestFailure } from '../../../electron/essentry/rest-client.ts';
import { wordsOf, type TransitionOutcome } from '../../../electron/essentry/transition-client.ts';
import { err, ok, type Result } from '../../../electron/shared/result.ts';
import type { TransitionKind } from '../../../electron/shared/transition.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { KEPT_MS } from './ingest-rig.ts';

/** What becomes of one request; the act itself happens when `carryOut` is called. */
export type Fate = (carryOut: () => TransitionOutcome) => TransitionOutcome | Promise<TransitionOutcome>;

export const LOST: TransitionOutcome = { kind: 'in-doubt', because: 'timeout' };
export const lostBefore: Fate = () => LOST;
export const lostAfter: Fate = (carryOut) => {
  carryOut();
  return LOST;
};

export function openActing(path = join(tempFolder(), 'vestibule.db')) {
  const opened = openDatabase(path, KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const store = createStore(db, KEY_HEX);
  const clock = createFakeClock();
  const log = createMemoryLog();
  let isLive = true;
  let hearsFrames = true;
  let listFailure: RestFailure | null = null;
  let listCap: number | undefined;
  let heldList: Promise<void> = Promise.resolve();
  const fates: Fate[] = [];
  const windows: LeftWindow[] = [];
  const sentTo: number[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;

  const cloudLog = createCloudLog(() => clock.nowMs());
  const register = createRegister({
    nowMs: () => clock.nowMs(),
    notify: (notification) => void (isLive && hearsFrames && ingest.takeFrame(JSON.stringify(notification))),
  });
  const rest = (pageCap?: number) =>
    createRest({ register, log: cloudLog, token: 't', locationId: 1, pageCap });
  const ask = (method: string, url: string, body = '', pageCap?: number) =>
    rest(pageCap)({ method, url: `/api/v2${url}`, authorization: 'Bearer t', body });

  const ingest = createIngest({
    store,
    projection: { phaseOf: createPhaseReader({}), customFieldKeys: [], storeEmail: false, wantsPhoto: false },
    needsPickUp: () => false,
    badgeRules: {
      auto: true,
      onPhases: ['approved', 'onsite'],
      maxArrivalAgeMin: 30,
      holdOnVerification: true,
    },
    clock,
    log,
    keptMs: KEPT_MS,
    defer: (run) => clock.soon(run),
    onCommitted: () => sender.lookAgain(),
  });

  async function fetchList(
    window: LeftWindow,
  ): Promise<Result<CheckInAnswer & { rows: readonly unknown[] }, RestFailure>> {
    windows.push(window);
    if (listFailure !== null) return err(listFailure);
    const query = new URLSearchParams({ leftAfter: new Date(window.leftAfterMs).toISOString() });
    if (window.leftBeforeMs !== null) query.set('leftBefore', new Date(window.leftBeforeMs).toISOString());
    const { body } = ask('GET', `/locations/1/check-ins?${query.toString()}`, '', listCap);
    const { checkIns, pageInfo } = body as { checkIns: unknown[]; pageInfo: { totalCount: number } };
    await heldList;
    return ok({
      rows: checkIns,
      rowCount: checkIns.length,
      totalCount: pageInfo.totalCount,
      serverAtMs: null,
      headAfterMs: 0,
    });
  }

  const sender = createTransitionSender({
    async transition({ eventName, checkInId }) {
      sentTo.push(checkInId);
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      const carryOut = (): TransitionOutcome => {
        const { status, body } = ask(
          'POST',
          '/check-ins/transitions',
          JSON.stringify({ eventName, checkIn: { id: checkInId } }),
        );
        const text = JSON.stringify(body);
        return status === 200
          ? { kind: 'acted', body: text }
          : { kind: 'refused', status, words: wordsOf(text, '') };
      };
      const outcome = await (fates.shift() ?? ((act) => act()))(carryOut);
      atOnce -= 1;
      return outcome;
    },
    rest: {
      async fetchCheckIns({ window, takeRows }) {
        const answer = await fetchList(window);
        if (answer.ok) await takeRows(answer.value.rows);
        return answer;
      },
    },
    ingest,
    store,
    clock,
    log,
    isLive: () => isLive,
    pause: () => Promise.resolve(),
    onChange: () => desk.changed(),
  });
  const lists = createCheckInLists(store, {
    escort: { overdueAfterMin: 15 },
    badge: {
      template: 'default',
      nameField: null,
      typeField: null,
      hostField: null,
      escortField: null,
      customFields: [],
      language: null,
      photo: false,
    },
  });
  const desk = createTransitionDesk({
    store,
    eventNames: { approve: 'Approve', reject: 'Reject', checkIn: 'Manual Check-in', checkOut: 'Check-out' },
    sender,
    view: (act) => lists.transitionView(act),
    clock,
    log,
    isLive: () => isLive,
    onChange: () => undefined,
  });
  store.facts.write({ hasBaseline: true, isBaselineWhole: true });
  onTestFinished(() => {
    sender.stop();
    ingest.close();
    store.close();
  });

  let wishes = 0;
  return {
    path,
    store,
    /** As a disk does that is full, or not ours to write. */
    refuseWrites: (refuses: boolean): void => void db.pragma(`query_only = ${refuses ? 1 : 0}`),
    clock,
    log,
    ingest,
    register,
    sender,
    desk,
    windows,
    sentTo,
    mostAtOnce: () => mostAtOnce,
    setLive(live: boolean) {
      isLive = live;
      if (live) sender.live();
    },
    hearFrames: (hears: boolean) => void (hearsFrames = hears),
    failList: (failure: RestFailure | null) => void (listFailure = failure),
    /** Lists are as they are now, and arrive when they are let go. */
    holdList(): { readonly release: () => void } {
      const gate = Promise.withResolvers<void>();
      heldList = gate.promise;
      return {
        release() {
          heldList = Promise.resolve();
          gate.resolve();
        },
      };
    },
    capList: (cap: number | undefined) => void (listCap = cap),
    meet: (...next: Fate[]) => void fates.push(...next),
    async arrive(state: string, ...ids: number[]) {
      for (const id of ids) register.upsert({ id, state, firstName: 'Amira', lastName: `Haddad ${id}` });
      await clock.advance(1);
    },
    wish: (kind: TransitionKind, ...ids: number[]) => desk.request(kind, ids, `wish-${(wishes += 1)}`),
    latest: (id: number) => store.transitions.of(id)[0],
    states: (...ids: number[]) => ids.map((id) => store.transitions.of(id)[0]?.state),
    phase: (id: number) => store.checkIns.get(id)?.checkIn.phase,
    /** What the cloud did, in its order. */
    done: () =>
      cloudLog
        .entries()
        .flatMap((entry) =>
          entry.kind === 'transition' && entry.status === 200 ? [[entry.checkInId, entry.toState]] : [],
        ),
  };
}

/** A request that is answered when the test says so. */
export function held(): {
  readonly fate: Fate;
  readonly answer: (outcome?: TransitionOutcome) => void;
  readonly carryOut: () => void;
} {
  const gate = Promise.withResolvers<TransitionOutcome>();
  let done: TransitionOutcome = LOST;
  let act = (): TransitionOutcome => LOST;
  return {
    fate: (carryOut) => {
      act = carryOut;
      return gate.promise;
    },
    carryOut: () => void (done = act()),
    answer: (outcome = done) => gate.resolve(outcome),
  };
}
