/**
 * Feeds a station with bad frames, good ones in between, and looks after each batch whether every bad one was counted, every
 * good one is stored with its badge, and nothing of a visitor stands where no visitor may.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createRandom } from '../../../electron/demo/cloud/random.ts';
import { drawBadFrame, drawDoubtfulFrame, MARKER, type BadFrame } from './bad-frame.ts';
import { openFedStation, type FedStation } from './fed-station.ts';

export interface FeedReport {
  readonly findings: readonly string[];
  readonly sent: ReadonlyMap<string, number>;
  readonly good: number;
  readonly counted: number;
  readonly quarantineRows: number;
  readonly jobs: number;
  readonly longestHoldMs: number;
}

const BATCH = 500;
const GOOD_ONE_IN = 10;
/** Drawn in batches of their own: nobody can say how many of them are to be counted. */
const DOUBTFUL_BATCH_ONE_IN = 4;
const MOST_KEPT = 200;
const OVER_8_MIB = 9 * 1024 * 1024;
const NS_PER_MS = 1e6;
const SHOWN_CHARACTERS = 400;

export async function feed(options: { readonly seed: number; readonly frames: number }): Promise<FeedReport> {
  const random = createRandom(options.seed);
  const fed = await openFedStation();
  const findings: string[] = [];
  const sent = new Map<string, number>();
  const good = createGoodVisitors(fed);
  const hold = monitorEventLoopDelay({ resolution: 1 });
  try {
    await fed.until(() => fed.isLive(), 'live at the start');
    await breakLink(fed);
    hold.enable();
    let left = options.frames;
    while (left > 0 && findings.length === 0) {
      const count = Math.min(BATCH, left);
      left -= count;
      const isDoubtful = random.integer(1, DOUBTFUL_BATCH_ONE_IN) === 1;
      const batch = Array.from({ length: count }, () =>
        isDoubtful ? drawDoubtfulFrame(random) : drawBadFrame(random),
      );
      for (const { kind } of batch) sent.set(kind, (sent.get(kind) ?? 0) + 1);
      findings.push(...(await feedBatch(fed, batch, good)));
    }
    hold.disable();
    findings.push(...good.findWrong(), ...findLeaks(fed), ...findUnbounded(fed));
    return {
      findings,
      sent,
      good: good.count(),
      counted: fed.store.facts.read().quarantined,
      quarantineRows: rowsOf(fed),
      jobs: good.jobs(),
      longestHoldMs: hold.max / NS_PER_MS,
    };
  } finally {
    await fed.stop();
  }
}

async function feedBatch(fed: FedStation, batch: readonly BadFrame[], good: GoodVisitors): Promise<string[]> {
  const difference = await countedOf(fed, batch, good);
  if (difference === null) return [];
  for (const frame of batch) {
    const ofOne = await countedOf(fed, [frame], good);
    if (ofOne !== null) return [`${ofOne}: ${frame.kind}: ${shown(frame)}`];
  }
  return [`${difference}, but by none of them alone`];
}

/** What differs from what must be counted, or `null`. */
async function countedOf(
  fed: FedStation,
  batch: readonly BadFrame[],
  good: GoodVisitors,
): Promise<string | null> {
  const before = fed.store.facts.read().quarantined;
  for (const [index, { content }] of batch.entries()) {
    fed.cloud.broadcastRaw(content);
    if (index % GOOD_ONE_IN === 0) good.send();
  }
  const last = good.send();
  await fed.until(() => good.isStored(last), 'the good frame behind a batch is stored');
  if (!fed.isLive()) return 'the link is gone';
  const counted = fed.store.facts.read().quarantined - before;
  const isKnown = batch.every(({ counts }) => counts !== null);
  const expected = batch.reduce((sum, { counts }) => sum + (counts ?? 0), 0);
  return isKnown && counted !== expected ? `${expected} were bad and ${counted} were counted` : null;
}

interface GoodVisitors {
  /** Somebody new, approved, is told; the id. */
  send(): number;
  isStored(id: number): boolean;
  count(): number;
  jobs(): number;
  findWrong(): readonly string[];
}

function createGoodVisitors({ cloud, store }: FedStation): GoodVisitors {
  let count = 0;
  const companyOf = (id: number): string => `Works ${id}`;
  const hasJob = (id: number): boolean => store.ledger.byKey(`auto:${id}`) !== null;
  const ids = (): number[] => Array.from({ length: count }, (_, index) => index + 1);
  return {
    send() {
      count += 1;
      cloud.upsertCheckIn({
        id: count,
        state: 'Host',
        companyName: companyOf(count),
        arrivedAt: new Date().toISOString(),
        legitimation: undefined,
        accessControl: undefined,
      });
      return count;
    },
    isStored: (id) => store.checkIns.get(id) !== null,
    count: () => count,
    jobs: () => ids().filter(hasJob).length,
    findWrong: () =>
      ids().flatMap((id) => {
        const stored = store.checkIns.get(id)?.checkIn;
        if (stored?.companyName !== companyOf(id) || stored.phase !== 'approved')
          return [`good frame ${id} is not stored as it was sent`];
        return hasJob(id) ? [] : [`good frame ${id} has no badge`];
      }),
  };
}

/** A frame over the limit of the link ends it, and the station comes back. */
async function breakLink(fed: FedStation): Promise<void> {
  fed.cloud.broadcastRaw(`"${MARKER.repeat(OVER_8_MIB / MARKER.length)}"`);
  await fed.until(() => !fed.isLive(), 'the link is dropped over a frame that is too long for it');
  await fed.until(() => fed.isLive(), 'live again');
}

function findLeaks({ logLines, db }: FedStation): readonly string[] {
  const findings: string[] = [];
  const bug = logLines.find((line) => line.includes('"level":"error"'));
  if (bug !== undefined) findings.push(`a bug was logged: ${bug}`);
  if (logLines.some((line) => line.includes(MARKER))) findings.push('a name stands in the log');
  const kept = db.prepare('SELECT * FROM quarantine').all();
  if (JSON.stringify(kept).includes(MARKER)) findings.push('a name stands in the quarantine');
  return findings;
}

const rowsOf = ({ db }: FedStation): number =>
  Number(db.prepare('SELECT COUNT(*) FROM quarantine').pluck().get());

function findUnbounded(fed: FedStation): readonly string[] {
  const rows = rowsOf(fed);
  return rows <= MOST_KEPT ? [] : [`the quarantine has ${rows} rows, allowed are ${MOST_KEPT}`];
}

const shown = ({ content }: BadFrame): string =>
  typeof content === 'string' ? content.slice(0, SHOWN_CHARACTERS) : `${content.length} bytes`;
