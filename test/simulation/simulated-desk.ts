/**
 * The real station, one process after the other, over one real database file. A kill copies the file as it lies on the disk
 * at that moment, in the middle of whatever the process is doing, and the next process opens the copy: what a SIGKILL leaves.
 * The killed one may run on to its next wait, but nothing that it does reaches the world any more.
 */
import { err } from '../../electron/shared/result.ts';
import { shippedShelf, STATION_KEY } from '../support/shipped-shelf.ts';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createTwinTransport } from '../../electron/demo/printer-twin/twin-transport.ts';
import type { Random } from '../../electron/demo/cloud/random.ts';
import { parseSettings } from '../../electron/desk/settings.ts';
import { createStore, type Store } from '../../electron/desk/store.ts';
import { zpl } from '../../electron/print/languages/zpl.ts';
import { choosePrinter } from '../../electron/print/printer-choice.ts';
import type { Link, Transport } from '../../electron/print/printer.ts';
import type { Logger } from '../../electron/shared/logger.ts';
import { assembleStation, type Station } from '../../electron/station.ts';
import { openOrRebuild } from '../../electron/store/open-or-rebuild.ts';
import { damageDatabase, type Damage } from './damage.ts';
import { withKillPoints, type Commit } from './kill-points.ts';
import type { Process, SimulatedCloud } from './simulated-cloud.ts';
import type { DiskMode } from './schedule.ts';
import { createMarkingRaster, LABEL, type SimulatedPrinter } from './simulated-printer.ts';
import type { SimulatedRest } from './simulated-rest.ts';
import type { SimulatedTransitions } from './simulated-transitions.ts';
import type { SimulatedWebhooks } from './simulated-webhooks.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface RunningDesk {
  readonly station: Station;
  readonly store: Store;
  readonly process: Process;
}

export interface SimulatedDesk {
  /** `null` while no process runs. */
  running(): RunningDesk | null;
  start(): void;
  /** Dies at the n-th durable write from now on, whichever process makes it. */
  dieAtWrite(count: number, edge: 'before' | 'after', thenMs: number): void;
  dieNow(thenMs: number): void;
  callOffDeath(): void;
  restart(downMs: number): void;
  loseDatabase(): void;
  damageDatabase(damage: Damage): void;
  setDisk(mode: DiskMode | 'has-room'): void;
  /** Or was so a short while ago: what could not be written is tried again every few seconds. */
  isDiskFaulty(): boolean;
  /** Counts the databases that there have been. */
  life(): number;
  starts(): number;
  /** Ends the last process in order and gives the path of its file. */
  end(): Promise<string>;
}

export interface DeskWatch {
  /** A durable write of a living process. */
  onCommit(desk: RunningDesk, commit: Commit): void;
  onStart(desk: RunningDesk): void;
  /** The database was lost, or made anew. */
  onNewLife(): void;
  /** A bug that the station has caught and logged. */
  onError(event: string, fields: string): void;
}

const TRIED_AGAIN_WITHIN_MS = 15_000;
export const KEY_HEX = 'c0ffee'.padEnd(64, '0');

const parsedSettings = parseSettings(
  JSON.stringify({
    version: 1,
    essentry: {
      apiUrl: 'http://127.0.0.1/api/v2',
      socketUrl: 'ws://127.0.0.1/api/v2/ws',
      locationId: 1,
      transitions: {
        approve: 'Approve',
        reject: 'Reject',
        checkIn: 'Manual Check-in',
        checkOut: 'Check-out',
      },
    },
    phases: { 'Awaiting Escort': 'approved' },
  }),
);
if (!parsedSettings.ok) throw new Error(parsedSettings.error.join('\n'));
export const SETTINGS = parsedSettings.value;

