/**
 * Acting on visitors against a cloud that shares no line with ours: every action and refusal, the answer lost at every point, the token
 * taken away, two stations on one location, and departures that were noted while it was gone. Its own log is the judge.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TransitionKind, TransitionView } from '../../../electron/shared/transition.ts';
import { spawnServe, whenReady, type ServeProcess } from '../../support/serve-child.ts';
import type { LabPart } from '../lab-part.ts';
import { untilTrue } from '../until-true.ts';
import { PYTHON, startSecondCloud, type Fault, type SecondCloud } from './cloud.ts';

const run = promisify(execFile);
const SECRET = 'a-secret-of-the-second-cloud';
const byText = new Intl.Collator('en').compare;

interface Bench {
  readonly cloud: SecondCloud;
  /** A station on a folder; the same folder again is the same station. */
  readonly station: (folder: string, change?: object, others?: object) => Promise<ServeProcess>;
  readonly log: (line: string) => void;
}

export const part: LabPart = {
  name: 'second-cloud',
  debianPackages: ['python3', 'python3-websockets'],
  async missing() {
    try {
      await run(PYTHON, ['-c', 'import websockets']);
      return null;
    } catch {
      return `${PYTHON} has no websockets`;
    }
  },
  async run(log) {
    for (const check of CHECKS) await withBench(log, check);
  },
};

async function withBench(log: Bench['log'], check: (bench: Bench) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'vestibule-second-cloud-'));
  const cloud = await startSecondCloud();
  const children: ReturnType<typeof spawnServe>[] = [];
  try {
    await check({
      cloud,
      log,
      async station(folder, change = {}, others = {}) {
        const settings = {
          version: 1,
          essentry: { ...cloud.essentry, ...change },
          phases: { Wartet: 'pending', Verschollen: 'pending' },
          ...others,
        };
        const spawned = spawnServe({
          dataFolder: join(root, folder),
          settings,
          environment: { ESSENTRY_TOKEN: 'second-token', VESTIBULE_WEBHOOK_SECRET: SECRET },
        });
        children.push(spawned);
        return whenReady(spawned);
      },
    });
  } finally {
    for (const { child } of children) child.kill('SIGKILL');
    await Promise.all(children.map(({ exited }) => exited));
    await cloud.end();
    rmSync(root, { recursive: true, force: true });
  }
}

const live = (station: ServeProcess): Promise<void> =>
  untilTrue('the station is live', async () => (await station.health()).session === 'live');

const phaseOf = async (station: ServeProcess, id: number): Promise<string | null> => {
  const { rows } = await station.command('check-ins:list', { list: null, search: '', offset: 0, limit: 500 });
  return rows.find((row) => row.id === id)?.phase ?? null;
};
const untilPhase = (station: ServeProcess, id: number, phase: string): Promise<void> =>
  untilTrue(`check-in ${id} is ${phase}`, async () => (await phaseOf(station, id)) === phase);

async function arrives(cloud: SecondCloud, station: ServeProcess, id: number): Promise<void> {
  await cloud.put({
    id,
    state: 'Wartet',
    arrivedAt: new Date().toISOString(),
    firstName: 'Gesine',
    lastName: `Nr ${id}`,
  });
  await untilPhase(station, id, 'pending');
}

const ask = (station: ServeProcess, kind: TransitionKind, ids: readonly number[], requestId = randomUUID()) =>
  station.command('transitions:request', { kind, checkInIds: ids, requestId });

const latest = async (station: ServeProcess, id: number): Promise<TransitionView | null> =>
  (await station.command('check-ins:get', { id })).transitions[0] ?? null;

const OPEN = ['waiting', 'sent', 'in-doubt'];
/** How the latest act on this visitor ended. */
async function outcome(station: ServeProcess, id: number): Promise<TransitionView> {
  let seen: TransitionView | null = null;
  await untilTrue(
    `the act on check-in ${id} is over`,
    async () => (seen = await latest(station, id)) !== null && !OPEN.includes(seen.state),
    40_000,
  );
  assert(seen !== null);
  return seen;
}

