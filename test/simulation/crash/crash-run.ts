/**
 * Kills stations. Desk after desk, each from an empty folder on: a station lives under load and is killed, what it has left
 * behind is inspected, the next one starts on it. At the end of a desk one station is left to finish in peace.
 *
 * A killed process loses nothing that it had handed to the operating system. What only a power cut loses, a write that was
 * not synced, cannot be seen here.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, type Random } from '../../../electron/demo/cloud/random.ts';
import { openFrontDesk, type FrontDesk } from './front-desk.ts';
import { inspectFile } from './inspect-file.ts';
import { createKillPlans, type KillPhase } from './kill-plan.ts';
import { liveAndDie, type Life } from './life.ts';
import { findBadLedger, findBadTray, findUnfinished, findUnsound } from './promises.ts';
import { startStation } from './station-process.ts';

export interface Kill {
  readonly number: number;
  readonly desk: number;
  readonly phase: KillPhase;
  readonly life: Life;
}

export interface Finding {
  /** After which it was found. */
  readonly kill: Kill;
  /** Seen when the station after the last kill of a desk had been left to finish. */
  readonly isAtEnd: boolean;
  readonly text: string;
}

export interface CrashReport {
  readonly kills: readonly Kill[];
  readonly findings: readonly Finding[];
  readonly labels: number;
  readonly jobs: ReadonlyMap<string, number>;
  readonly restartToLiveMs: readonly number[];
  /** Folders in which something was found, left as they are. */
  readonly keptFolders: readonly string[];
}

export interface CrashOptions {
  readonly seed: number;
  readonly kills: number;
  readonly onKill?: (kill: Kill) => void;
  readonly onFinding?: (finding: Finding) => void;
}

const KILLS_A_DESK = 26;
/** More findings of the same fault would say nothing new. */
const ENOUGH_FINDINGS = 10;
const FIRST_GUESS_OF_START_MS = 350;
const QUIET_END_WITHIN_MS = 60_000;
const ORDERLY_END_WITHIN_MS = 5_000;

type Report = {
  -readonly [K in keyof CrashReport]: CrashReport[K] extends readonly (infer T)[] ? T[] : CrashReport[K];
} & { jobs: Map<string, number> };

export async function runCrashes(options: CrashOptions): Promise<CrashReport> {
  const random = createRandom(options.seed);
  const report: Report = {
    kills: [],
    findings: [],
    labels: 0,
    jobs: new Map(),
    restartToLiveMs: [],
    keptFolders: [],
  };
  for (let desk = 1; report.kills.length < options.kills; desk += 1) {
    await runDesk(desk, random.fork(desk), options, report);
    if (hasEnough(report)) break;
  }
  return report;
}

async function runDesk(number: number, random: Random, options: CrashOptions, report: Report): Promise<void> {
  const desk = await openFrontDesk(random.fork(0));
  const nextPlan = createKillPlans(random.fork(1));
  const before = report.findings.length;
  const note = (texts: readonly string[], isAtEnd: boolean): void => {
    const kill = report.kills.at(-1);
    if (kill === undefined) return;
    for (const text of texts) {
      const finding = { kill, isAtEnd, text };
      report.findings.push(finding);
      options.onFinding?.(finding);
    }
  };
  let startMs = FIRST_GUESS_OF_START_MS;
  try {
    for (let life = 1; life <= KILLS_A_DESK && report.kills.length < options.kills; life += 1) {
      const plan = nextPlan(startMs);
      const lived = await liveAndDie(desk, plan, random.fork(100 + life));
      startMs = lived.openedAfterMs ?? startMs;
      if (lived.liveAfterMs !== null) report.restartToLiveMs.push(lived.liveAfterMs);
      const kill = { number: report.kills.length + 1, desk: number, phase: plan.phase, life: lived };
      report.kills.push(kill);
      options.onKill?.(kill);
      note([...findBadEnd(lived, plan.isDraining), ...(await judge(desk))], false);
      if (hasEnough(report)) return;
    }
    note(await endInPeace(desk, report), true);
  } finally {
    const keepsFolder = report.findings.length > before;
    if (keepsFolder) report.keptFolders.push(desk.folder);
    await desk.close({ keepsFolder });
  }
}

const hasEnough = (report: Report): boolean => report.findings.length >= ENOUGH_FINDINGS;

function findBadEnd({ endedBefore }: Life, isDraining: boolean): readonly string[] {
  if (endedBefore === null || (isDraining && endedBefore.code === 0)) return [];
  return [`the station ended by itself with ${endedBefore.code}: ${endedBefore.lastLines.join(' ')}`];
}

async function judge(desk: FrontDesk): Promise<readonly string[]> {
  const codes = await desk.printer.badgeCodes();
  const file = inspectFile(desk.folder);
  const findings = [
    ...findUnsound(file),
    ...desk.committed.findLost(file),
    ...findBadLedger(file, desk.wishes, desk.visitors),
    ...findBadTray(file, codes),
  ];
  desk.committed.noteFile(file);
  return findings;
}

/** Nobody is killed any more: the desk comes in step with its cloud, prints what it owes, and ends when it is told to. */
async function endInPeace(desk: FrontDesk, report: Report): Promise<readonly string[]> {
  const station = startStation(desk.folder, {
    moments: desk.moments,
    onView: (view) => desk.committed.noteView(view),
  });
  const isAtRest = async (): Promise<boolean> => {
    const view = await station.ask('station:view', null);
    return view !== null && view.session.kind === 'live' && view.jobs.queued === 0;
  };
  const limitMs = performance.now() + QUIET_END_WITHIN_MS;
  let hasCome = false;
  while (!hasCome && performance.now() < limitMs) {
    hasCome = await isAtRest();
    if (!hasCome) await delay(50);
  }
  station.signal('SIGTERM');
  const timeUp = setTimeout(() => station.signal('SIGKILL'), ORDERLY_END_WITHIN_MS);
  const { code, lastLines } = await station.over;
  clearTimeout(timeUp);

  const findings = [...(await judge(desk))];
  if (!hasCome) findings.push(`not at rest after ${QUIET_END_WITHIN_MS} ms: ${lastLines.join(' ')}`);
  if (code !== 0) findings.push(`the station ended with ${code} instead of in order: ${lastLines.join(' ')}`);
  const file = inspectFile(desk.folder);
  findings.push(...findUnfinished(file, desk.cloud.checkIns(), desk.visitors, desk.wishes));
  const liveAfterMs = station.liveAfterMs();
  if (liveAfterMs !== null) report.restartToLiveMs.push(liveAfterMs);
  report.labels += (await desk.printer.badgeCodes()).length;
  for (const job of file.jobs.values()) {
    const kind = `${job.purpose} ${job.state}`;
    report.jobs.set(kind, (report.jobs.get(kind) ?? 0) + 1);
  }
  return findings;
}
