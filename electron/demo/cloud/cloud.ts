/**
 * A simulated essentry on loopback: for the demo, for the tests, and for whoever wants to see what the cloud sends. It
 * knows nothing of Vestibule's own code, because it is what that code is judged against.
 *
 * Two ways to use it: with a stream of invented visitors (the demo), or silent (`visitorsPerMinute: 0`), where a test
 * says exactly what happens by `upsertCheckIn`, `transition`, `assignCard` and `broadcastRaw`.
 */
import type { Clock } from '../../shared/clock.ts';
import { createCast } from './cast.ts';
import type { EventNames } from './flow.ts';
import { UNDISTURBED, type Frame, type FrameDisturbance } from './frame-lane.ts';
import { createLinks } from './links.ts';
import { createCloudLog, type AuthMode, type CloudLogEntry } from './log.ts';
import type { CheckInPatch, CloudAccessCredential, CloudCheckIn } from './objects.ts';
import { openTheDay } from './opening.ts';
import { createRandom } from './random.ts';
import { createRegister, type CardDetails } from './register.ts';
import {
  createRequestFaults,
  type FaultScope,
  type RequestFault,
  type RequestFaultInForce,
} from './request-faults.ts';
import { API_PATH, createRest } from './rest.ts';
import { createCloudServer } from './server.ts';
import { startArrivals } from './stream.ts';

export interface DemoCloudOptions {
  /** The same seed under the same clock gives the same visitors and the same frames, byte for byte. */
  readonly seed: number;
  readonly clock: Clock;
  readonly token: string;
  readonly locationId: number;
  /** Default 6. 0: nobody is there and nothing happens by itself. Otherwise the day is some hours old at the start. */
  readonly visitorsPerMinute?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** How the socket asks for the token; default in the header of the upgrade. The REST side always wants the header. */
  readonly auth?: AuthMode;
  readonly eventNames?: Partial<EventNames>;
  /** The most check-ins in one snapshot, so that `totalCount` tells of more; default no cap. */
  readonly pageCap?: number;
}

export interface DemoCloudAddress {
  readonly apiUrl: string;
  readonly socketUrl: string;
  readonly port: number;
}

export interface DemoCloudFaults {
  readonly isAway: boolean;
  readonly requests: readonly RequestFaultInForce[];
  readonly frames: FrameDisturbance;
  readonly blackholedLinks: number;
}

export interface DemoCloud {
  /** Once; the visitors' day begins. Rejects when the port is taken. */
  start(): Promise<DemoCloudAddress>;
  stop(): Promise<void>;

  /** What is true, by id; nobody else can change the objects. */
  checkIns(): readonly CloudCheckIn[];
  accessCredentials(): readonly CloudAccessCredential[];
  /** Creates a whole, good check-in with the patch laid over it, or changes one; members set to `undefined` are not sent. */
  upsertCheckIn(patch: CheckInPatch): CloudCheckIn;
  /** Into any state, also one the flow does not know; `Left` sets `leftAt` and takes the card back. */
  transition(id: number, state: string): CloudCheckIn;
  /** Gone without a frame, as after deletion in the dashboard. */
  removeCheckIn(id: number): void;
  assignCard(checkInId: number, details?: CardDetails): CloudAccessCredential;
  unassignCards(checkInId: number): void;
  /** To every open link as it is: text as a text frame, bytes as a binary one. */
  broadcastRaw(frame: Frame): void;

  /** Open links that were let in. */
  links(): number;
  /** Destroys the open sockets, without a close frame. */
  dropLinks(): void;
  /** Closes them properly, e.g. 1001 or 4401. */
  closeLinks(code: number, reason?: string): void;
  /** Open sockets stay open; nothing is sent or answered on them any more. New ones are not concerned. */
  blackholeLinks(): void;
  /** Closes the port and breaks everything, until `comeBack` opens the same port again. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  /** Snapshots, transitions and upgrades fail in this way; the returned function calls it off. */
  failRequests(fault: RequestFault, scope?: FaultScope): () => void;
  /** Calls off every fault of requests. */
  answerRequests(): void;
  /** What is not named goes back to undisturbed. */
  disturbFrames(disturbance: Partial<FrameDisturbance>): void;
  faults(): DemoCloudFaults;

  log(): readonly CloudLogEntry[];
}

export function createDemoCloud(options: DemoCloudOptions): DemoCloud {
  const { clock, token, host = '127.0.0.1', auth = 'header', visitorsPerMinute = 6 } = options;
  let frames = UNDISTURBED;
  let isAway = true;

  const random = createRandom(options.seed);
  const log = createCloudLog(() => clock.nowMs());
  const faults = createRequestFaults();
  const links = createLinks({ clock, random: random.fork(1), log, auth, token, disturbance: () => frames });
  const register = createRegister({
    nowMs: () => clock.nowMs(),
    notify: (notification) => links.broadcast(JSON.stringify(notification)),
  });
  const answer = createRest({
    register,
    log,
    token,
    locationId: options.locationId,
    eventNames: options.eventNames,
    pageCap: options.pageCap,
  });
  const server = createCloudServer({
    host,
    port: options.port ?? 0,
    clock,
    log,
    links,
    auth,
    faults,
    answer,
  });

  const cast = createCast(clock, random.fork(2), register);

  const listen = async (): Promise<number> => {
    const port = await server.listen();
    isAway = false;
    return port;
  };
  const leave = async (): Promise<void> => {
    isAway = true;
    await server.close();
  };

  return {
    async start() {
      const port = await listen();
      if (visitorsPerMinute > 0) {
        openTheDay(clock, cast);
        startArrivals(clock, random.fork(3), cast, visitorsPerMinute);
      }
      const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
      return {
        apiUrl: `http://${authority}${API_PATH}`,
        socketUrl: `ws://${authority}${API_PATH}/ws`,
        port,
      };
    },
    async stop() {
      cast.sendHome();
      await leave();
    },

    checkIns: () => structuredClone(register.checkIns()),
    accessCredentials: () => structuredClone(register.accessCredentials()),
    upsertCheckIn: (patch) => register.upsert(patch),
    transition: (id, state) => register.transition(id, state),
    removeCheckIn: (id) => register.remove(id),
    assignCard: (checkInId, details) => register.assignCard(checkInId, details),
    unassignCards: (checkInId) => register.unassignCards(checkInId),
    broadcastRaw: (frame) => links.broadcast(frame),

    links: () => links.count(),
    dropLinks: () => links.drop(),
    closeLinks: (code, reason = '') => links.close(code, reason),
    blackholeLinks: () => links.blackhole(),
    goAway: leave,
    async comeBack() {
      await listen();
    },
    failRequests: (fault, scope) => faults.add(fault, scope),
    answerRequests: () => faults.clear(),
    disturbFrames(disturbance) {
      frames = { ...UNDISTURBED, ...disturbance };
    },
    faults: () => ({ isAway, requests: faults.inForce(), frames, blackholedLinks: links.blackholed() }),

    log: () => log.entries(),
  };
}
