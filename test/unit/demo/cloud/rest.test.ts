import { beforeEach, describe, expect, it } from 'vitest';
import { STATES } from '../../../../electron/demo/cloud/flow.ts';
import { createCloudLog, type CloudLog } from '../../../../electron/demo/cloud/log.ts';
import { timestamp, type CloudCheckIn } from '../../../../electron/demo/cloud/objects.ts';
import { createRegister, type Register } from '../../../../electron/demo/cloud/register.ts';
import { createRest, type RestAnswer, type RestOptions } from '../../../../electron/demo/cloud/rest.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 12, 0);
const AUTHORIZATION = 'Bearer of-the-test';
const HOUR_MS = 3_600_000;

let register: Register;
let log: CloudLog;

beforeEach(() => {
  register = createRegister({ nowMs: () => NOW_MS, notify: () => undefined });
  log = createCloudLog(() => NOW_MS);
});

const rest = (options: Partial<RestOptions> = {}): ReturnType<typeof createRest> =>
  createRest({ register, log, token: 'of-the-test', locationId: 17, ...options });

const get = (query: string, options: Partial<RestOptions> = {}, location = '17'): RestAnswer =>
  rest(options)({
    method: 'GET',
    url: `/api/v2/locations/${location}/check-ins${query}`,
    authorization: AUTHORIZATION,
    body: '',
  });

const post = (body: unknown, options: Partial<RestOptions> = {}): RestAnswer =>
  rest(options)({
    method: 'POST',
    url: '/api/v2/check-ins/transitions',
    authorization: AUTHORIZATION,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const idsOf = ({ body }: RestAnswer): number[] =>
  (body as { checkIns: CloudCheckIn[] }).checkIns.map((checkIn) => checkIn.id);

describe('GET /locations/{id}/check-ins', () => {
  const hoursAgo = (hours: number): string => timestamp(NOW_MS - hours * HOUR_MS);
  beforeEach(() => {
    register.upsert({ id: 1, state: STATES.upcoming });
    register.upsert({ id: 2, state: STATES.onsite });
    register.upsert({ id: 3, state: STATES.left, leftAt: hoursAgo(1) });
    register.upsert({ id: 4, state: STATES.left, leftAt: hoursAgo(3) });
    register.upsert({ id: 5, state: STATES.left, leftAt: hoursAgo(5) });
  });

  it('answers everybody who has not left and who left after leftAfter, with their number', () => {
    const answer = get(`?leftAfter=${hoursAgo(3)}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      checkIns: [1, 2, 3, 4].map((id) => register.find(id)),
      pageInfo: { totalCount: 4 },
    });
  });

  it('leaves out who left at leftBefore or later', () => {
    expect(idsOf(get(`?leftAfter=${hoursAgo(6)}&leftBefore=${hoursAgo(1)}`))).toEqual([1, 2, 4, 5]);
  });

  it('tells by totalCount that there are more than the page holds', () => {
    const answer = get(`?leftAfter=${hoursAgo(6)}`, { pageCap: 2 });
    expect(idsOf(answer)).toEqual([1, 2]);
    expect(answer.body).toHaveProperty('pageInfo.totalCount', 5);
  });

  it.each([
    ['without leftAfter', ''],
    ['with a leftAfter that is no date-time', '?leftAfter=yesterday'],
    ['with a leftAfter of a day only', '?leftAfter=2026-11-23'],
    ['with a leftAfter that is no day', '?leftAfter=2026-13-41T00:00:00Z'],
    ['with a leftBefore that is no date-time', '?leftAfter=2026-11-23T00:00:00Z&leftBefore=soon'],
  ])('refuses a question %s', (_what, query) => {
    expect(get(query)).toEqual({ status: 400, body: { message: expect.any(String) } });
  });

  it('knows one location only', () => {
    expect(get(`?leftAfter=${hoursAgo(1)}`, {}, '18').status).toBe(404);
  });
});

describe('POST /check-ins/transitions', () => {
  beforeEach(() => {
    register.upsert({ id: 1, state: STATES.pending, legitimation: { sourceId: 'calendar-a' } });
  });

  it('moves the check-in and answers it whole', () => {
    const answer = post({ eventName: 'Reject', checkIn: { id: 1 } });
    expect(answer).toEqual({ status: 200, body: register.find(1) });
    expect(register.find(1)?.state).toBe('Rejected');
  });

  it('finds the check-in by the id of its invitation', () => {
    expect(post({ eventName: 'Approve', invitation: { sourceId: 'calendar-a' } })).toMatchObject({
      status: 200,
      body: { id: 1, state: 'Host' },
    });
  });

  it("uses the tenant's names of events", () => {
    const eventNames = { approve: 'freigeben' };
    expect(post({ eventName: 'Approve', checkIn: { id: 1 } }, { eventNames }).status).toBe(422);
    expect(post({ eventName: 'freigeben', checkIn: { id: 1 } }, { eventNames }).status).toBe(200);
  });

  it.each([
    [404, 'an unknown check-in', { eventName: 'Approve', checkIn: { id: 2 } }],
    [404, 'an unknown invitation', { eventName: 'Approve', invitation: { sourceId: 'calendar-b' } }],
    [409, 'an event that the state does not allow', { eventName: 'Check-out', checkIn: { id: 1 } }],
    [422, 'an event that the flow does not have', { eventName: 'Levitate', checkIn: { id: 1 } }],
    [422, 'a body without an event', { checkIn: { id: 1 } }],
    [422, 'a body without a check-in', { eventName: 'Approve' }],
    [
      422,
      'a body with both',
      { eventName: 'Approve', checkIn: { id: 1 }, invitation: { sourceId: 'calendar-a' } },
    ],
    [400, 'a body that is not JSON', '{'],
  ])('answers %i to %s and changes nothing', (status, _what, body) => {
    expect(post(body)).toEqual({ status, body: { message: expect.any(String) } });
    expect(register.find(1)?.state).toBe('Pending');
  });

  it('notes each act and each refusal, without a word about the person', () => {
    post({ eventName: 'Approve', checkIn: { id: 1 } });
    post({ eventName: 'Approve', checkIn: { id: 1 } });
    const entry = { kind: 'transition', atMs: NOW_MS, checkInId: 1, eventName: 'Approve' };
    expect(log.entries()).toEqual([
      { ...entry, status: 200, toState: 'Host' },
      { ...entry, status: 409, toState: null },
    ]);
  });
});

describe('every call', () => {
  it.each([undefined, 'Bearer other', 'of-the-test', 'Basic of-the-test'])(
    'is refused with %s',
    (authorization) => {
      const url = '/api/v2/locations/17/check-ins?leftAfter=2026-11-23T00:00:00Z';
      expect(rest()({ method: 'GET', url, authorization, body: '' }).status).toBe(401);
    },
  );

  it('is refused with another method, and elsewhere', () => {
    const ask = (method: string, url: string): number =>
      rest()({ method, url, authorization: AUTHORIZATION, body: '' }).status;
    expect(ask('DELETE', '/api/v2/locations/17/check-ins')).toBe(405);
    expect(ask('GET', '/api/v2/check-ins/transitions')).toBe(405);
    expect(ask('GET', '/api/v2/check-ins')).toBe(404);
  });
});
