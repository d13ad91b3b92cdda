/**
 * Promise 12 as checks on a simulated world. What the cloud's log says was done is the truth, and every list that a desk was
 * given is known: so it can be told whether a desk looked before it asked again, and whether what it says of an act is so.
 */
import type { TransitionKind } from '../../electron/shared/transition.ts';
import type { StoredTransition } from '../../electron/store/transitions.ts';
import type { Process } from './simulated-cloud.ts';
import type { RunningDesk } from './simulated-desk.ts';
import type { SentRequest } from './simulated-transitions.ts';
import type { World } from './world.ts';

/** An act as it was last committed. */
export interface TrackedAct {
  readonly life: number;
  /** The process that was asked. */
  readonly process: Process | undefined;
  readonly act: StoredTransition;
  readonly askedAtMs: number;
  /** When it came to stand as it does. */
  readonly sinceMs: number;
  /** When a person last had it before them. */
  readonly questionAtMs: number | null;
  /** How often a person has had it before them. */
  readonly questions: number;
}

export const actKey = (life: number, id: number): string => `${life}:${id}`;

/** The states of the simulated tenant's flow, without the station's own reading of them. */
const LEADS_TO: Readonly<Record<TransitionKind, readonly string[]>> = {
  approve: ['Host', 'Awaiting Escort', 'Onsite'],
  reject: ['Rejected'],
  'check-in': ['Pending', 'Host', 'Awaiting Escort', 'Onsite'],
  'check-out': ['Left'],
};
const HERE = ['approved', 'onsite'];
const OPEN = ['waiting', 'sent', 'in-doubt'];
const ENDS_OF_A_DEPARTURE = ['done', 'withdrawn', 'settled', 'question'];

export function noteActs(world: World, acts: readonly StoredTransition[]): void {
  const life = world.desk.life();
  const nowMs = world.time.elapsedMs();
  for (const act of acts) {
    const key = actKey(life, act.id);
    const before = world.acts.get(key);
    world.acts.set(key, {
      life,
      process: before === undefined ? world.desk.running()?.process : before.process,
      act,
      askedAtMs: before?.askedAtMs ?? nowMs,
      sinceMs: before?.act.state === act.state ? before.sinceMs : nowMs,
      questionAtMs: act.state === 'question' ? nowMs : (before?.questionAtMs ?? null),
      questions:
        (before?.questions ?? 0) + (act.state === 'question' && before?.act.state !== 'question' ? 1 : 0),
    });
  }
}

/** Promise 12, when an act has just been settled: what the answer said of the visitor is in the same commit. */
export function findUnapplied(desk: RunningDesk, acts: readonly StoredTransition[]): readonly string[] {
  return acts.flatMap((act) => {
    if (act.state !== 'done' || act.reason !== null) return [];
    const state = desk.store.checkIns.get(act.checkInId)?.checkIn.state;
    return state === act.stateBefore
      ? [`promise 12: act ${act.id} is done and its visitor still stands as before (${state})`]
      : [];
  });
}

/** Promise 12, at the moment when a request leaves. */
export function findBadRequest(world: World, request: SentRequest): readonly string[] {
  const { act, life } = request;
  if (act === null) return [`promise 12: a request left for check-in ${request.checkInId} without an act`];
  const earlier = requestsOf(world, life, act.id).filter((one) => one !== request);
  const findings: string[] = [];
  if (act.state !== 'sent' || act.attempts <= earlier.length)
    findings.push(
      `promise 12: request ${earlier.length + 1} of act ${act.id} left when the act was ${act.state} after ${act.attempts}`,
    );
  const isDecision = act.kind !== 'check-out';
  const asker = world.acts.get(actKey(life, act.id))?.process;
  if (isDecision && (earlier.length > 0 || asker !== request.process))
    findings.push(`promise 12: act ${act.id} (${act.kind}) was sent by itself`);
  if (act.isJournaled) {
    const first = [...world.acts.values()].find(
      (other) =>
        other.life === life &&
        other.act.id < act.id &&
        other.act.isJournaled &&
        ['waiting', 'in-doubt'].includes(other.act.state),
    );
    if (first !== undefined)
      findings.push(`promise 12: departure ${act.id} was sent before departure ${first.act.id}`);
  }
  const doubtful = earlier.findLast(
    ({ outcome }) => outcome === null || outcome === 'in-doubt' || outcome === 'acted',
  );
  if (doubtful !== undefined) findings.push(...findBlindRepeat(world, act, doubtful, request));
  return findings;
}

