/**
 * What a desk has committed, as far as it is known without asking its memory: what its station has answered at the bridge, and
 * what its file held when it lay dead. Nothing of it may be missing or older in the file after the next death.
 */
import type { PrintJobState } from '../../../electron/shared/print-job.ts';
import type { CheckInDetail, PrintJobView, StationView } from '../../../electron/shared/view.ts';
import type { FileContent, FileJob } from './inspect-file.ts';
import { versionOf } from './visitors.ts';

export interface Committed {
  noteView(view: StationView): void;
  /** Returns the number of the change that is shown. */
  noteDetail(detail: CheckInDetail): number;
  noteJob(job: KnownJob): void;
  noteFile(file: FileContent): void;
  hasBaseline(): boolean;
  /** What the file ought to hold and does not. */
  findLost(file: FileContent): readonly string[];
}

type KnownJob = Pick<PrintJobView, 'id' | 'checkInId' | 'purpose' | 'printNumber' | 'state'>;

const BEFORE_COMMIT: readonly PrintJobState[] = ['queued', 'body'];
const OUTCOMES: readonly PrintJobState[] = ['printed', 'delivered', 'handed-over', 'failed', 'uncertain'];
/** A person has said what became of it. */
const isAnswered = (job: FileJob): boolean =>
  (job.state === 'printed' || job.state === 'failed') && job.reason === 'answered';

/** Written down a second time on purpose: the ledger's own table of steps is what is on trial. */
function mayHaveBecome(known: PrintJobState, hasDiedSince: boolean, job: FileJob): boolean {
  if (BEFORE_COMMIT.includes(known)) return true;
  if (known === 'uncertain') return job.state === 'uncertain' || isAnswered(job);
  if (known !== 'commit') return job.state === known;
  if (job.state === 'commit' || job.state === 'uncertain' || isAnswered(job)) return true;
  // What stood at the commit step when its station died is not known to anybody but a person any more.
  return !hasDiedSince && OUTCOMES.includes(job.state);
}

/** `counts`: the printer has a count of its labels that outlives a death, so it may settle what nobody knows, or have it sent again. */
export function createCommitted({ counts }: { readonly counts: boolean }): Committed {
  const versions = new Map<number, number>();
  const jobs = new Map<number, KnownJob & { readonly hasDiedSince: boolean }>();
  let isBaselineKnown = false;
  let quarantined = 0;
  let sequence = 0;

  const noteVersion = (id: number, version: number): void =>
    void versions.set(id, Math.max(version, versions.get(id) ?? 0));
  const noteJob = ({ id, checkInId, purpose, printNumber, state }: KnownJob, hasDiedSince = false): void =>
    void jobs.set(id, { id, checkInId, purpose, printNumber, state, hasDiedSince });

  function* findLostJobs(file: FileContent): Generator<string> {
    for (const known of jobs.values()) {
      const job = file.jobs.get(known.id);
      if (job === undefined) yield `promise 5: job ${known.id} (${known.state}) is gone`;
      else if (job.checkInId !== known.checkInId || job.printNumber !== known.printNumber)
        yield `promise 5: job ${known.id} has become another one`;
      else if (counts && (known.state === 'commit' || known.state === 'uncertain')) continue;
      else if (!mayHaveBecome(known.state, known.hasDiedSince, job))
        yield `promise 5: job ${known.id} was ${known.state}${known.hasDiedSince ? ' at a death' : ''} and is ${job.state}`;
    }
  }

  return {
    noteView(view) {
      if (view.session.kind === 'live') isBaselineKnown = true;
      quarantined = Math.max(quarantined, view.quarantined);
      for (const job of [...view.prints, ...view.questions]) noteJob(job);
    },
    noteDetail(detail) {
      const version = versionOf(detail.companyName);
      noteVersion(detail.id, version);
      for (const job of detail.jobs) noteJob(job);
      return version;
    },
    noteJob: (job) => noteJob(job),
    noteFile(file) {
      isBaselineKnown ||= file.hasBaseline;
      quarantined = Math.max(quarantined, file.quarantined);
      sequence = Math.max(sequence, file.sequence);
      for (const row of file.checkIns.values()) noteVersion(row.id, row.version);
      for (const job of file.jobs.values()) noteJob(job, true);
    },
    hasBaseline: () => isBaselineKnown,
    findLost(file) {
      const lost: string[] = [];
      for (const [id, version] of versions) {
        const row = file.checkIns.get(id);
        if (row === undefined) lost.push(`promise 3: check-in ${id} was stored and is gone`);
        else if (row.version < version)
          lost.push(`promise 5: check-in ${id} fell back from change ${version} to ${row.version}`);
      }
      lost.push(...findLostJobs(file));
      if (isBaselineKnown && !file.hasBaseline) lost.push('promise 4: the baseline is forgotten');
      if (file.quarantined < quarantined)
        lost.push(`${quarantined} frames were quarantined and are ${file.quarantined}`);
      if (file.sequence < sequence)
        lost.push(`the local sequence fell back from ${sequence} to ${file.sequence}`);
      return lost;
    },
  };
}
