/** The promises of ARCHITECTURE.md about one file and the tray beside it. Each finding names ids and numbers, nobody. */
import { createBadgeCodes } from '../../../electron/desk/badge-code.ts';
import type { FileCheckIn, FileContent, FileJob } from './inspect-file.ts';
import { KEY_HEX } from './station-process.ts';
import type { Visitors } from './visitors.ts';

/** What the people at this desk have asked for, noted before they asked. */
export interface Wishes {
  /** Keys of the print jobs that may follow from it. */
  readonly jobKeys: ReadonlySet<string>;
  readonly checkInIds: ReadonlySet<number>;
}

const SETTLED = ['printed', 'delivered', 'handed-over', 'failed', 'uncertain', 'withdrawn'];

export function findUnsound(file: FileContent): readonly string[] {
  const findings = file.strangeFiles.map((name) => `${name} lies in the data folder`);
  if (file.integrity !== 'ok') findings.push(`the database is not sound: ${file.integrity}`);
  if (file.sequence < file.highestSequence)
    findings.push(`sequence ${file.highestSequence} was given away and ${file.sequence} is remembered`);
  return findings;
}

export function findBadLedger(file: FileContent, wishes: Wishes, visitors: Visitors): readonly string[] {
  const findings: string[] = [];
  const automatic = new Map<number, number>();
  for (const job of file.jobs.values()) {
    const isBeforeCommit = job.state === 'queued' || job.state === 'body';
    if (isBeforeCommit && job.committedAtMs !== null)
      findings.push(`promise 5: job ${job.id} is ${job.state} again after its commit step`);
    if (job.purpose === 'auto') automatic.set(job.checkInId, (automatic.get(job.checkInId) ?? 0) + 1);
    else if (!wishes.jobKeys.has(job.key))
      findings.push(`promise 4: nobody asked for job ${job.id} (${job.purpose})`);
  }
  for (const [id, count] of automatic)
    if (count > 1) findings.push(`promise 4: check-in ${id} has ${count} automatic jobs`);
  for (const id of visitors.longApproved)
    if (automatic.has(id)) findings.push(`promise 4: check-in ${id} was approved before the baseline`);
  for (const row of file.checkIns.values())
    if (row.badgeReason === 'approved' && !automatic.has(row.id))
      findings.push(`promise 4: check-in ${row.id} was to get a badge and has no job`);
  return findings;
}

/** `codes`: what is printed on each label that came out, in the order in which they did. */
export function findBadTray(file: FileContent, codes: readonly (string | null)[]): readonly string[] {
  const findings: string[] = [];
  const badgeCodes = createBadgeCodes(KEY_HEX);
  const rows = new Map([...file.checkIns.values()].map((row) => [badgeCodes.codeOf(row.id), row]));
  const labels = new Map<number, number>();
  for (const [index, code] of codes.entries()) {
    const row = code === null ? undefined : rows.get(code);
    if (row === undefined) findings.push(`promise 5: label ${index + 1} belongs to nobody in the file`);
    else labels.set(row.id, (labels.get(row.id) ?? 0) + 1);
  }
  const jobs = Map.groupBy(file.jobs.values(), (job) => job.checkInId);
  for (const id of new Set([...labels.keys(), ...jobs.keys()])) {
    const ofVisitor = jobs.get(id) ?? [];
    const count = labels.get(id) ?? 0;
    const committed = ofVisitor.filter((job) => job.committedAtMs !== null).length;
    const vouchedFor = ofVisitor.filter(isVouchedFor).length;
    if (count > committed)
      findings.push(`promise 4: check-in ${id} has ${count} labels from ${committed} committed jobs`);
    if (count < vouchedFor)
      findings.push(`promise 5: check-in ${id} has ${vouchedFor} "printed" jobs and ${count} labels`);
  }
  return findings;
}

/** By the printer itself, at once or by its count. */
const isVouchedFor = ({ state, reason }: FileJob): boolean =>
  state === 'printed' && (reason === null || reason === 'counted');

interface CloudTruth {
  readonly id: number;
  readonly state: string;
  readonly leftAt: string | null;
  readonly accessControl: { readonly credential: unknown } | null;
}

/** Once everything has come to rest: in step with the cloud, and every approval has its one badge or its one reason. */
export function findUnfinished(
  file: FileContent,
  cloud: readonly CloudTruth[],
  visitors: Visitors,
  wishes: Wishes,
): readonly string[] {
  const findings: string[] = [];
  for (const truth of cloud) {
    const row = file.checkIns.get(truth.id);
    if (row === undefined) findings.push(`promise 3: check-in ${truth.id} is not in the store`);
    else if (!isTrue(row, truth, visitors.versionOf(truth.id)))
      findings.push(`promise 3: check-in ${truth.id} differs from the cloud`);
  }
  for (const job of file.jobs.values()) {
    if (!SETTLED.includes(job.state)) findings.push(`promise 5: job ${job.id} is ${job.state} and stays so`);
    if (isUnexplained(job)) findings.push(`promise 10: job ${job.id} is ${job.state} without a reason`);
  }
  const hasAutomatic = new Set(
    [...file.jobs.values()].filter((job) => job.purpose === 'auto').map((job) => job.checkInId),
  );
  for (const id of visitors.dueBadge) {
    const isHere = ['approved', 'onsite'].includes(file.checkIns.get(id)?.phase ?? '');
    if (isHere && !hasAutomatic.has(id) && !wishes.checkInIds.has(id))
      findings.push(`promise 4: check-in ${id} was approved and got no badge`);
  }
  return findings;
}

const isTrue = (row: FileCheckIn, truth: CloudTruth, version: number): boolean =>
  row.version === version &&
  row.state === truth.state &&
  row.leftAtMs === (truth.leftAt === null ? null : Date.parse(truth.leftAt)) &&
  row.hasCard === Boolean(truth.accessControl?.credential) &&
  !row.isUnconfirmed;

const isUnexplained = (job: FileJob): boolean =>
  ['failed', 'uncertain', 'withdrawn'].includes(job.state) && job.reason === null;