/** How often the cloud really did it. */
const doneOf = async (cloud: SecondCloud, id: number): Promise<number> =>
  (await cloud.log()).acts.filter((act) => act.checkInId === id && act.status === 200).length;

async function everyAction({ cloud, station, log }: Bench): Promise<void> {
  const desk = await station('desk');
  await live(desk);
  await arrives(cloud, desk, 1);
  await arrives(cloud, desk, 2);
  await cloud.put({ id: 3, state: 'Upcoming' });
  await untilPhase(desk, 3, 'upcoming');
  const steps: readonly (readonly [TransitionKind, number, string])[] = [
    ['approve', 1, 'approved'],
    ['reject', 2, 'rejected'],
    ['check-in', 3, 'pending'],
    ['approve', 3, 'approved'],
  ];
  for (const [kind, id, phase] of steps) {
    await ask(desk, kind, [id]);
    await untilTrue(`${kind} of ${id} is done`, async () => {
      const act = await latest(desk, id);
      return act?.kind === kind && act.state === 'done';
    });
    assert.equal(await phaseOf(desk, id), phase);
  }
  const { answers } = await ask(desk, 'check-out', [1, 3]);
  assert.equal(answers.length, 2, 'one answer for each of the group');
  await untilPhase(desk, 1, 'left');
  await untilPhase(desk, 3, 'left');
  const { acts } = await cloud.log();
  assert.deepEqual(
    acts.map(({ checkInId, event, status }) => `${checkInId} ${event} ${status}`).toSorted(byText),
    [
      '1 Auschecken 200',
      '1 Freigeben 200',
      '2 Ablehnen 200',
      '3 Auschecken 200',
      '3 Einlassen 200',
      '3 Freigeben 200',
    ],
  );
  log('approve, reject, check in, check out, a group of two: each done once by its log');
}

async function everyRefusal({ cloud, station, log }: Bench): Promise<void> {
  const desk = await station('desk');
  await live(desk);
  await arrives(cloud, desk, 1);
  await cloud.forget(1);
  await ask(desk, 'approve', [1]);
  const unknown = await outcome(desk, 1);
  assert.equal(unknown.state, 'refused');
  assert(
    unknown.reason?.kind === 'refused' && unknown.reason.words?.includes('Diesen Check-in gibt es nicht.'),
  );
  await cloud.put({ id: 2, state: 'Verschollen', arrivedAt: new Date().toISOString() });
  await untilPhase(desk, 2, 'pending');
  await ask(desk, 'approve', [2]);
  const impossible = await outcome(desk, 2);
  assert(impossible.reason?.kind === 'refused' && impossible.reason.status === 409);
  assert(impossible.reason.words?.includes('Verschollen'), 'in the cloud’s own words');
  await desk.end('SIGTERM');

  const misnamed = await station('misnamed', { transitions: { approve: 'Approve' } });
  await live(misnamed);
  await arrives(cloud, misnamed, 3);
  await ask(misnamed, 'approve', [3]);
  const noSuchEvent = await outcome(misnamed, 3);
  assert(noSuchEvent.reason?.kind === 'refused' && noSuchEvent.reason.words?.includes('Freigeben'));
  const { answers } = await ask(misnamed, 'reject', [3]);
  assert.deepEqual(answers, [{ checkInId: 3, refused: 'no-event-name' }]);
  const tried = await misnamed.command('transitions:try-event-name', {
    kind: 'approve',
    eventName: 'Freigeben',
    checkInId: 3,
    requestId: randomUUID(),
  });
  assert.equal(tried.transition.state, 'done');
  assert.equal(tried.state, 'Approved');
  assert.equal(await doneOf(cloud, 3), 1);
  log(
    'refused in the cloud’s words: unknown visitor (404), impossible (409), unknown event (422); a name learnt by trying',
  );
}

