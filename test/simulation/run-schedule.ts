/**
 * Plays one schedule and looks for broken promises: at every durable write, at every look, and once everything has come to
 * rest. After the last step all faults are called off; what then still waits, differs or is unexplained is a finding.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StationView } from '../../electron/shared/view.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { findBadActs, findBadRollCall, findTwiceDone } from './act-promises.ts';
import { answerQuestions, perform } from './perform.ts';
import {
  findBadLedger,
  findBadTray,
  findBrokenChain,
  findDifferences,
  findLooseDecisions,
  findLost,
} from './promises.ts';
import { ask } from './receptionist.ts';
import type { Schedule } from './schedule.ts';
import { KEY_HEX, type RunningDesk } from './simulated-desk.ts';
import { createWorld, type World } from './world.ts';

export interface Outcome {
  readonly findings: readonly string[];
  readonly figures: {
    readonly virtualMs: number;
    readonly starts: number;
    readonly connects: number;
    readonly labels: number;
    readonly acts: number;
    readonly webhooks: number;
    readonly comparisons: number;
  };
}

const MINUTE_MS = 60_000;
/** A blocked session asks again every five minutes; a printer may hold a job for ten. */
const LIVE_WITHIN_MS = 8 * MINUTE_MS;
const PRINTED_WITHIN_MS = 25 * MINUTE_MS;
/** A token that was refused keeps a departure for five minutes, and a doubt waits for a minute between two looks. */
const SETTLED_WITHIN_MS = 15 * MINUTE_MS;
/** The latest one is under way for two minutes and comes again within half of one. */
const DELIVERED_WITHIN_MS = 5 * MINUTE_MS;
const CONNECTS_ALLOWED = 12;
const SPELL_MS = 2 * MINUTE_MS;

const isLive = ({ station }: RunningDesk): boolean => station.publisher.current().session.kind === 'live';

