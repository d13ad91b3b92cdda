/**
 * The cloud of the simulated desk and the network between them: the register and the REST calls of the demo cloud, over
 * links whose every delay and break is in the schedule's hand. What was sent before a link broke may still arrive, and what
 * an ended link reports comes late, as on a real one.
 */
import { createFrameLane, UNDISTURBED, type FrameLane } from '../../electron/demo/cloud/frame-lane.ts';
import type { CloudCheckIn, Notification } from '../../electron/demo/cloud/objects.ts';
import type { Random } from '../../electron/demo/cloud/random.ts';
import { createRegister, type Register } from '../../electron/demo/cloud/register.ts';
import type { Ending } from '../../electron/session/ending.ts';
import type { Socket, SocketEvents } from '../../electron/session/socket.ts';
import type { Clock } from '../../electron/shared/clock.ts';
import type { FrameMode, NetworkMode } from './schedule.ts';
import type { VirtualTime } from './virtual-time.ts';

/** As far as a link is concerned, the program that holds its other end. */
export interface Process {
  readonly clock: Clock;
  isAlive(): boolean;
}

export interface VisitorState {
  readonly state: string;
  readonly sinceMs: number;
}

export interface SimulatedCloud {
  readonly register: Register;
  /** Ids in the order of coming, also of those who have been deleted. */
  readonly visitors: readonly number[];
  /** When a visitor was last told of. */
  changedAtMs(id: number): number;
  /** Each state that a visitor has had, and since when; the last one stands. */
  statesOf(id: number): readonly VisitorState[];
  /** The number of the newest visitor is its last name, so that the printed dots can name it. */
  arrive(state: string, isSuspicious: boolean): void;
  /** To somebody who has left only: of anybody else it would be news, because the cloud sends no version. */
  repeatOldNews(id: number): void;
  connect(process: Process, events: SocketEvents): Socket;
  /** When links were asked for. */
  readonly connects: readonly number[];
  setNetwork(mode: NetworkMode | 'up'): void;
  networkMode(): NetworkMode | 'up';
  setFrames(mode: FrameMode | 'undisturbed'): void;
  drop(): void;
  blackhole(): void;
  close(code: number): void;
  /** The station's side has gone down with its process. */
  forget(process: Process): void;
  /** The most links of one process that were open at the same time. */
  mostLinksAtOnce(): number;
  /** Nothing is under way, and every frame since the link opened has arrived once or more and in order. */
  hasToldAll(): boolean;
  isQuiet(process: Process): boolean;
}

interface Link {
  readonly process: Process;
  readonly lane: FrameLane;
  readonly events: SocketEvents;
  isOpen: boolean;
  isBlackholed: boolean;
  isClean: boolean;
  underWay: number;
  lastDueMs: number;
}

const FIRST_ID = 5001;
const DISTURBANCE = {
  undisturbed: UNDISTURBED,
  repeated: { ...UNDISTURBED, repeat: 2 },
  reordered: { ...UNDISTURBED, reorderWindow: 4 },
  lost: { ...UNDISTURBED, loseProbability: 0.3 },
  slow: { ...UNDISTURBED, delayMs: 3_000 },
} as const;