async function everyLostAnswer({ cloud, station, log }: Bench): Promise<void> {
  const desk = await station('desk');
  await live(desk);
  const faults: readonly (Fault & { readonly happens: boolean })[] = [
    { kind: 'cut-before', happens: false },
    { kind: 'answer', status: 503, happens: false },
    { kind: 'answer', status: 500, happens: false },
    { kind: 'cut-after', happens: true },
    { kind: 'no-json-after', happens: true },
    { kind: 'half-after', happens: true },
    { kind: 'answer-after', status: 500, happens: true },
    { kind: 'answer-after', status: 504, happens: true },
  ];
  for (const [index, { happens, ...fault }] of faults.entries()) {
    const id = 10 + index;
    await arrives(cloud, desk, id);
    await cloud.fault(fault);
    // Three presses, two of them of the same wish.
    const requestId = randomUUID();
    await Promise.all([
      ask(desk, 'approve', [id], requestId),
      ask(desk, 'approve', [id], requestId),
      ask(desk, 'approve', [id]),
    ]);
    const first = await outcome(desk, id);
    assert.equal(
      first.state,
      happens ? 'done' : 'not-done',
      `${JSON.stringify(fault)}: ${JSON.stringify(first)}`,
    );
    if (!happens) {
      await ask(desk, 'approve', [id]);
      await untilTrue('the second press is done', async () => (await latest(desk, id))?.state === 'done');
    }
    await untilPhase(desk, id, 'approved');
    assert.equal(await doneOf(cloud, id), 1, JSON.stringify(fault));
  }
  // Given up, read back, offered again, and only then done.
  await arrives(cloud, desk, 30);
  await cloud.fault({ kind: 'act-long-after', seconds: 3 });
  await ask(desk, 'approve', [30]);
  await outcome(desk, 30);
  await untilPhase(desk, 30, 'approved');
  await ask(desk, 'approve', [30]);
  assert.equal(await doneOf(cloud, 30), 1);
  log(
    `an answer lost at ${faults.length} points and an act that came late: each done once by its log, each told as it is`,
  );
}

async function tokenTaken({ cloud, station, log }: Bench): Promise<void> {
  const desk = await station('desk');
  await live(desk);
  await arrives(cloud, desk, 1);
  await cloud.fault({ kind: 'answer', status: 401 });
  await ask(desk, 'approve', [1]);
  const refused = await outcome(desk, 1);
  assert.deepEqual([refused.state, refused.reason?.kind], ['not-done', 'token']);
  await cloud.letIn(false);
  await untilTrue('the session is not live', async () => (await desk.health()).session !== 'live');
  const { answers } = await ask(desk, 'approve', [1]);
  assert.deepEqual(answers, [{ checkInId: 1, refused: 'offline' }]);
  await cloud.letIn(true);
  await desk.command('session:reconnect', null);
  await live(desk);
  await ask(desk, 'approve', [1]);
  await untilPhase(desk, 1, 'approved');
  assert.equal(await doneOf(cloud, 1), 1);
  log('401 in the middle: not done, said so, and done once after the token is good again');
}

async function twoStations({ cloud, station, log }: Bench): Promise<void> {
  const [one, other] = await Promise.all([station('one'), station('other')]);
  await Promise.all([live(one), live(other)]);
  for (let id = 1; id <= 20; id += 1) {
    await arrives(cloud, one, id);
    await untilPhase(other, id, 'pending');
    await Promise.all([ask(one, 'approve', [id]), ask(other, 'approve', [id])]);
    await untilPhase(one, id, 'approved');
    await untilPhase(other, id, 'approved');
    assert.equal(await doneOf(cloud, id), 1, `check-in ${id}`);
    const ends = await Promise.all([one, other].map(async (desk) => latest(desk, id)));
    assert(
      ends.some((act) => act?.state === 'done'),
      JSON.stringify(ends),
    );
  }
  log('two stations pressing at once on 20 visitors: each approved once, both show it');
}

