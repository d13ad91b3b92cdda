/**
 * The promises of ARCHITECTURE.md as checks on a simulated world. Each finding names the promise and what was seen, by ids
 * and numbers. What the cloud and the tray say is the truth; the station's own word counts only for what it has stored.
 */
import type { RunningDesk } from './simulated-desk.ts';
import { essenceOf, type SimulatedCloud } from './simulated-cloud.ts';
import type { TrayLabel } from './simulated-printer.ts';
import type { SimulatedRest } from './simulated-rest.ts';
import { verifyLedger } from '../../electron/desk/print-history.ts';
import type { PrintJob } from '../../electron/shared/print-job.ts';
import type { StoredCheckIn } from '../../electron/store/check-ins.ts';

/** Every job that was ever committed, by life and number. */
export type CommittedJobs = ReadonlyMap<string, PrintJob & { readonly life: number }>;
export const jobKey = (life: number, printNumber: number): string => `${life}:${printNumber}`;

const APPROVED = ['approved', 'onsite'];
const OVER = ['printed', 'delivered', 'failed', 'uncertain', 'withdrawn'];
const RETENTION_MS = 24 * 3_600_000;

export const storedEssence = ({ checkIn }: StoredCheckIn): string =>
  JSON.stringify([
    checkIn.state,
    checkIn.firstName,
    checkIn.lastName,
    checkIn.companyName,
    checkIn.arrivedAtMs,
    checkIn.leftAtMs,
    checkIn.card?.number ?? null,
  ]);

/** Promise 3: the store equals the cloud for the rows that a snapshot covers. */
export function findDifferences(
  desk: RunningDesk,
  cloud: SimulatedCloud,
  rest: SimulatedRest,
  options: { readonly tellsExpected: boolean },
): readonly string[] {
  const findings: string[] = [];
  for (const truth of cloud.register.checkIns()) {
    if (!options.tellsExpected && truth.arrivedAt === null) continue;
    if (rest.isReturnUntold(truth.id)) continue;
    const stored = desk.store.checkIns.get(truth.id);
    if (stored === null) {
      const leftMs = truth.leftAt === null ? null : Date.parse(truth.leftAt);
      const isLongOver = leftMs !== null && leftMs < desk.process.clock.nowMs() - RETENTION_MS + 60_000;
      if (!isLongOver) findings.push(`promise 3: check-in ${truth.id} (${truth.state}) is not in the store`);
    } else if (storedEssence(stored) !== essenceOf(truth))
      findings.push(
        `promise 3: check-in ${truth.id} is ${storedEssence(stored)} in the store and ${essenceOf(truth)} in the cloud`,
      );
  }
  return findings;
}

/** Promise 6, at the moment of the first byte. */
export function findUnapproved(desk: RunningDesk, jobIds: readonly number[]): readonly string[] {
  return jobIds.flatMap((jobId) => {
    const job = desk.store.ledger.get(jobId);
    if (job?.purpose !== 'auto') return [];
    const checkIn = desk.store.checkIns.get(job.checkInId)?.checkIn;
    const isApproved = checkIn !== undefined && APPROVED.includes(checkIn.phase) && checkIn.leftAtMs === null;
    return isApproved
      ? []
      : [`promise 6: job ${jobId} is sent for check-in ${job.checkInId} (${checkIn?.phase ?? 'forgotten'})`];
  });
}

/** Promises 4 and 5, by what lies in the tray. */
export function findBadTray(tray: readonly TrayLabel[], jobs: CommittedJobs): readonly string[] {
  const findings: string[] = [];
  const automatic = new Map<number, number>();
  const ofJob = new Map<string, number>();
  for (const label of tray) {
    const key = jobKey(label.life, label.printNumber);
    const job = jobs.get(key);
    if (job === undefined || job.checkInId !== label.checkInId) {
      findings.push(
        `promise 5: a label for check-in ${label.checkInId} came out of no committed job (${key})`,
      );
      continue;
    }
    ofJob.set(key, (ofJob.get(key) ?? 0) + 1);
    if (job.purpose === 'auto') automatic.set(label.checkInId, (automatic.get(label.checkInId) ?? 0) + 1);
  }
  for (const [key, count] of ofJob)
    if (count > 1) findings.push(`promise 5: job ${key} came out ${count} times`);
  for (const [id, count] of automatic)
    if (count > 1) findings.push(`promise 4: check-in ${id} got ${count} badges by itself`);
  return findings;
}

/** Promises 4, 5 and 10, by what the ledger says once everything has come to rest. */
export function findBadLedger(
  desk: RunningDesk,
  life: number,
  jobs: CommittedJobs,
  tray: readonly TrayLabel[],
): readonly string[] {
  const findings: string[] = [];
  for (const committed of jobs.values()) {
    if (committed.life !== life) continue;
    const job = desk.store.ledger.get(committed.id);
    if (job === null) {
      findings.push(`promise 5: committed job ${committed.id} is not in the ledger`);
      continue;
    }
    const labels = tray.filter(
      (label) => label.life === life && label.printNumber === job.printNumber,
    ).length;
    const isAnswered = job.reason?.kind === 'answered';
    if (!OVER.includes(job.state)) findings.push(`promise 5: job ${job.id} is ${job.state} and stays so`);
    if (job.state === 'printed' && !isAnswered && labels !== 1)
      findings.push(`promise 5: job ${job.id} is "printed" and ${labels} labels lie in the tray`);
    if ((job.state === 'withdrawn' || (job.state === 'failed' && !isAnswered)) && labels > 0)
      findings.push(`promise 5: job ${job.id} is ${job.state} and its label lies in the tray`);
    if (labels > 0 && job.committedAtMs === null)
      findings.push(`promise 5: job ${job.id} has a label and was never at its commit step`);
    const mustExplain = job.state === 'withdrawn' || job.state === 'failed' || job.state === 'uncertain';
    if (mustExplain && job.reason === null)
      findings.push(`promise 10: job ${job.id} is ${job.state} without a reason`);
  }
  return findings;
}

/** The ledger's own witness agrees with every job, whatever the station went through. */
export async function findBrokenChain(desk: RunningDesk): Promise<readonly string[]> {
  const verdict = await verifyLedger(desk.store.chain, null, () => Promise.resolve());
  return verdict.kind === 'intact'
    ? []
    : [`the ledger's chain: entry ${verdict.atEntry} (job ${verdict.jobId}) is ${verdict.because}`];
}

/** Promise 4: what was decided and what was ordered are one commit; so a decision to print always has its job. */
export function findLooseDecisions(desk: RunningDesk): readonly string[] {
  const { rows } = desk.store.checkIns.search('', { limit: 10_000 });
  return rows.flatMap(({ checkIn, badgeReason }) => {
    const isOrdered = desk.store.ledger.byKey(`auto:${checkIn.id}`) !== null;
    if (badgeReason.code === 'approved' && !isOrdered)
      return [`promise 4: check-in ${checkIn.id} was to get a badge and has no job`];
    return [];
  });
}

/** Promise 3: absence deletes nothing. `seen`: every id that was ever committed in this life, with its last sequence. */
export function findLost(desk: RunningDesk, seen: ReadonlyMap<number, number>): readonly string[] {
  return [...seen].flatMap(([id, sequence]) => {
    const stored = desk.store.checkIns.get(id);
    if (stored === null) return [`promise 3: check-in ${id} was stored and is gone`];
    return stored.sequence < sequence
      ? [`promise 5: check-in ${id} fell back from change ${sequence} to ${stored.sequence}`]
      : [];
  });
}
