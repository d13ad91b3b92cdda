/** Draws what is fed at once, and compares what became of it with what had to. */
import type { Random } from '../../../electron/demo/cloud/random.ts';
import { drawAny } from './any-frame.ts';
import { drawBad } from './bad-frame.ts';
import { judge, type Code } from './judge.ts';
import type { QuarantinedRow } from './quarantine-tap.ts';
import { drawStrange, type StrangeFrame } from './strange-frame.ts';

export interface FedFrame {
  readonly kind: string;
  readonly content: string | Buffer;
  /** As what it must be counted, part by part; `open`: nobody can say. */
  readonly codes: readonly Code[] | 'open';
  /** Whom a good one tells of. */
  readonly tells?: StrangeFrame['tells'];
}

export interface Batch {
  readonly judged: readonly FedFrame[];
  readonly open: readonly FedFrame[];
}

const STRANGE_SHARE = 0.1;
const ANY_SHARE = 0.25;

/** So many frames that are bad for sure, and what else chance puts between them. */
export function drawBatch(random: Random, badFrames: number): Batch {
  const judged: FedFrame[] = [];
  const open: FedFrame[] = [];
  let bad = 0;
  while (bad < badFrames) {
    const frame = drawFrame(random);
    (frame.codes === 'open' ? open : judged).push(frame);
    if (frame.codes !== 'open' && frame.codes.length > 0) bad += 1;
  }
  return { judged, open };
}

function drawFrame(random: Random): FedFrame {
  const chance = random.next();
  if (chance < STRANGE_SHARE) return checkedAgainstJudge({ ...drawStrange(random), codes: [] });
  if (chance > 1 - ANY_SHARE) {
    const drawn = drawAny(random);
    return { ...drawn, codes: judge(drawn.content) };
  }
  return checkedAgainstJudge(drawBad(random));
}

/** Two opinions on each frame that was made bad: its maker's and the judge's. */
function checkedAgainstJudge(frame: FedFrame): FedFrame {
  const judgement = judge(frame.content);
  if (judgement !== 'open' && judgement.join() !== String(frame.codes))
    throw new Error(`${frame.kind}: made as [${String(frame.codes)}], judged as [${judgement.join()}]`);
  return frame;
}

export interface Difference {
  readonly frame: FedFrame;
  readonly what: string;
}

/** The first frame that was not counted as it had to be; all are, in the order in which they were sent. */
export function findDifference(
  frames: readonly FedFrame[],
  rows: readonly QuarantinedRow[],
): Difference | null {
  let next = 0;
  for (const frame of frames) {
    const codes = frame.codes === 'open' ? [] : frame.codes;
    const sizeBytes = Buffer.byteLength(frame.content);
    for (const code of codes) {
      const row = rows[next];
      next += 1;
      if (row?.code !== code || row.sizeBytes !== sizeBytes)
        return { frame, what: `had to be counted as ${code} of ${sizeBytes} bytes, but ${told(row)}` };
    }
  }
  const [last] = frames.slice(-1);
  const more = rows[next];
  return more === undefined || last === undefined
    ? null
    : { frame: last, what: `a good frame was counted: ${told(more)}` };
}

const told = (row: QuarantinedRow | undefined): string =>
  row === undefined
    ? 'nothing more was counted'
    : `counted was ${row.code} of ${row.sizeBytes} bytes (${row.detail})`;