/** An act whose request was never answered is not sent again unless a list that is younger than that shows that it was not done. */
function findBlindRepeat(
  world: World,
  act: StoredTransition,
  doubtful: SentRequest,
  { life, process }: SentRequest,
): readonly string[] {
  const sinceMs =
    doubtful.process === process ? (doubtful.endedAtMs ?? doubtful.madeAtMs) : doubtful.madeAtMs;
  // A person who says "send again" has looked.
  if ((world.acts.get(actKey(life, act.id))?.questionAtMs ?? -1) >= sinceMs) return [];
  const looks = world.rest.takings.filter(
    (taking) => taking.process === process && taking.takenAtMs >= sinceMs,
  );
  if (looks.length === 0) return [`promise 12: act ${act.id} was sent again and nobody had looked`];
  const seen = looks.findLast(({ states }) => states.has(act.checkInId))?.states.get(act.checkInId);
  return seen !== undefined && LEADS_TO[act.kind].includes(seen)
    ? [`promise 12: act ${act.id} was sent again although the list said ${seen}`]
    : [];
}

const requestsOf = ({ transitions }: World, life: number, actId: number): readonly SentRequest[] =>
  transitions.requests.filter((request) => request.life === life && request.act?.id === actId);

/** The states that a visitor was in between two moments. */
const statesBetween = (world: World, id: number, fromMs: number, toMs: number): readonly string[] => {
  const states = world.cloud.statesOf(id);
  return states.flatMap(({ state, sinceMs }, place) => {
    const untilMs = states[place + 1]?.sinceMs ?? Number.POSITIVE_INFINITY;
    return sinceMs <= toMs && untilMs >= fromMs ? [state] : [];
  });
};

/** No act was done twice, whatever life it belonged to. */
export function findTwiceDone(world: World): readonly string[] {
  return [...world.acts.values()].flatMap(({ life, act }) => {
    const deeds = deedsOf(world, life, act.id);
    return deeds.flatMap((deed, place) => {
      const before = deeds[place - 1];
      if (before === undefined) return [];
      // Somebody else has brought the visitor back to where the act begins: no list can show that it was done before.
      const target = LEADS_TO[act.kind];
      const isUndone = statesBetween(world, act.checkInId, before.atMs, deed.atMs).some(
        (state, index) => index > 0 && !target.includes(state),
      );
      return isUndone ? [] : [`promise 12: act ${act.id} (${act.kind}) was done twice`];
    });
  });
}

const deedsOf = (world: World, life: number, actId: number): readonly NonNullable<SentRequest['deed']>[] =>
  requestsOf(world, life, actId)
    .flatMap(({ deed }) => (deed?.status === 200 ? [deed] : []))
    .toSorted((a, b) => a.atMs - b.atMs);

/** Promise 12, once everything has come to rest: each act is over or before a person, and what is said of it is so. */
export function findBadActs(world: World, desk: RunningDesk): readonly string[] {
  return [...world.acts.values()]
    .filter(({ life }) => life === world.desk.life())
    .flatMap((tracked) => {
      const { id, checkInId, kind } = tracked.act;
      const stored = desk.store.transitions.get(id);
      if (stored === null)
        return desk.store.checkIns.get(checkInId) === null ? [] : [`promise 12: act ${id} is lost`];
      if (stored.state !== tracked.act.state)
        return [`promise 12: act ${id} became ${stored.state} without a step`];
      if (OPEN.includes(stored.state)) return [`promise 12: act ${id} is ${stored.state} and stays so`];
      if (kind === 'check-out' && stored.isJournaled && !ENDS_OF_A_DEPARTURE.includes(stored.state))
        return [`promise 12: departure ${id} was given up as ${stored.state}`];
      const untrue = untruthOf(world, { ...tracked, act: stored });
      return untrue === null
        ? []
        : [
            `promise 12: act ${id} (${kind}) is ${stored.state} (${stored.reason?.kind ?? 'answered'}), but ${untrue}`,
          ];
    });
}

