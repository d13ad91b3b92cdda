/**
 * ZPL, as Zebra's label printers speak it. A badge is one format with one picture in it and nothing else: what a visitor
 * is called never reaches the printer as text, because `^XZ^XA` in a name would be a second label.
 */
import { deflateSync } from 'node:zlib';
import type { Bitmap } from '../../shared/bitmap.ts';
import type { PrinterCondition, PrinterProblem, PrinterStatus } from '../../shared/printer-status.ts';
import type {
  BadgeSize,
  EncodedJob,
  JobOutcome,
  Language,
  Link,
  OutcomeOptions,
  PrintArea,
} from '../printer.ts';
import { assertFits, turnClockwise } from './turn.ts';
import {
  blocksOf,
  conditionOfErrorQuery,
  conditionOfHostStatus,
  hostStatusOf,
  identityOf,
} from './zpl-status.ts';
import type { HostStatus, Identity } from './zpl-status.ts';

const MM_PER_INCH = 25.4;
const RESOLUTIONS_DPI = [203, 300, 600];
const LABEL_COUNTER = 'odometer.total_label_count';
const POLL_MS = 250;
const ANSWER_MS = 1_000;
const WRITE_MS = 5_000;
/** A third of the time of zlib's own choice, for 1 KB more on a badge of 9: somebody waits for the first byte. */
const DEFLATE_LEVEL = 4;

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');

export const zpl: Language = {
  name: 'zpl',
  proof: 'printed',
  printArea,
  queryStatus,
  readLabelCounter,
  encode,
  /** ZPL does not tell the size of the roll, so there is nothing to compare. */
  checkMedia: () => null,
  awaitOutcome,
};

function printArea(size: BadgeSize, dpi: number): PrintArea {
  if (!RESOLUTIONS_DPI.includes(dpi)) {
    throw new RangeError(`ZPL printers have 203, 300 or 600 dpi, not ${dpi}`);
  }
  // Rounded down: a dot beyond the label's edge would be printed on the next one.
  const dots = (mm: number): number => Math.floor((mm / MM_PER_INCH) * dpi);
  return { acrossDots: dots(size.widthMm), alongDots: dots(size.heightMm), dpi };
}

function encode(bitmap: Bitmap, size: BadgeSize, dpi: number): EncodedJob {
  const area = printArea(size, dpi);
  assertFits(bitmap, area);
  const head = turnClockwise(bitmap);
  // Everything that an earlier job by somebody else may have left set (offsets, mirror, reverse, orientation) is set
  // again, inside the format: a `^` or `~` command outside of one would be a second thing that can go wrong.
  const format =
    `^XA^PW${area.acrossDots}^LL${area.alongDots}^LH0,0^LS0^LT0^PON^PMN^LRN` +
    `^FO0,0^GFA,${head.data.length},${head.data.length},${head.rowBytes},${z64Of(head)}^FS^PQ1,0,0,N^X`;
  return { body: ascii(format), commit: ascii('Z') };
}

/**
 * The graphic as `Z64` (ZPL II Programming Guide, "Alternative Data Compression Scheme"): deflated, in base64, with a CRC of that text.
 * The dots of a bitmap are those of the format already, eight to a byte, black a one.
 */
function z64Of({ data }: Bitmap): string {
  const text = deflateSync(data, { level: DEFLATE_LEVEL }).toString('base64');
  return `:Z64:${text}:${crc16(text).toString(16).padStart(4, '0')}`;
}

/** CRC-16 as XMODEM has it: polynomial 1021h, beginning with zero. */
function crc16(text: string): number {
  let crc = 0;
  for (let at = 0; at < text.length; at++)
    crc = ((crc << 8) & 0xffff) ^ (CRC_TABLE[(crc >> 8) ^ text.charCodeAt(at)] ?? 0);
  return crc;
}

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc;
});

async function queryStatus(
  link: Link,
  options: { readonly timeoutMs: number; readonly dpi?: number },
): Promise<PrinterStatus | null> {
  // A Set-Get-Do line that an earlier connection was cut off in would swallow the question; its end is no command in ZPL.
  await link.write(ascii('\r\n'), { timeoutMs: WRITE_MS });
  const answerMs = Math.ceil((options.timeoutMs * 2) / 3);
  // In one go, so that a clone that does not know `~HI` costs no wait of its own: `~HS` is answered after it.
  await link.write(ascii('~HI~HS'), { timeoutMs: WRITE_MS });
  if (options.timeoutMs === 0) return null;
  let identity = null as Identity | null;
  const hostStatus = await collect(link, answerMs, (received) => {
    identity = identityOf(blocksOf(received));
    return hostStatusOf(blocksOf(received));
  });
  const condition = hostStatus
    ? conditionOfHostStatus(hostStatus)
    : await askErrors(link, options.timeoutMs - answerMs);
  return condition && statusOf(condition, identity, options.dpi);
}

