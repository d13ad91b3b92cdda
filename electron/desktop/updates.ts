/**
 * Looks for newer versions every few hours, fetches what it finds, and installs it at the first moment that the rule allows
 * (update-decision.ts), or when somebody asks for it. What it cannot do stands in the view.
 */
import { createSiteTime } from '../desk/site-time.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Result } from '../shared/result.ts';
import type { SettingsValues } from '../shared/settings-values.ts';
import type { InstallRefusal, Updates, UpdatesOff, UpdateState } from '../shared/updates.ts';
import { type DeskNow, whyNotInstall } from './update-decision.ts';
import type { Download, UpdateFeed } from './update-feed.ts';
import type { UpdateRecord } from './update-trial.ts';

export interface UpdatesPorts {
  /** Why this installation does not replace itself; `null` where it does. */
  readonly off: Exclude<UpdatesOff, 'no-feed'> | null;
  /** As in force; `null` where the desk is not set up. */
  readonly settings: () => Pick<SettingsValues, 'updates' | 'site'> | null;
  readonly desk: () => DeskNow | null;
  readonly usedAtMs: () => number | null;
  readonly record: () => UpdateRecord;
  readonly loadFeed: () => Promise<UpdateFeed>;
  /** Ends the process, or says why not: the system's code. */
  readonly install: (download: Download) => Promise<Result<never, string>>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
}

export interface RunningUpdates extends Updates {
  start(): void;
  stop(): void;
}

const MINUTE_MS = 60_000;
const FIRST_CHECK_MS = 2 * MINUTE_MS;
const CHECK_EVERY_MS = 4 * 60 * MINUTE_MS;

export function createUpdates(ports: UpdatesPorts): RunningUpdates {
  const { clock, log } = ports;
  let state: Exclude<UpdateState, { kind: 'off' | 'ready' | 'installing' }> = { kind: 'unchecked' };
  let ready: Download | null = null;
  let isInstalling = false;
  let checkedAtMs: number | null = null;
  let checking: Promise<void> | null = null;
  let loaded: Promise<UpdateFeed> | null = null;
  let cancelCheck = (): void => undefined;
  let cancelTick = (): void => undefined;

  const feedUrl = (): string | null => ports.settings()?.updates.feedUrl ?? null;

  function refusal(isWanted: boolean): InstallRefusal | null {
    const settings = ports.settings();
    if (settings === null) return { kind: 'no-desk' };
    const nowMs = clock.nowMs();
    return whyNotInstall({
      desk: ports.desk(),
      nowMs,
      usedAtMs: ports.usedAtMs(),
      hour: createSiteTime(settings.site.timeZone).hour(nowMs),
      quietHour: settings.updates.quietHour,
      isWanted,
    });
  }

  function stateNow(): UpdateState {
    if (ports.off !== null) return { kind: 'off', because: ports.off };
    if (feedUrl() === null) return { kind: 'off', because: 'no-feed' };
    if (ready === null) return state;
    const { version } = ready;
    return isInstalling
      ? { kind: 'installing', version }
      : { kind: 'ready', version, waitsFor: refusal(false) };
  }

  async function look(): Promise<void> {
    const url = feedUrl();
    if (ports.off !== null || url === null || isInstalling) return;
    loaded ??= ports.loadFeed();
    const feed = await loaded;
    const newest = await feed.newest(url);
    checkedAtMs = clock.nowMs();
    if (!newest.ok) return problem(newest.error);
    const version = newest.value;
    if (version === null || ports.record().bad.includes(version)) {
      ready = null;
      state = version === null ? { kind: 'newest' } : { kind: 'bad', version };
      return;
    }
    if (ready?.version === version) return;
    ready = null;
    state = { kind: 'loading', version };
    log.info('update-found', { version });
    const download = await feed.download();
    if (!download.ok) return problem(download.error);
    ready = download.value;
    log.info('update-ready', { version });
  }

  /** A version that is here already stays, whatever the feed says of late. */
  function problem(what: Extract<UpdateState, { kind: 'problem' }>['problem']): void {
    log.warn('update-problem', { problem: what });
    state = { kind: 'problem', problem: what };
  }

  function check(): Promise<void> {
    checking ??= look().finally(() => (checking = null));
    return checking;
  }

  /** Spread out, so that the desks of a house do not all ask at once. */
  function checkLater(delayMs: number): void {
    cancelCheck = clock.after(delayMs * (0.75 + ports.random() / 2), () => {
      checkLater(CHECK_EVERY_MS);
      void check();
    });
  }

  async function begin(download: Download): Promise<void> {
    isInstalling = true;
    log.info('update-begun', { version: download.version });
    const failed = await ports.install(download);
    isInstalling = false;
    if (failed.ok) return;
    ready = null;
    problem(failed.error === 'ENOSPC' ? 'no-room' : 'failed');
    log.warn('update-not-begun', { code: failed.error });
  }

  function tick(): void {
    cancelTick = clock.after(MINUTE_MS, tick);
    if (ready === null || isInstalling || stateNow().kind === 'off' || refusal(false) !== null) return;
    void begin(ready);
  }

  return {
    view: () => ({ state: stateNow(), checkedAtMs, latest: ports.record().latest }),
    check,
    install() {
      if (ready === null || isInstalling || stateNow().kind === 'off') return Promise.resolve(null);
      const because = refusal(true);
      if (because === null) void begin(ready);
      return Promise.resolve(because);
    },
    start() {
      if (ports.off !== null) return;
      checkLater(FIRST_CHECK_MS);
      cancelTick = clock.after(MINUTE_MS, tick);
    },
    stop() {
      cancelCheck();
      cancelTick();
    },
  };
}
