/**
 * Feeds a station with bad frames, good ones in between, and looks after each batch whether every bad one was counted as what
 * it is, every good one is stored with its badge, and nothing of a visitor stands where no visitor may.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createRandom, type Random } from '../../../electron/demo/cloud/random.ts';
import { drawBatch, findDifference, type FedFrame } from './batch.ts';
import { openFedStation, type FedStation } from './fed-station.ts';
import { createGoodVisitors, type GoodVisitors } from './good-visitors.ts';
import { findInQuarantine, findInStation, quarantineRows } from './leaks.ts';
import { tapQuarantine, type QuarantinedRow } from './quarantine-tap.ts';
import { BREAKS_LINK, inFragments } from './wire.ts';

export interface Finding {
  readonly what: string;
  /** The frame that seems to have done it. */
  readonly frame?: FedFrame;
}

export interface FeedReport {
  readonly findings: readonly Finding[];
  readonly sent: ReadonlyMap<string, number>;
  readonly badFrames: number;
  readonly fragmented: number;
  readonly brokenLinks: number;
  readonly countedByCode: ReadonlyMap<string, number>;
  readonly goodFrames: number;
  readonly approved: number;
  readonly quarantineRows: number;
  readonly longestHoldMs: number;
}

const BATCH = 500;
const GOOD_ONE_IN = 10;
const FRAGMENTED_PER_BATCH = 20;
const NS_PER_MS = 1e6;

interface Fodder {
  readonly fed: FedStation;
  readonly good: GoodVisitors;
  readonly random: Random;
  readonly takeRows: () => readonly QuarantinedRow[];
  readonly sent: Map<string, number>;
  readonly countedByCode: Map<string, number>;
}

/** `frames`: how many are to be bad for sure; others come on top. Stops at the first batch that finds something. */
export async function feed(options: { readonly seed: number; readonly frames: number }): Promise<FeedReport> {
  const random = createRandom(options.seed);
  const fed = await openFedStation();
  const fodder: Fodder = {
    fed,
    random,
    good: createGoodVisitors(fed, random.fork(1)),
    takeRows: tapQuarantine(fed.db),
    sent: new Map(),
    countedByCode: new Map(),
  };
  const findings: Finding[] = [];
  const hold = monitorEventLoopDelay({ resolution: 1 });
  let badFrames = 0;
  let fragmented = 0;
  try {
    findings.push(...(await breakLinks(fodder)));
    while (badFrames < options.frames && findings.length === 0) {
      const count = Math.min(BATCH, options.frames - badFrames);
      const { judged, open } = drawBatch(random, count);
      const pieces = judged
        .filter(({ content }) => typeof content === 'string')
        .slice(0, FRAGMENTED_PER_BATCH);
      hold.enable();
      findings.push(
        ...(await feedJudged(fodder, judged)),
        ...(await feedOpen(fodder, open)),
        ...(await feedInFragments(fodder, pieces)),
      );
      hold.disable();
      badFrames += count;
      fragmented += pieces.length;
    }
    findings.push(...[...fodder.good.findWrong(), ...findInStation(fed)].map((what) => ({ what })));
  } catch (cause) {
    findings.push({ what: cause instanceof Error ? cause.message : String(cause) });
  }
  const report = {
    findings,
    sent: fodder.sent,
    badFrames,
    fragmented,
    brokenLinks: fed.wire.opened() - 1,
    countedByCode: fodder.countedByCode,
    goodFrames: fodder.good.told(),
    approved: fodder.good.approved(),
    quarantineRows: quarantineRows(fed.db),
    longestHoldMs: hold.max / NS_PER_MS,
  };
  await fed.stop();
  return report;
}

async function feedJudged(fodder: Fodder, frames: readonly FedFrame[]): Promise<readonly Finding[]> {
  const { fed, good } = fodder;
  const { rows, counted } = await deliver(fodder, frames, () => {
    for (const [index, { content }] of frames.entries()) {
      fed.cloud.broadcastRaw(content);
      if (index % GOOD_ONE_IN === 0) good.tell();
    }
  });
  return findWrong(fodder, frames, rows, counted);
}

/** Nobody can say how they are to be counted, but nothing may break and nothing may be told of anybody. */
async function feedOpen(fodder: Fodder, frames: readonly FedFrame[]): Promise<readonly Finding[]> {
  const { rows, counted } = await deliver(fodder, frames, () => {
    for (const { content } of frames) fodder.fed.cloud.broadcastRaw(content);
  });
  if (counted !== rows.length) return [{ what: `${rows.length} were set aside and ${counted} were counted` }];
  return findInQuarantine(rows).map((what) => ({ what }));
}

async function feedInFragments(fodder: Fodder, frames: readonly FedFrame[]): Promise<readonly Finding[]> {
  const { rows, counted } = await deliver(fodder, frames, () => {
    const pieces = frames.map(({ content }) => inFragments(String(content), fodder.random));
    fodder.fed.wire.inject(Buffer.concat(pieces));
  });
  return findWrong(fodder, frames, rows, counted);
}

/** Resolves when everything that was sent is stored or counted; a good frame behind it shows that. */
async function deliver(
  { fed, good, takeRows, sent, countedByCode }: Fodder,
  frames: readonly FedFrame[],
  send: () => void,
): Promise<{ readonly rows: readonly QuarantinedRow[]; readonly counted: number }> {
  const links = fed.wire.opened();
  const before = fed.store.facts.read().quarantined;
  send();
  const last = good.tellApproved();
  await fed.until(() => good.isStored(last), 'the good frame behind bad ones is stored');
  if (!fed.isLive() || fed.wire.opened() !== links) throw new Error('a frame has cost the link');
  const rows = takeRows();
  for (const { kind } of frames) sent.set(kind, (sent.get(kind) ?? 0) + 1);
  for (const { code } of rows) countedByCode.set(code, (countedByCode.get(code) ?? 0) + 1);
  return { rows, counted: fed.store.facts.read().quarantined - before };
}

function findWrong(
  { fed }: Fodder,
  frames: readonly FedFrame[],
  rows: readonly QuarantinedRow[],
  counted: number,
): readonly Finding[] {
  const findings: Finding[] = findInQuarantine(rows).map((what) => ({ what }));
  const difference = findDifference(frames, rows);
  if (difference !== null) findings.push(difference);
  if (counted !== rows.length)
    findings.push({ what: `${rows.length} were set aside and ${counted} were counted` });
  for (const frame of frames) {
    if (frame.tells === undefined) continue;
    const { id, companyName } = frame.tells;
    if (fed.store.checkIns.get(id)?.checkIn.companyName !== companyName)
      findings.push({ what: 'is good, but whom it tells of is not stored', frame });
  }
  return findings;
}

/** The link ends over each of these, and the station comes back and knows whoever was told of meanwhile. */
async function breakLinks({ fed, good, takeRows }: Fodder): Promise<readonly Finding[]> {
  for (const [how, bytes] of Object.entries(BREAKS_LINK)) {
    const links = fed.wire.opened();
    fed.wire.inject(bytes);
    const missed = good.tellApproved();
    await fed.until(() => fed.wire.opened() > links && fed.isLive(), `live again after a frame that ${how}`);
    await fed.until(() => good.isStored(missed), `whom a frame that ${how} has hidden is stored`);
    if (takeRows().length > 0) return [{ what: `a frame that ${how} was taken for one` }];
  }
  return [];
}
