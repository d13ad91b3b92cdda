/**
 * Webhooks with duplicates from parallel senders against the real station, which is killed meanwhile and started again. Each visit
 * keeps its own order, as the cloud has it; what was acknowledged is sent again at any time later, which is what a retry looks like
 * whose answer was lost.
 *
 * Every change that is stored takes one number of the station's own order, so a change that was applied twice, or undone by a late
 * duplicate and done again, shows in the count.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import { createRandom, type Random } from '../../../electron/demo/cloud/random.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { freePort, WEBHOOK_SECRET } from '../../support/webhook-sender.ts';
import { inspectFile, type FileContent } from '../crash/inspect-file.ts';
import { createMoments } from '../crash/moments.ts';
import { startStation, TOKEN, type StationProcess } from '../crash/station-process.ts';
import { createSender, type Figures } from './sender.ts';
import { bodyOf, LAST_STATE, VERSIONS } from './visits.ts';

export interface WebhookOptions {
  readonly seed: number;
  /** At least so many webhooks, duplicates included. */
  readonly count: number;
  readonly kills: number;
  readonly senders: number;
}

export interface WebhookReport {
  readonly webhooks: number;
  readonly visits: number;
  readonly duplicates: number;
  /** Of them, those that said what was not so any more when they were sent. */
  readonly late: number;
  readonly kills: number;
  readonly figures: Figures;
  readonly findings: readonly string[];
  readonly tookMs: number;
  /** Left as it is where something was found. */
  readonly folder: string;
}

const DUPLICATED = 0.25;
/** Of the senders, so many deliver nothing but duplicates. */
const DUPLICATORS = 0.2;
const LIVE_WITHIN_MS = 20_000;