/** `onNews`: says whether the socket carries it. */
export function createSimulatedCloud(
  time: VirtualTime,
  random: Random,
  onNews: (notification: Notification, text: string) => { readonly goesBySocket: boolean },
): SimulatedCloud {
  const visitors: number[] = [];
  const connects: number[] = [];
  const links = new Set<Link>();
  let network: NetworkMode | 'up' = 'up';
  let mostLinks = 0;
  let frames: FrameMode | 'undisturbed' = 'undisturbed';
  const beforeLeaving = new Map<number, string>();
  const changes = new Map<number, number>();
  const states = new Map<number, VisitorState[]>();
  const underWay = new Map<Process, number>();

  const register = createRegister({
    nowMs: () => time.worldMs(),
    notify(notification) {
      const text = JSON.stringify(notification);
      if ('checkIn' in notification) noteState(notification.checkIn);
      if ('checkIn' in notification && notification.checkIn.leftAt === null)
        beforeLeaving.set(notification.checkIn.id, text);
      const { goesBySocket } = onNews(notification, text);
      if (goesBySocket) for (const link of links) if (link.isOpen) link.lane.push(text);
    },
  });

  function noteState({ id, state }: CloudCheckIn): void {
    changes.set(id, time.elapsedMs());
    const known = states.get(id) ?? [];
    if (known.at(-1)?.state !== state) known.push({ state, sinceMs: time.elapsedMs() });
    states.set(id, known);
  }

  const count = (process: Process, change: number): void =>
    void underWay.set(process, (underWay.get(process) ?? 0) + change);
  const latencyMs = (): number => random.integer(1, 60);
  const keepsOrder = (): boolean => frames === 'undisturbed' || frames === 'repeated';

  /** In the order of sending, as TCP has it. What the station has ended itself may still be told of. */
  function deliver(link: Link, run: () => void): void {
    if (link.isBlackholed) {
      link.isClean = false;
      return;
    }
    const dueMs = Math.max(link.lastDueMs, time.elapsedMs() + latencyMs());
    link.lastDueMs = dueMs;
    link.underWay += 1;
    count(link.process, 1);
    link.process.clock.after(dueMs - time.elapsedMs(), () => {
      link.underWay -= 1;
      count(link.process, -1);
      if (!link.isBlackholed) run();
    });
  }

  function end(link: Link, ending: Ending): void {
    if (!link.isOpen) return;
    link.isOpen = false;
    link.lane.close();
    links.delete(link);
    deliver(link, () => link.events.onEnd(ending));
  }

  function openLink(process: Process, events: SocketEvents): Link {
    const link: Link = {
      process,
      events,
      lane: createFrameLane({
        clock: time.world,
        random,
        disturbance: () => DISTURBANCE[frames],
        send: (frame) => deliver(link, () => events.onFrame(String(frame))),
      }),
      isOpen: true,
      isBlackholed: false,
      isClean: keepsOrder(),
      underWay: 0,
      lastDueMs: 0,
    };
    links.add(link);
    mostLinks = Math.max(mostLinks, [...links].filter((other) => other.process === process).length);
    deliver(link, () => events.onOpen());
    if (network === 'drops-at-once') end(link, { kind: 'closed', code: 1006 });
    // Long enough to be reconciled, too short to count as a good link.
    if (network === 'drops-soon')
      time.world.after(random.integer(100, 2_000), () => end(link, { kind: 'closed', code: 1006 }));
    return link;
  }

  function refuse(process: Process, events: SocketEvents): boolean {
    const fail = (ending: Ending, afterMs: number): true => {
      process.clock.after(afterMs, () => events.onEnd(ending));
      return true;
    };
    if (network === 'down') return fail({ kind: 'network', errorCode: 'ECONNREFUSED' }, latencyMs());
    if (network === 'hangs') return true;
    if (network === 'refuses-401' || network === 'refuses-503') {
      const status = network === 'refuses-401' ? 401 : 503;
      return fail({ kind: 'status', of: 'upgrade', status, retryAfterMs: null }, latencyMs());
    }
    return false;
  }

  const blackhole = (): void => {
    for (const link of links) {
      link.isBlackholed = true;
      link.isClean = false;
    }
  };
  const drop = (): void => {
    for (const link of links) end(link, { kind: 'closed', code: 1006 });
  };

  return {
    register,
    visitors,
    changedAtMs: (id) => changes.get(id) ?? 0,
    statesOf: (id) => states.get(id) ?? [],
    connects,
    arrive(state, isSuspicious) {
      const id = FIRST_ID + visitors.length;
      visitors.push(id);
      register.upsert({
        id,
        state,
        firstName: 'Guest',
        lastName: String(id),
        ...(isSuspicious ? { trustedId: { selfie: 'NOT_MATCHED' } } : {}),
      });
    },
    repeatOldNews(id) {
      const text = beforeLeaving.get(id);
      if (text === undefined || (register.find(id)?.leftAt ?? null) === null) return;
      for (const link of links) link.lane.push(text);
    },
    connect(process, given) {
      if (!process.isAlive()) return NO_SOCKET;
      connects.push(time.elapsedMs());
      const events = endingOnce(given);
      const attempt: { link: Link | null; isOver: boolean } = { link: null, isOver: false };
      if (!refuse(process, events))
        time.world.after(latencyMs(), () => {
          if (!attempt.isOver && process.isAlive()) attempt.link = openLink(process, events);
        });
      const terminate = (): void => {
        attempt.isOver = true;
        if (attempt.link) end(attempt.link, { kind: 'closed', code: 1006 });
      };
      return {
        ping() {
          if (attempt.link?.isOpen) deliver(attempt.link, () => events.onPong());
        },
        leave: terminate,
        terminate,
      };
    },
    networkMode: () => network,
    setNetwork(mode) {
      network = mode;
      if (mode === 'hangs') blackhole();
      else if (mode !== 'up') drop();
    },
    setFrames(mode) {
      // What was on its way meanwhile may be overtaken by what comes after, so the link stays in doubt for good.
      if (!keepsOrder()) for (const link of links) link.isClean = false;
      frames = mode;
      if (!keepsOrder()) for (const link of links) link.isClean = false;
    },
    drop,
    blackhole,
    close(code) {
      for (const link of links) end(link, { kind: 'closed', code });
    },
    forget(process) {
      underWay.delete(process);
      for (const link of links) {
        if (link.process !== process) continue;
        link.isOpen = false;
        link.lane.close();
        links.delete(link);
      }
    },
    mostLinksAtOnce: () => mostLinks,
    hasToldAll: () => links.size === 1 && [...links].every((link) => link.isClean && link.underWay === 0),
    isQuiet: (process) => (underWay.get(process) ?? 0) === 0,
  };
}

const NO_SOCKET: Socket = { ping: () => undefined, leave: () => undefined, terminate: () => undefined };

/** As a socket reports it. */
function endingOnce(events: SocketEvents): SocketEvents {
  let isOver = false;
  return {
    ...events,
    onEnd(ending) {
      if (!isOver) events.onEnd(ending);
      isOver = true;
    },
  };
}

/** Everything of a check-in that the desk shows and decides by, read without the station's own code. */
export const essenceOf = (checkIn: CloudCheckIn): string =>
  JSON.stringify([
    checkIn.state,
    checkIn.firstName,
    checkIn.lastName,
    checkIn.companyName,
    checkIn.arrivedAt === null ? null : Date.parse(checkIn.arrivedAt),
    checkIn.leftAt === null ? null : Date.parse(checkIn.leftAt),
    checkIn.accessControl?.credential?.cardNumberReception ?? null,
  ]);