function statusOf(
  condition: PrinterCondition,
  identity: Identity | null,
  setUpDpi: number | undefined,
): PrinterStatus {
  const isOther = identity !== null && setUpDpi !== undefined && identity.dpi !== setUpDpi;
  return {
    condition:
      isOther && condition.kind === 'ready'
        ? { kind: 'wrong-resolution', foundDpi: identity.dpi, wantedDpi: setUpDpi }
        : condition,
    model: identity?.model ?? null,
    media: null,
    labelsLeft: null,
  };
}

async function askHostStatus(link: Link, timeoutMs: number): Promise<HostStatus | null> {
  await link.write(ascii('~HS'), { timeoutMs: WRITE_MS });
  return collect(link, timeoutMs, (received) => hostStatusOf(blocksOf(received)));
}

/**
 * A Zebra does not answer `~HS` while media or ribbon is out, the head is open or too hot (guide, "~HS"); `~HQES` tells
 * which of them it is.
 */
async function askErrors(link: Link, timeoutMs: number): Promise<PrinterCondition | null> {
  await link.write(ascii('~HQES'), { timeoutMs: WRITE_MS });
  return collect(link, timeoutMs, (received) => conditionOfErrorQuery(blocksOf(received)));
}

/**
 * By Set-Get-Do: the answer is the value in quotes, `"?"` where the firmware has no such setting (guide, "getvar"). That it
 * counts whole labels, and under this name, is an assumption to be read off a real printer; without it a person is asked.
 */
async function readLabelCounter(
  link: Link,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<number | null> {
  await link.write(ascii(`! U1 getvar "${LABEL_COUNTER}"\r\n`), { timeoutMs: WRITE_MS });
  const value = await collect(link, timeoutMs, (received) => /"([^"]*)"/.exec(received)?.[1] ?? null);
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

/** Reads until `parse` finds its answer; `null` when the printer falls silent for `timeoutMs` first. */
async function collect<T>(
  link: Link,
  timeoutMs: number,
  parse: (received: string) => T | null,
): Promise<T | null> {
  let received = '';
  while (true) {
    const bytes = await link.read({ timeoutMs });
    if (bytes.length === 0) return null;
    received += Buffer.from(bytes).toString('latin1');
    const answer = parse(received);
    if (answer) return answer;
  }
}

/**
 * Printed means: no format left in the buffer and no label left of the batch, told twice in a row. Twice, because a
 * format may be between the two counters, taken out of the one and not yet in the other.
 */
async function awaitOutcome(link: Link, options: OutcomeOptions): Promise<JobOutcome> {
  let idleAnswers = 0;
  let silentMs = 0;
  let heldMs = 0;
  let held = null as PrinterProblem | null;
  while (silentMs < options.silenceMs && heldMs < options.heldMs) {
    const counters = await askHostStatus(link, ANSWER_MS);
    const condition = counters ? conditionOfHostStatus(counters) : await askErrors(link, ANSWER_MS);
    // Only the counters can say that a label is out; an error query without errors cannot.
    idleAnswers = counters && condition?.kind === 'ready' ? idleAnswers + 1 : 0;
    if (idleAnswers === 2) return { kind: 'printed' };
    if (condition) {
      const problem = heldBy(condition);
      if (problem?.kind !== held?.kind) options.onHeld(problem);
      held = problem;
    }
    silentMs = condition ? 0 : silentMs + 2 * ANSWER_MS;
    heldMs += POLL_MS + (counters ? 0 : ANSWER_MS);
    await pause(link, POLL_MS);
  }
  return held ? { kind: 'problem', problem: held } : { kind: 'unknown' };
}

/** `busy` is this very job being printed: nothing holds it. */
function heldBy(condition: PrinterCondition): PrinterProblem | null {
  return condition.kind === 'ready' || condition.kind === 'unknown' || condition.kind === 'busy'
    ? null
    : condition;
}

/** Lets time pass on the link's own clock; what arrives meanwhile answers an older question and is dropped. */
async function pause(link: Link, forMs: number): Promise<void> {
  await link.read({ timeoutMs: forMs });
}