export async function runWebhooks(options: WebhookOptions): Promise<WebhookReport> {
  const random = createRandom(options.seed);
  const visits = Math.ceil(options.count / (VERSIONS * (1 + DUPLICATED) * 0.95));
  const desk = await openDesk(random);
  const figures: Figures = { acknowledged: 0, putOff: 0, lost: 0, strange: new Map() };
  const crowd = createCrowd(desk.port, visits, options.senders, random.fork(1), figures);
  const findings: string[] = [];
  const begunMs = performance.now();
  let station = await desk.start();
  try {
    const sent = crowd.send();
    for (let kill = 1; kill <= options.kills; kill += 1) {
      const threshold = (options.count * kill) / (options.kills + 1);
      await Promise.race([sent, until(() => figures.acknowledged >= threshold)]);
      station.signal('SIGKILL');
      await station.over;
      findings.push(...findLost(`after kill ${kill}`, crowd.acknowledged(), inspectFile(desk.folder)));
      station = await desk.start();
    }
    await sent;
    station.signal('SIGTERM');
    const { code, lastLines } = await station.over;
    if (code !== 0) findings.push(`ended with ${code}: ${lastLines.join(' ')}`);
    findings.push(...findWrong(visits, crowd.acknowledged(), inspectFile(desk.folder)));
    for (const [status, times] of figures.strange) findings.push(`answered ${status}, ${times} times`);
  } finally {
    station.signal('SIGKILL');
    await desk.close(findings.length === 0);
  }
  const { duplicates, late } = crowd.counts();
  return {
    webhooks: visits * VERSIONS + duplicates,
    visits,
    duplicates,
    late,
    kills: options.kills,
    figures,
    findings,
    tookMs: performance.now() - begunMs,
    folder: desk.folder,
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await delay(2);
}

/** A cloud in which nobody is, a desk that prints nothing, and a port for its webhooks. */
async function openDesk(random: Random) {
  const cloud = createDemoCloud({
    seed: random.integer(0, 0x7fff_ffff),
    clock: systemClock,
    token: TOKEN,
    locationId: 1,
    visitorsPerMinute: 0,
  });
  const { apiUrl, socketUrl } = await cloud.start();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-webhooks-'));
  const settings = {
    version: 1,
    essentry: { apiUrl, socketUrl, locationId: 1 },
    webhook: { enabled: true, port },
  };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  return {
    folder,
    port,
    async start(): Promise<StationProcess> {
      const station = startStation(folder, {
        moments: createMoments(),
        onView: () => undefined,
        environment: { VESTIBULE_WEBHOOK_SECRET: WEBHOOK_SECRET },
      });
      const limit = AbortSignal.timeout(LIVE_WITHIN_MS);
      await until(() => station.liveAfterMs() !== null || limit.aborted);
      return station;
    },
    async close(isClean: boolean) {
      await cloud.stop();
      if (isClean) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createCrowd(port: number, visits: number, senders: number, random: Random, figures: Figures) {
  const arrivedAtMs = Date.now();
  const acknowledged = new Map<number, number>();
  const again: { readonly id: number; readonly version: number }[] = [];
  const duplicators = Math.max(1, Math.round(senders * DUPLICATORS));
  const originals = senders - duplicators;
  let duplicates = 0;
  let late = 0;
  const allSent = new AbortController();

  /** Its visits in turn, each in its own order: the next change is told when the last one has arrived. */
  async function sendOriginals(worker: number): Promise<void> {
    const sender = createSender(port, WEBHOOK_SECRET, figures);
    const draw = random.fork(worker);
    const open = Array.from({ length: visits }, (_, index) => index + 1).filter(
      (id) => id % originals === worker,
    );
    while (open.length > 0) {
      const at = draw.integer(0, open.length - 1);
      const id = open[at] ?? 0;
      const version = (acknowledged.get(id) ?? 0) + 1;
      await sender.deliver(bodyOf(id, version, arrivedAtMs));
      acknowledged.set(id, version);
      if (version === VERSIONS) open.splice(at, 1);
      if (draw.chance(DUPLICATED)) again.push({ id, version: draw.integer(1, version) });
    }
    sender.close();
  }

  async function sendDuplicates(worker: number): Promise<void> {
    const sender = createSender(port, WEBHOOK_SECRET, figures);
    const draw = random.fork(1_000 + worker);
    while (!allSent.signal.aborted || again.length > 0) {
      const [one] = again.splice(draw.integer(0, Math.max(0, again.length - 1)), 1);
      if (one === undefined) {
        await delay(2);
        continue;
      }
      duplicates += 1;
      if (one.version < (acknowledged.get(one.id) ?? 0)) late += 1;
      await sender.deliver(bodyOf(one.id, one.version, arrivedAtMs));
    }
    sender.close();
  }

  return {
    async send(): Promise<void> {
      const repeating = Array.from({ length: duplicators }, (_, worker) => sendDuplicates(worker));
      await Promise.all(Array.from({ length: originals }, (_, worker) => sendOriginals(worker)));
      allSent.abort();
      await Promise.all(repeating);
    },
    /** The latest change of each visit that the station has answered for. */
    acknowledged: (): ReadonlyMap<number, number> => new Map(acknowledged),
    counts: () => ({ duplicates, late }),
  };
}

/** At most one change of a visit is on its way, so the file has the last one that was acknowledged or the next. */
function findLost(
  when: string,
  acknowledged: ReadonlyMap<number, number>,
  file: FileContent,
): readonly string[] {
  const findings = file.integrity === 'ok' ? [] : [`${when}: the file is ${file.integrity}`];
  for (const [id, version] of acknowledged) {
    const kept = file.checkIns.get(id)?.version ?? 0;
    if (kept !== version && kept !== version + 1)
      findings.push(`${when}: visit ${id} is at change ${kept}, acknowledged was ${version}`);
  }
  return findings;
}

function findWrong(
  visits: number,
  acknowledged: ReadonlyMap<number, number>,
  file: FileContent,
): readonly string[] {
  const findings = [...findLost('at the end', acknowledged, file)];
  const changes = visits * VERSIONS;
  if (file.sequence !== changes) findings.push(`${file.sequence} changes were applied, ${changes} were sent`);
  if (file.checkIns.size !== visits) findings.push(`${file.checkIns.size} visits are kept of ${visits}`);
  if (file.quarantined !== 0) findings.push(`${file.quarantined} were not understood`);
  for (const { id, version, state } of file.checkIns.values())
    if (version !== VERSIONS || state !== LAST_STATE)
      findings.push(`visit ${id} ends as ${state}, change ${version}`);
  const badges = new Map<number, number>();
  for (const { checkInId } of file.jobs.values()) badges.set(checkInId, (badges.get(checkInId) ?? 0) + 1);
  for (let id = 1; id <= visits; id += 1)
    if (badges.get(id) !== 1) findings.push(`visit ${id} has ${badges.get(id) ?? 0} badges`);
  return findings;
}
