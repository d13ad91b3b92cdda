/**
 * A busy front desk in fast motion, one act every few milliseconds: what the cloud reports, what people ask for at the window,
 * what the printer does. It goes on while the station starts and while it ends.
 */
import type { Random } from '../../../electron/demo/cloud/random.ts';
import type { StationView } from '../../../electron/shared/view.ts';
import type { FrontDesk } from './front-desk.ts';
import type { Provocation } from './kill-plan.ts';
import type { StationProcess } from './station-process.ts';

export interface Load {
  provoke(what: Provocation): void;
  stop(): void;
}

export interface LoadPorts {
  readonly desk: FrontDesk;
  readonly station: StationProcess;
  readonly random: Random;
  /** The latest that the station has shown; `null` before. */
  readonly view: () => StationView | null;
  readonly hasPrinterTrouble: boolean;
}

const TICK_MS = 6;
/** More would only wait for the printer, which needs its time. */
const MOST_OPEN_JOBS = 6;
const MOST_APPROVALS = 8;
const MOST_QUESTIONS_ASKED_AT_ONCE = 8;
const TROUBLES = ['cover-open', 'jam', 'off', 'silent', 'no-media'] as const;

export function startLoad({ desk, station, random, view, hasPrinterTrouble }: LoadPorts): Load {
  const { visitors, cloud, committed, wishes } = desk;
  const { twin } = desk.printer;
  let approvals = 0;
  let asking = 0;
  let mend: (() => void) | null = null;

  /** Until the station says how many jobs wait from before, one more is enough. */
  const hasRoom = (): boolean =>
    (view()?.jobs.queued ?? MOST_OPEN_JOBS - 1) + (view() === null ? approvals : 0) < MOST_OPEN_JOBS &&
    approvals < MOST_APPROVALS;

  function approve(): void {
    if (!hasRoom()) return;
    approvals += 1;
    visitors.approve({ hasBaseline: committed.hasBaseline() });
  }

  function burst(): void {
    for (let count = random.integer(150, 400); count > 0; count -= 1) visitors.update();
    desk.moments.happened('burst-sent');
  }

  function printByHand(): void {
    const visitor = visitors.pick(random.pick(['Pending', 'Host', 'Onsite']));
    if (visitor === null || !hasRoom() || !station.isReady()) return;
    const requestId = uuid(random);
    wishes.jobKeys.add(`request:${requestId}`);
    wishes.checkInIds.add(visitor.id);
    approvals += 1;
    void station
      .ask('badges:print', { checkInId: visitor.id, requestId, reprintBecause: 'lost' })
      .then(noteJob);
  }

  function answerQuestion(): void {
    const question = view()?.questions[0];
    if (question === undefined || !station.isReady()) return;
    const answer = random.pick<'came-out' | 'did-not'>(['came-out', 'did-not']);
    if (answer === 'did-not') {
      wishes.jobKeys.add(`instead-of:${question.id}`);
      wishes.checkInIds.add(question.checkInId);
    }
    void station.ask('print-jobs:resolve', { jobId: question.id, answer }).then(noteJob);
  }

  function cancel(): void {
    const waiting = view()?.prints.find((job) => job.state === 'queued');
    if (waiting !== undefined) void station.ask('print-jobs:cancel', { jobId: waiting.id }).then(noteJob);
  }

  const noteJob = (job: Parameters<typeof committed.noteJob>[0] | null): void => {
    if (job !== null) committed.noteJob(job);
  };

  /** Asks for what has changed until it is shown: an answer proves that it is kept. */
  function look(): void {
    if (!station.isReady()) return;
    const ids = visitors.unseen
      .values()
      .take(MOST_QUESTIONS_ASKED_AT_ONCE - asking)
      .toArray();
    for (const id of ids) {
      asking += 1;
      // Last in line next time: one that is slow to come must not hide the others.
      visitors.unseen.delete(id);
      visitors.unseen.add(id);
      void station.ask('check-ins:get', { id }).then((detail) => {
        asking -= 1;
        if (detail === null) return;
        const shown = committed.noteDetail(detail);
        if (shown >= visitors.versionOf(id)) visitors.unseen.delete(id);
      });
    }
  }

  function disturbPrinter(): void {
    if (mend !== null || !hasPrinterTrouble) return;
    const isCut = random.chance(0.4);
    const trouble = random.pick(TROUBLES);
    if (isCut) twin.breakLinkAfter(random.integer(1, 60_000));
    else twin.setFault(trouble, true);
    const timer = setTimeout(() => mend?.(), random.integer(50, 400));
    mend = () => {
      clearTimeout(timer);
      mend = null;
      if (isCut) twin.breakLinkAfter(null);
      else twin.setFault(trouble, false);
    };
  }

  const acts: readonly (readonly [weight: number, act: () => void])[] = [
    [30, () => visitors.update()],
    [8, () => visitors.arrive()],
    [10, approve],
    [3, () => visitors.move('Upcoming', 'Pending')],
    [3, () => visitors.move('Host', 'Onsite')],
    [1, () => visitors.move('Host', 'Pending')],
    [1.5, () => visitors.move('Onsite', 'Left')],
    [2, () => visitors.giveCard()],
    [6, () => visitors.repeat()],
    [1, () => cloud.broadcastRaw('{"checkIn":{"id":"x"}}')],
    [0.5, burst],
    [0.7, () => void station.ask('session:reconnect', null)],
    [0.3, () => cloud.dropLinks()],
    [3, printByHand],
    [2, answerQuestion],
    [0.2, cancel],
    [2, disturbPrinter],
    [30, () => undefined],
  ];
  const total = acts.reduce((sum, [weight]) => sum + weight, 0);

  function tick(): void {
    let drawn = random.next() * total;
    for (const [weight, act] of acts) {
      drawn -= weight;
      if (drawn < 0) {
        act();
        break;
      }
    }
    look();
  }
  const timer = setInterval(tick, TICK_MS);

  return {
    provoke(what) {
      switch (what) {
        case 'approval':
          visitors.arrive();
          return visitors.approve({ hasBaseline: committed.hasBaseline() });
        case 'burst':
          return burst();
        case 'snapshot':
          void station.ask('session:reconnect', null);
      }
    },
    stop() {
      clearInterval(timer);
      mend?.();
    },
  };
}

function uuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.integer(0, 15).toString(16));
  digits[12] = '4';
  digits[16] = '8';
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