function untruthOf(world: World, { life, act, askedAtMs, sinceMs, questions }: TrackedAct): string | null {
  const deeds = deedsOf(world, life, act.id);
  const states = statesBetween(world, act.checkInId, askedAtMs, sinceMs);
  const isThere = states.some((state) => LEADS_TO[act.kind].includes(state));
  switch (act.state) {
    case 'done':
      if (act.reason === null)
        return deeds.some(({ atMs }) => atMs <= sinceMs) ? null : 'the cloud never did it';
      return isThere ? null : 'the cloud never said so';
    case 'refused':
    case 'not-done':
      // Whom the cloud has forgotten since, no list names, nor those whom it does not tell of: the desk cannot tell one from the other.
      if (world.cloud.register.find(act.checkInId) === undefined) return null;
      // A deed that came when nobody waited any more is told by the visitor's state.
      return deeds.some((deed) => deed.atMs <= sinceMs && !isUnseen(world, deed, sinceMs))
        ? 'the cloud has done it'
        : null;
    case 'withdrawn':
      return deeds.length > 0 ? 'the cloud has done it' : null;
    case 'question': {
      const isOfThisAct = act.reason?.kind === 'already-left' && questions === 1;
      if (isOfThisAct && deeds.some(({ atMs }) => atMs <= sinceMs)) return 'it was this act that did it';
      // The refusal of a repetition may be the cloud's way to say that the first request has done it.
      const now = states.at(-1) ?? '';
      if (act.reason?.kind === 'refused' && deeds.length > 0 && LEADS_TO[act.kind].includes(now))
        return 'the cloud has done it';
      return disagreementIsThere(world, act, states) ? null : 'the cloud has never said otherwise';
    }
    case 'overtaken':
      return disagreementIsThere(world, act, states) ? null : 'the cloud has never said otherwise';
    default:
      return null;
  }
}

/** Done after the last list was taken that the desk can have judged by. */
function isUnseen(world: World, deed: NonNullable<SentRequest['deed']>, byMs: number): boolean {
  const looked = world.rest.takings.findLast(({ takenAtMs }) => takenAtMs <= byMs);
  return deed.isLate && deed.atMs > (looked?.takenAtMs ?? -1);
}

function disagreementIsThere(
  world: World,
  { id, checkInId, stateBefore, reason }: StoredTransition,
  states: readonly string[],
): boolean {
  if (reason?.kind === 'unknown-to-cloud') return world.cloud.register.find(checkInId) === undefined;
  if (reason?.kind === 'refused')
    return world.transitions.requests.some((one) => one.act?.id === id && (one.deed?.status ?? 0) >= 400);
  return states.some((state) => state !== stateBefore);
}

/** A roll call looks for whoever is here and has not left by this desk's own word. */
export async function findBadRollCall(world: World, desk: RunningDesk): Promise<readonly string[]> {
  const answer = await desk.station.gateway({ isTrusted: true, command: 'roll-call:get', request: null });
  if (!answer.ok) return [];
  const { counts } = answer.value as { counts: { missing: number } };
  const isLeaving = (checkInId: number): boolean =>
    [...world.acts.values()].some(
      ({ life, act }) =>
        life === world.desk.life() &&
        act.checkInId === checkInId &&
        act.kind === 'check-out' &&
        OPEN.includes(act.state),
    );
  const { rows } = desk.store.checkIns.search('', { limit: 10_000 });
  const here = rows.filter(({ checkIn }) => HERE.includes(checkIn.phase) && !isLeaving(checkIn.id));
  return counts.missing === here.length
    ? []
    : [`promise 12: a roll call looks for ${counts.missing} people and ${here.length} are here`];
}
