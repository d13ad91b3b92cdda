/** One simulated world, put together: cloud, network, printer, PC, and what has been seen of them so far. */
import { createRandom } from '../../electron/demo/cloud/random.ts';
import type { PrintJob } from '../../electron/shared/print-job.ts';
import type { StationView } from '../../electron/shared/view.ts';
import { findBadRequest, findUnapplied, noteActs, type TrackedAct } from './act-promises.ts';
import { findUnapproved, jobKey, storedEssence } from './promises.ts';
import type { Wish } from './receptionist.ts';
import type { Schedule } from './schedule.ts';
import { createSimulatedCloud, essenceOf, type SimulatedCloud } from './simulated-cloud.ts';
import { createSimulatedDesk, type RunningDesk, type SimulatedDesk } from './simulated-desk.ts';
import { createSimulatedPrinter, type SimulatedPrinter } from './simulated-printer.ts';
import { createSimulatedRest, type SimulatedRest } from './simulated-rest.ts';
import { createSimulatedTransitions, type SimulatedTransitions } from './simulated-transitions.ts';
import { createSimulatedWebhooks, type PostedWebhook, type SimulatedWebhooks } from './simulated-webhooks.ts';
import { findUnstored, noteContents, type StoredContent } from './webhook-promises.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** A time in which every link is dropped soon after it opened, and nobody asked for a new one. */
export interface Spell {
  readonly fromMs: number;
  toMs: number;
}

export interface World {
  readonly schedule: Schedule;
  readonly time: VirtualTime;
  readonly cloud: SimulatedCloud;
  readonly rest: SimulatedRest;
  readonly transitions: SimulatedTransitions;
  readonly webhooks: SimulatedWebhooks;
  readonly printer: SimulatedPrinter;
  readonly desk: SimulatedDesk;
  readonly findings: string[];
  /** Every committed job, by life and print number. */
  readonly jobs: Map<string, PrintJob & { readonly life: number }>;
  /** Every committed act, by life and id. */
  readonly acts: Map<string, TrackedAct>;
  /** What was stored of each visitor in this life. */
  readonly contents: Map<number, readonly StoredContent[]>;
  /** What the cloud has told of each visitor, by either road. */
  readonly essences: Map<number, readonly { readonly number: number; readonly essence: string }[]>;
  /** When a webhook last left the desk out of step, because it was older than what the socket had told, or looked so. */
  disorderAtMs: number;
  /** When the list was asked for that the desk was last brought in step by. */
  reconciledAtMs: number;
  /** The last committed sequence of each check-in of this life. */
  readonly seen: Map<number, number>;
  readonly spells: Spell[];
  /** As last pushed by the process that runs. */
  lastView: StationView | null;
  lastWish: Wish | null;
}

/** What the log says, rightly, while the ledger cannot be written, or the file under it is about to be replaced. */
const OF_A_FAULTY_DISK = ['print-queue.ledger-failed', 'print-queue.attempt-failed', 'not-stored'];
const CUT_OFF = ['waiting', 'connecting', 'blocked'];