async function journal({ cloud, station, log }: Bench): Promise<void> {
  const desk = await station('desk');
  await live(desk);
  for (let id = 1; id <= 6; id += 1) {
    await arrives(cloud, desk, id);
    await ask(desk, 'approve', [id]);
    await untilPhase(desk, id, 'approved');
  }
  await cloud.reachable(false);
  await untilTrue('the session is not live', async () => (await desk.health()).session !== 'live');
  for (const id of [5, 3, 1, 2, 6]) await ask(desk, 'check-out', [id]);
  const { people } = await desk.command('roll-call:get', null);
  assert.deepEqual(
    new Set(people.filter((person) => person.isDepartureUnsent).map((person) => person.id)),
    new Set([1, 2, 3, 5, 6]),
    'left, not yet sent',
  );
  await desk.end('SIGKILL');
  const again = await station('desk');
  // Meanwhile one has left by the cloud’s own word, and one is unknown to it.
  await cloud.put({ id: 2, state: 'Left', leftAt: new Date().toISOString() });
  await cloud.forget(6);
  // The answer to the second one sent is lost on the way.
  await cloud.fault({ kind: 'cut-before' });
  await cloud.reachable(true);
  await live(again);
  for (const id of [1, 3, 5]) await untilPhase(again, id, 'left');
  await untilTrue('two questions', async () => {
    const { transitions } = await again.command('station:view', null);
    return transitions.questions.length === 2 && transitions.waiting === 0;
  });
  const { transitions } = await again.command('station:view', null);
  assert.deepEqual(
    transitions.questions.map(({ checkInId, reason }) => `${checkInId} ${reason?.kind}`).toSorted(byText),
    ['2 already-left', '6 unknown-to-cloud'],
  );
  const outs = (await cloud.log()).acts.filter((act) => act.event === 'Auschecken' && act.status === 200);
  assert.deepEqual(
    outs.map((act) => act.checkInId),
    [5, 3, 1],
    'in the order in which they were noted, each once',
  );
  for (const question of transitions.questions)
    await again.command('transitions:settle', { transitionId: question.id, answer: 'understood' });
  assert.deepEqual((await again.command('station:view', null)).transitions.questions, []);
  log(
    'five departures noted offline, a crash, an answer lost: three sent once in their order, two put before a person',
  );
}

/** A port that nobody has at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function webhooks({ cloud, station, log }: Bench): Promise<void> {
  const port = await freePort();
  const webhook = { enabled: true, host: '127.0.0.1', port };
  const desk = await station('desk', {}, { webhook });
  await live(desk);
  const url = `http://127.0.0.1:${port}/webhook`;
  const people = Array.from({ length: 200 }, (_, index) => ({
    id: index + 1,
    state: 'Wartet',
    arrivedAt: new Date().toISOString(),
    firstName: 'Gesine',
    lastName: `Nr ${index + 1}`,
  }));
  // Each three times, from eight senders at once, in either of the two forms, and half of them over the socket as well.
  const payloads = [0, 1, 2].flatMap((round) =>
    people.map((checkIn) => (round === 1 ? { event: 'checkIn.created', data: { checkIn } } : { checkIn })),
  );
  const sent = cloud.webhooks(url, SECRET, payloads, 8);
  for (const person of people.slice(0, 100)) await cloud.put(person);
  assert.deepEqual(new Set(await sent), new Set([204]), 'each taken, and only when it is stored');
  const health = await desk.health();
  assert.equal(health.checkIns, 200);
  assert.deepEqual(
    await cloud.webhooks(url, 'another-secret-altogether', payloads.slice(0, 2), 2),
    [401, 401],
  );
  assert.deepEqual(await cloud.webhooks(url, SECRET, [{ checkIn: { id: 'no number' } }], 1), [422]);
  log(
    '600 webhooks for 200 visitors from 8 senders, half of them by the socket too: 200 stored; a wrong secret and nonsense refused',
  );
}

const CHECKS = [everyAction, everyRefusal, everyLostAnswer, tokenTaken, twoStations, journal, webhooks];