/** `parentFolder`: where the database files of the run may lie; they are removed. */
export async function runSchedule(schedule: Schedule, parentFolder: string): Promise<Outcome> {
  const folder = mkdtempSync(join(parentFolder, 'vestibule-simulation-'));
  const world = createWorld(schedule, folder);
  const run = { comparisons: 0 };
  try {
    await play(world, run);
  } catch (cause) {
    world.findings.push(
      `something threw: ${cause instanceof Error ? (cause.stack ?? cause.message) : 'no error'}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    findings: world.findings,
    figures: {
      virtualMs: world.time.elapsedMs(),
      starts: world.desk.starts(),
      connects: world.cloud.connects.length,
      labels: world.printer.tray.length,
      acts: world.acts.size,
      webhooks: world.webhooks.acknowledged(),
      comparisons: run.comparisons,
    },
  };
}

async function play(world: World, run: { comparisons: number }): Promise<void> {
  const { schedule, time, cloud, desk } = world;
  for (let count = 0; count < schedule.alreadyHere; count += 1)
    cloud.arrive(count % 2 === 0 ? 'Host' : 'Pending', false);
  desk.start();
  for (const { afterMs, act } of schedule.steps) {
    await time.run(afterMs);
    perform(world, act);
    if (act.kind === 'look') await look(world, run);
    if (world.findings.length > 0) return;
  }
  await comeToRest(world);
  if (world.findings.length > 0) return;
  await look(world, run);
  await reconcileOnce(world, run);
  if (world.findings.length > 0) return;
  await repeatEverything(world);
  await approveOneMore(world);
  await checkTheEnd(world);
  checkFile(world, await desk.end());
}

/** Compares where a difference can have no excuse: in step, and nothing lost or overtaken since. */
async function look(world: World, run: { comparisons: number }): Promise<void> {
  const { time, cloud, rest, desk } = world;
  const running = desk.running();
  if (running === null || time.isPcAsleep()) return;
  await time.runUntil(() => cloud.isQuiet(running.process), 2_000);
  if (desk.running() !== running || time.isPcAsleep()) return;
  const stale = await findStaleView(world, running);
  if (desk.running() !== running || time.isPcAsleep()) return;
  world.findings.push(...stale, ...findLost(running, world.seen), ...findLooseDecisions(running));
  world.findings.push(...findBadTray(world.printer.tray, world.jobs), ...findTwiceDone(world));
  world.findings.push(...(await findBadRollCall(world, running)));
  if (cloud.mostLinksAtOnce() > 1) world.findings.push('session: two links of one station were open at once');
  if (desk.isDiskFaulty() || !isLive(running) || !cloud.hasToldAll() || !cloud.isQuiet(running.process))
    return;
  if (!isInStepByWebhooks(world)) return;
  // What an incomplete snapshot left out has been said on the screen; it is no promise.
  if (!running.store.facts.read().isSnapshotComplete) return;
  run.comparisons += 1;
  world.findings.push(...findDifferences(running, cloud, rest, world.schedule));
}

/** Nothing is under way by webhook, and a list has been asked for since one of them came late. */
const isInStepByWebhooks = ({ webhooks, reconciledAtMs, disorderAtMs }: World): boolean =>
  webhooks.unacknowledged() === 0 && reconciledAtMs > disorderAtMs;

/** What a window shows of the station, as far as time alone does not change it. */
const shownOf = ({ session, jobs, listRevision }: StationView): string =>
  JSON.stringify([session.kind, jobs, listRevision]);

/** Promise 7: what was pushed last is what was true one coalescing interval ago, where nothing has happened since. */
async function findStaleView(world: World, running: RunningDesk): Promise<readonly string[]> {
  const { time, desk, cloud } = world;
  const { publisher } = running.station;
  const before = shownOf(publisher.current());
  const connects = cloud.connects.length;
  await time.run(150);
  if (desk.running() !== running || time.isPcAsleep()) return [];
  const after = shownOf(publisher.current());
  if (connects !== cloud.connects.length) return [];
  return before !== after || shownOf(world.lastView ?? publisher.current()) === after
    ? []
    : [`promise 7: the window shows an older view than ${after}`];
}

async function comeToRest(world: World): Promise<void> {
  const { time, cloud, rest, transitions, webhooks, printer, desk } = world;
  desk.callOffDeath();
  cloud.setNetwork('up');
  rest.setMode('answers');
  transitions.setMode('answers');
  webhooks.setMode('undisturbed');
  desk.setDisk('has-room');
  cloud.setFrames('undisturbed');
  for (const fault of ['no-media', 'cover-open', 'jam', 'silent', 'refuse-data', 'off'] as const)
    printer.twin.setFault(fault, false);
  printer.twin.breakLinkAfter(null);
  await time.runUntil(() => !time.isPcAsleep(), 60 * MINUTE_MS);
  // A fault that was to end by itself does so now, and changes nothing more.
  await time.run(4 * MINUTE_MS);
  const becameLive = await time.runUntil(() => {
    const running = desk.running();
    return running !== null && isLive(running);
  }, LIVE_WITHIN_MS);
  if (!becameLive)
    world.findings.push(
      `promise 3: the desk is ${desk.running()?.station.publisher.current().session.kind ?? 'down'} ${LIVE_WITHIN_MS / MINUTE_MS} min after the last fault`,
    );
  checkSpells(world);
  if (!(await time.runUntil(() => webhooks.unacknowledged() === 0, DELIVERED_WITHIN_MS)))
    world.findings.push(`promise 13: ${webhooks.unacknowledged()} webhooks are never acknowledged`);
  await settleEverything(world);
  await printEverything(world);
  answerQuestions(world);
  await printEverything(world);
}

async function settleEverything({ time, desk }: World): Promise<void> {
  await time.runUntil(() => {
    const { waiting = 0, inDoubt = 0 } = desk.running()?.store.transitions.counts() ?? {};
    return waiting + inDoubt === 0;
  }, SETTLED_WITHIN_MS);
  await time.run(30_000);
}

async function printEverything({ time, desk }: World): Promise<void> {
  const waiting = (): number => desk.running()?.station.publisher.current().jobs.queued ?? 0;
  await time.run(1_000);
  await time.runUntil(() => waiting() === 0, PRINTED_WITHIN_MS);
}

function checkSpells({ spells, cloud, findings }: World): void {
  for (const { fromMs, toMs } of spells) {
    const untilMs = Math.min(toMs, fromMs + SPELL_MS);
    const connects = cloud.connects.filter((atMs) => atMs >= fromMs && atMs < untilMs).length;
    if (connects > CONNECTS_ALLOWED)
      findings.push(
        `session: ${connects} connects in ${untilMs - fromMs} ms to a server that accepts and drops`,
      );
  }
}

async function reconcileOnce(world: World, run: { comparisons: number }): Promise<void> {
  const { time, cloud, rest, desk } = world;
  const running = desk.running();
  if (running === null) return;
  running.station.resume();
  if (!(await time.runUntil(() => isLive(running), MINUTE_MS)))
    return void world.findings.push('promise 3: the desk did not become live again when asked to');
  await time.run(1_000);
  run.comparisons += 1;
  world.findings.push(
    ...findDifferences(running, cloud, rest, world.schedule),
    ...findLost(running, world.seen),
  );
}

/** Promise 2: the same state, sent again, changes nothing. */
async function repeatEverything(world: World): Promise<void> {
  const { time, cloud, desk } = world;
  const running = desk.running();
  if (running === null) return;
  // A snapshot leaves out some of those whom only frames have told of; the first repeat brings them in step.
  for (const { id } of cloud.register.checkIns()) cloud.register.upsert({ id });
  await time.run(1_000);
  const before = running.store.facts.read().sequence;
  for (const { id } of cloud.register.checkIns()) cloud.register.upsert({ id });
  world.webhooks.repeatLatest(cloud.register.checkIns().map(({ id }) => id));
  await time.run(1_000);
  const after = running.store.facts.read().sequence;
  if (after !== before)
    world.findings.push(`promise 2: notifications that said nothing new made ${after - before} changes`);
}

/** The desk still does what it is there for: somebody is approved at it, gets a badge, and leaves. */
async function approveOneMore(world: World): Promise<void> {
  const { time, cloud, printer } = world;
  // With a clock that is far off, the age limit or the end of the visit rightly keeps the badge back.
  if (Math.abs(time.pcOffsetMs()) > 20 * MINUTE_MS) return;
  cloud.arrive('Pending', false);
  const id = cloud.visitors.at(-1) ?? 0;
  await time.run(500);
  askOfTheLast(world, 'approve');
  const isOut = (): boolean => printer.tray.some((label) => label.checkInId === id);
  if (!(await time.runUntil(isOut, MINUTE_MS)))
    world.findings.push('promise 4: somebody approved after all faults were over got no badge');
  askOfTheLast(world, 'check-out');
  const hasLeft = (): boolean => cloud.register.find(id)?.state === 'Left';
  if (!(await time.runUntil(hasLeft, MINUTE_MS)))
    world.findings.push('promise 12: somebody who was to leave after all faults were over has not left');
  await time.run(30_000);
}

function askOfTheLast(world: World, wish: 'approve' | 'check-out'): void {
  ask(world, { wish, of: world.cloud.visitors.slice(-1) }, 'once');
}

async function checkTheEnd(world: World): Promise<void> {
  const { desk, printer, jobs } = world;
  const running = desk.running();
  if (running === null) return void world.findings.push('the desk is not running at the end');
  world.findings.push(
    ...findBadTray(printer.tray, jobs),
    ...findBadLedger(running, desk.life(), jobs, printer.tray),
    ...findLooseDecisions(running),
    ...findBadActs(world, running),
    ...findTwiceDone(world),
    ...(await findBadRollCall(world, running)),
    ...(await findBrokenChain(running)),
  );
}

function checkFile(world: World, path: string): void {
  const opened = openDatabase(path, KEY_HEX);
  if (!opened.ok) return void world.findings.push(`the database does not open: ${opened.error.code}`);
  const verdict = opened.value.pragma('integrity_check', { simple: true });
  opened.value.close();
  if (verdict !== 'ok') world.findings.push(`the database is not sound: ${String(verdict)}`);
}