export function createWorld(schedule: Schedule, folder: string): World {
  const time = createVirtualTime();
  const random = createRandom(schedule.seed);
  const essences: World['essences'] = new Map();
  const webhooks = createSimulatedWebhooks({
    time,
    random: random.fork(5),
    delivery: schedule.delivery ?? 'socket',
    isReachable: () => cloud.networkMode() !== 'down' && cloud.networkMode() !== 'hangs',
    onAcknowledged(webhook) {
      world.findings.push(...findUnstored(world, webhook));
      noteDisorder(world, webhook);
    },
  });
  const cloud = createSimulatedCloud(time, random.fork(1), (notification, text) => {
    const road = webhooks.post(notification, text);
    if ('checkIn' in notification) {
      const { checkIn } = notification;
      const known = essences.get(checkIn.id) ?? [];
      essences.set(checkIn.id, [...known, { number: webhooks.posted(), essence: essenceOf(checkIn) }]);
    }
    return road;
  });
  const rest = createSimulatedRest({
    time,
    random: random.fork(2),
    cloud,
    tellsExpected: schedule.tellsExpected,
  });
  const transitions = createSimulatedTransitions({
    time,
    random: random.fork(4),
    cloud,
    restMode: () => rest.mode(),
    onRequest(request) {
      const running = desk.running();
      if (running?.process === request.process) world.findings.push(...findBadRequest(world, request));
    },
  });
  const printer = createSimulatedPrinter(time);
  const desk = createSimulatedDesk({
    time,
    random: random.fork(3),
    folder,
    cloud,
    rest,
    transitions,
    webhooks,
    printer,
    watch: {
      onStart(started) {
        // A new process knows nothing of the failures before it.
        endSpell(world);
        watchViews(world, started);
      },
      onNewLife() {
        world.seen.clear();
        world.contents.clear();
      },
      onCommit(running, { jobs, rows, acts, begun, asOfMs, isBaseline }) {
        const life = desk.life();
        for (const job of jobs) world.jobs.set(jobKey(life, job.printNumber), { ...job, life });
        for (const row of rows) world.seen.set(row.checkIn.id, row.sequence);
        if (asOfMs !== null) noteReconciled(world, running, asOfMs);
        noteActs(world, acts);
        world.findings.push(...noteContents(world, rows));
        world.findings.push(...findUnapproved(running, begun), ...findUnapplied(running, acts));
        const orderedBefore = [...world.jobs.values()].filter(
          (job) => job.life === life && job.purpose === 'auto',
        );
        if (isBaseline && orderedBefore.length > 0)
          world.findings.push(
            `baseline: ${orderedBefore.length} badges were ordered by themselves before the first snapshot was told`,
          );
      },
      onError(event, fields) {
        const isOfDamage = fields.includes('"because":"damaged"');
        if ((desk.isDiskFaulty() || isOfDamage) && OF_A_FAULTY_DISK.includes(event)) return;
        world.findings.push(`a bug was logged: ${event} ${fields}`);
      },
    },
  });
  const world: World = {
    schedule,
    time,
    cloud,
    rest,
    transitions,
    webhooks,
    printer,
    desk,
    findings: [],
    jobs: new Map(),
    acts: new Map(),
    contents: new Map(),
    essences,
    disorderAtMs: Number.NEGATIVE_INFINITY,
    reconciledAtMs: Number.NEGATIVE_INFINITY,
    seen: new Map(),
    spells: [],
    lastView: null,
    lastWish: null,
  };
  return world;
}

function noteReconciled(world: World, { process }: RunningDesk, asOfMs: number): void {
  const ofProcess = world.rest.takings.filter((one) => one.process === process);
  const first = ofProcess.findLastIndex((one) => one.askedPcMs === asOfMs);
  if (first === -1) return;
  world.reconciledAtMs = ofProcess[first]?.askedAtMs ?? world.reconciledAtMs;
  world.rest.noteReconciled(ofProcess.slice(first));
}

function noteDisorder(world: World, { notification }: PostedWebhook): void {
  if (!('checkIn' in notification)) return;
  const { id } = notification.checkIn;
  const truth = world.cloud.register.find(id);
  const stored = world.desk.running()?.store.checkIns.get(id);
  if (truth !== undefined && (stored == null || storedEssence(stored) !== essenceOf(truth)))
    world.disorderAtMs = world.time.elapsedMs();
}

/** Promises 7 and 11, push by push. */
function watchViews(world: World, { station }: RunningDesk): void {
  world.lastView = null;
  let told = world.rest.told();
  station.publisher.subscribe((view) => {
    const before = world.lastView;
    if (before !== null && view.revision <= before.revision)
      world.findings.push(`promise 7: view ${view.revision} came after view ${before.revision}`);
    // A snapshot between two pushes may have brought the desk in step for a moment.
    const wasCutOff = before !== null && CUT_OFF.includes(before.session.kind) && told === world.rest.told();
    told = world.rest.told();
    if (wasCutOff && CUT_OFF.includes(view.session.kind) && view.asOfMs !== before.asOfMs)
      world.findings.push('promise 11: the age of the list changed while the desk was cut off');
    world.lastView = view;
  });
}

/** Somebody, or a new process, asks for a link at once: from here on the pace is not the station's own. */
export function endSpell({ spells, time }: World): void {
  const last = spells.at(-1);
  if (last !== undefined) last.toMs = Math.min(last.toMs, time.elapsedMs());
}