export function createSimulatedDesk(parts: {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly folder: string;
  readonly cloud: SimulatedCloud;
  readonly rest: SimulatedRest;
  readonly transitions: SimulatedTransitions;
  readonly webhooks: SimulatedWebhooks;
  readonly printer: SimulatedPrinter;
  readonly watch: DeskWatch;
}): SimulatedDesk {
  const { time, random, cloud, watch } = parts;
  let current: (RunningDesk & { end(): void }) | null = null;
  let isStopping = false;
  let isKnownDamaged = false;
  let path = join(parts.folder, 'desk-0.db');
  let life = 1;
  let starts = 0;
  let files = 0;
  let death: { left: number; readonly edge: 'before' | 'after'; readonly thenMs: number } | null = null;

  let disk: DiskMode | 'has-room' = 'has-room';
  let roomAgainAtMs = Number.NEGATIVE_INFINITY;
  let limitWrites = (): void => undefined;

  const newPath = (): string => join(parts.folder, `desk-${(files += 1)}.db`);

  function start(): void {
    if (current !== null) return;
    let isAlive = true;
    const clock = time.pcClock(() => isAlive);
    const process: Process = { clock, isAlive: () => isAlive };
    const opened = openOrRebuild(path, KEY_HEX, clock.nowMs(), { isKnownDamaged });
    isKnownDamaged = false;
    if (!opened.ok) throw new Error(`the simulated database did not open: ${opened.error.code}`);
    const db = opened.value;
    // SQLite's own faults; the limit of pages is never less than those that the file has.
    limitWrites = () => {
      db.pragma(`max_page_count = ${disk === 'full' ? 1 : 2 ** 30}`);
      db.pragma(`query_only = ${disk === 'read-only' ? 1 : 0}`);
    };
    limitWrites();
    const plainStore = createStore(db, KEY_HEX);
    if (plainStore.facts.read().rebuilt?.atMs === clock.nowMs()) beginLife();
    const roads = createRoads(process, parts.printer);
    const desk: RunningDesk & { end(): void } = {
      process,
      store: withKillPoints(plainStore, {
        at: (edge) => void (isAlive && countDown(edge)),
        onCommit: (commit) => void (isAlive && watch.onCommit(desk, commit)),
      }),
      get station() {
        return station;
      },
      end() {
        isAlive = false;
        cloud.forget(process);
        parts.webhooks.close(process);
        roads.cut();
      },
    };
    const station = assembleStation(
      {
        settings: SETTINGS,
        version: '0.0.0',
        cloud: {
          connect: (events) => cloud.connect(process, events),
          rest: parts.rest.clientFor(process),
          transition: parts.transitions.clientFor(process, (checkInId) => ({
            life,
            act: plainStore.transitions.openOf(checkInId),
          })),
          faceImage: () => Promise.resolve(err('none')),
        },
        raster: createMarkingRaster(
          () => life,
          () => new Promise((resolve) => clock.after(random.integer(0, 50), resolve)),
        ),
        shelf: shippedShelf(SETTINGS),
        keyHex: STATION_KEY,
        printer: choosePrinter({ transport: roads.transport, language: zpl, ...LABEL }, null, process.clock),
        clock,
        random: () => random.next(),
        log: createErrorLog((event, fields) => isAlive && watch.onError(event, fields)),
        openWebhooks: ({ take }) => {
          if (isAlive) parts.webhooks.open(process, take);
          return {
            view: () => ({ kind: 'off' }),
            close: () => Promise.resolve(parts.webhooks.close(process)),
          };
        },
        onDamaged: () => {
          if (!isAlive) return;
          isKnownDamaged = true;
          stopAndStart(0);
        },
      },
      desk.store,
    );
    current = desk;
    starts += 1;
    watch.onStart(desk);
    station.start();
  }

  function countDown(edge: 'before' | 'after'): void {
    if (death === null || death.edge !== edge) return;
    death.left -= 1;
    if (death.left <= 0) die(death.thenMs, true);
  }

  function beginLife(): void {
    life += 1;
    watch.onNewLife();
  }

  function die(thenMs: number, keepsFile: boolean): void {
    death = null;
    // Nobody has told the next process.
    isKnownDamaged = false;
    if (current === null) return;
    const copy = newPath();
    if (keepsFile) {
      copyFileSync(path, copy);
      // In exclusive mode SQLite keeps no -shm file; what is committed stands in these two.
      if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    } else beginLife();
    const dead = current;
    dead.end();
    current = null;
    isStopping = false;
    path = copy;
    time.world.after(1, () => dead.store.close());
    time.world.after(thenMs + 2, start);
  }

  function stopAndStart(downMs: number): void {
    void stop().then((isDone) => isDone && time.world.after(downMs, start));
  }

  /** False when there was nothing to stop, or when it was killed before it was done. */
  async function stop(): Promise<boolean> {
    const old = current;
    if (old === null || isStopping) return false;
    isStopping = true;
    await old.station.stop(3_000);
    old.end();
    current = null;
    isStopping = false;
    return true;
  }

  return {
    running: () => (isStopping ? null : current),
    start,
    dieAtWrite: (count, edge, thenMs) => void (death ??= { left: count, edge, thenMs }),
    dieNow: (thenMs) => die(thenMs, true),
    callOffDeath: () => void (death = null),
    restart: stopAndStart,
    loseDatabase: () => die(1_000, false),
    damageDatabase(damage) {
      die(1_000, true);
      damageDatabase(path, damage);
    },
    setDisk(mode) {
      if (disk !== 'has-room' && mode === 'has-room') roomAgainAtMs = time.elapsedMs();
      disk = mode;
      if (current !== null) limitWrites();
    },
    isDiskFaulty: () => disk !== 'has-room' || time.elapsedMs() < roomAgainAtMs + TRIED_AGAIN_WITHIN_MS,
    life: () => life,
    starts: () => starts,
    async end() {
      let isOver = false;
      void stop().then(() => (isOver = true));
      await time.runUntil(() => isOver || current === null, 10_000);
      return path;
    },
  };
}

/** What a process has open at the printer goes when it dies, and what it waits for there never comes. */
function createRoads(
  process: Process,
  printer: SimulatedPrinter,
): { readonly transport: Transport; cut(): void } {
  const inner = createTwinTransport(printer.twin);
  const open = new Set<Link>();

  /** Goes on in a turn of the process's own, so never while the PC sleeps and never after its death. */
  const onThePc = <T>(outcome: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      outcome.then(
        (value) => process.clock.soon(() => resolve(value)),
        (cause: unknown) => process.clock.soon(() => reject(cause)),
      );
    });
  const never = new Promise<never>(() => undefined);

  const wrap = (link: Link): Link => ({
    device: link.device,
    write: (bytes, options) => (process.isAlive() ? onThePc(link.write(bytes, options)) : never),
    read: (options) => (process.isAlive() ? onThePc(link.read(options)) : never),
    close: () => (process.isAlive() ? onThePc(link.close()) : never),
    destroy() {
      open.delete(link);
      if (process.isAlive()) link.destroy();
    },
  });

  return {
    transport: {
      route: inner.route,
      isBidirectional: inner.isBidirectional,
      async open(options) {
        if (!process.isAlive()) return never;
        const link = await onThePc(inner.open(options));
        open.add(link);
        return wrap(link);
      },
    },
    cut() {
      for (const link of open) link.destroy();
    },
  };
}

function createErrorLog(onError: (event: string, fields: string) => void): Logger {
  return {
    info: () => undefined,
    warn: () => undefined,
    error: (event, fields) => onError(event, JSON.stringify(fields ?? {})),
  };
}
