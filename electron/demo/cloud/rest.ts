/**
 * The two documented REST calls, as a function from request to answer: no network here, so that a simulation can call it
 * without one. Error bodies are not documented; `{ "message": … }` is assumed.
 */
import { DEFAULT_EVENT_NAMES, type EventNames, type FlowEvent } from './flow.ts';
import type { CloudLog } from './log.ts';
import type { CloudCheckIn } from './objects.ts';
import type { EventRefusal, Register } from './register.ts';

export const API_PATH = '/api/v2';
const SNAPSHOT_PATH = /^\/api\/v2\/locations\/([^/]+)\/check-ins$/;
const TRANSITIONS_PATH = '/api/v2/check-ins/transitions';

export interface RestRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface RestOptions {
  readonly register: Register;
  readonly log: CloudLog;
  readonly token: string;
  readonly locationId: number;
  readonly eventNames?: Partial<EventNames> | undefined;
  /** The most check-ins in one answer; `totalCount` then tells that there are more. Default: no cap. */
  readonly pageCap?: number | undefined;
}

export type RestRoute = 'snapshot' | 'transition' | 'other';

export function routeOf(url: string): RestRoute {
  const { pathname } = parsed(url);
  if (SNAPSHOT_PATH.test(pathname)) return 'snapshot';
  return pathname === TRANSITIONS_PATH ? 'transition' : 'other';
}

export function createRest(options: RestOptions): (request: RestRequest) => RestAnswer {
  const snapshot = createSnapshotCall(options);
  const transition = createTransitionCall(options);

  return (request) => {
    if (request.authorization !== `Bearer ${options.token}`) return refusal(401, 'The token is not valid.');
    const route = routeOf(request.url);
    if (route === 'other') return refusal(404, 'There is nothing at this address.');
    const expected = route === 'snapshot' ? 'GET' : 'POST';
    if (request.method !== expected) return refusal(405, `Use ${expected} here.`);
    return route === 'snapshot' ? snapshot(parsed(request.url)) : transition(request.body);
  };
}

/** Everybody who has not left, and those whose leaving lies in the window; `leftBefore` is open when it is missing. */
function createSnapshotCall({ register, locationId, pageCap }: RestOptions): (url: URL) => RestAnswer {
  return (url) => {
    if (SNAPSHOT_PATH.exec(url.pathname)?.[1] !== String(locationId)) {
      return refusal(404, 'The location was not found.');
    }
    const leftAfter = url.searchParams.get('leftAfter');
    const leftBefore = url.searchParams.get('leftBefore');
    if (leftAfter === null) return refusal(400, 'The query parameter leftAfter is required.');
    const fromMs = dateTimeMs(leftAfter);
    if (fromMs === null) return refusal(400, 'The query parameter leftAfter is not a date-time.');
    const toMs = leftBefore === null ? Number.POSITIVE_INFINITY : dateTimeMs(leftBefore);
    if (toMs === null) return refusal(400, 'The query parameter leftBefore is not a date-time.');

    const isCovered = ({ leftAt }: CloudCheckIn): boolean =>
      leftAt === null || (Date.parse(leftAt) >= fromMs && Date.parse(leftAt) < toMs);
    const checkIns = register.checkIns().filter(isCovered);
    return {
      status: 200,
      body: { checkIns: checkIns.slice(0, pageCap), pageInfo: { totalCount: checkIns.length } },
    };
  };
}

function createTransitionCall(options: RestOptions): (body: string) => RestAnswer {
  const names: EventNames = { ...DEFAULT_EVENT_NAMES, ...options.eventNames };
  const events = Object.keys(names) as FlowEvent[];

  return (text) => {
    const body = transitionBody(text);
    if (body === 'not-json') return refusal(400, 'The body is not JSON.');
    if (body === 'not-valid') {
      return refusal(422, 'Send eventName and either checkIn.id or invitation.sourceId.');
    }
    const checkIn =
      body.checkInId === null
        ? options.register.findInvitation(body.sourceId)
        : options.register.find(body.checkInId);
    const event = events.find((candidate) => names[candidate] === body.eventName);
    const answer = ((): RestAnswer => {
      if (!checkIn) return refusal(404, 'The check-in was not found.');
      if (!event) return refusal(422, `The flow has no transition "${body.eventName}".`);
      const outcome = options.register.applyEvent(checkIn.id, event);
      return outcome.ok ? { status: 200, body: outcome.value } : refusalOf(outcome.error, body.eventName);
    })();
    options.log.add({
      kind: 'transition',
      checkInId: checkIn?.id ?? body.checkInId,
      eventName: body.eventName,
      status: answer.status,
      toState: answer.status === 200 && checkIn ? (options.register.find(checkIn.id)?.state ?? null) : null,
    });
    return answer;
  };
}

const refusalOf = (refused: EventRefusal, eventName: string): RestAnswer =>
  refused.kind === 'unknown-check-in'
    ? refusal(404, 'The check-in was not found.')
    : refusal(409, `"${eventName}" is not possible in the state "${refused.state}".`);

type TransitionBody =
  | { readonly eventName: string; readonly checkInId: number }
  | { readonly eventName: string; readonly checkInId: null; readonly sourceId: string };

function transitionBody(text: string): TransitionBody | 'not-json' | 'not-valid' {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'not-json';
  }
  if (!isObject(body) || typeof body['eventName'] !== 'string') return 'not-valid';
  const { eventName, checkIn, invitation } = body;
  const id = isObject(checkIn) ? checkIn['id'] : undefined;
  const sourceId = isObject(invitation) ? invitation['sourceId'] : undefined;
  if (Number.isInteger(id) && invitation === undefined) return { eventName, checkInId: id as number };
  if (typeof sourceId === 'string' && checkIn === undefined) return { eventName, checkInId: null, sourceId };
  return 'not-valid';
}

const refusal = (status: number, message: string): RestAnswer => ({ status, body: { message } });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (url: string): URL => new URL(url, 'http://cloud.invalid');

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

function dateTimeMs(text: string): number | null {
  const ms = DATE_TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
