/**
 * One badge over a road that is cut: the real queue over the real ledger on a twin, or, for comparison, what other stations do,
 * which is to send the job again until the printer confirms it. The twin's tray says what came out.
 */
import { createTwinTransport } from '../../../electron/demo/printer-twin/twin-transport.ts';
import { createPrinterTwin, type PrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import type { Random } from '../../../electron/demo/cloud/random.ts';
import type { Store } from '../../../electron/desk/store.ts';
import { brotherQl } from '../../../electron/print/languages/brother-ql.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import { LinkError, type Printer } from '../../../electron/print/printer.ts';
import { choosePrinter } from '../../../electron/print/printer-choice.ts';
import { createPrintQueue } from '../../../electron/print/queue.ts';
import type { Bitmap } from '../../../electron/shared/bitmap.ts';
import type { Clock } from '../../../electron/shared/clock.ts';
import type { PrintJobState } from '../../../electron/shared/print-job.ts';
import { createVirtualTime } from '../virtual-time.ts';
import { createCuttingTransport, type CutPlan } from './cutting-transport.ts';

export const LANGUAGES = { zpl, 'brother-ql': brotherQl } as const;
export type LanguageName = keyof typeof LANGUAGES;

export interface CutOutcome {
  readonly state: PrintJobState | 'not-over';
  readonly labels: number;
  /** Connections that were cut. */
  readonly cuts: number;
}

/** The picture has as many bytes as that of a common badge once it is encoded: where a cut falls depends on it. */
const SIZE = { widthMm: 62, heightMm: 29 } as const;
const DPI = 300;
const LABEL_MS = 900;
/** A label takes its time, and then the printer is looked at again. */
const SETTLED_WITHIN_MS = 30_000;
const OVER_WITHIN_MS = 3_600_000;
/** How often the connection after a cut one is cut as well. */
const AGAIN = 0.3;
const TRIES = 20;
const TRY_AGAIN_MS = 1_000;

interface Bench {
  readonly twin: PrinterTwin;
  readonly printer: Printer;
  readonly clock: Clock;
  run(work: () => boolean): Promise<boolean>;
  /** The label that is being printed has had its time. */
  settle(): Promise<void>;
}

export function pictureFor(language: LanguageName, random: Random): Bitmap {
  const area = LANGUAGES[language].printArea(SIZE, DPI);
  const rowBytes = Math.ceil(area.alongDots / 8);
  const data = new Uint8Array(rowBytes * area.acrossDots).map(() => random.integer(0, 255));
  const padding = rowBytes * 8 - area.alongDots;
  for (let last = rowBytes - 1; last < data.length; last += rowBytes)
    data[last] = (data[last] ?? 0) & (0xff << padding);
  return { widthDots: area.alongDots, heightDots: area.acrossDots, rowBytes, data };
}

function openBench(language: LanguageName, plan: CutPlan): Bench {
  const time = createVirtualTime();
  const twin = createPrinterTwin({
    language,
    clock: time.world,
    media: { widthMm: SIZE.widthMm, lengthMm: null },
    dpi: DPI,
    labelMs: LABEL_MS,
    labelsOnRoll: 100,
  });
  const transport = createCuttingTransport(createTwinTransport(twin), plan);
  return {
    twin,
    printer: { transport, language: LANGUAGES[language], size: SIZE, dpi: DPI },
    clock: time.world,
    run: (isDone) => time.runUntil(isDone, OVER_WITHIN_MS),
    settle: () => time.run(SETTLED_WITHIN_MS),
  };
}

/** How many bytes the whole conversation has when nothing is cut. */
export async function measureBytes(language: LanguageName, store: Store, picture: Bitmap): Promise<number> {
  let most = 0;
  const plan: CutPlan = { next: () => null, onEnd: (bytes) => void (most = Math.max(most, bytes)) };
  await printOnce(openBench(language, plan), store, picture);
  return most;
}

/** Cut once at the place that is drawn, and with some chance again. */
function drawCuts(
  bytes: number,
  onlyLastBytes: number | null,
  random: Random,
): CutPlan & { readonly count: () => number } {
  let count = 0;
  return {
    count: () => count,
    next() {
      if (count > 0 && !random.chance(AGAIN)) return null;
      count += 1;
      return random.integer(Math.max(0, bytes - (onlyLastBytes ?? bytes)), bytes - 1);
    },
  };
}

export interface CutTrial {
  readonly language: LanguageName;
  readonly bytes: number;
  /** Cuts fall only among so many bytes at the end, where it matters most; `null`: anywhere. */
  readonly onlyLastBytes: number | null;
  readonly picture: Bitmap;
  readonly random: Random;
}

export async function tryCommitByte(
  { language, bytes, onlyLastBytes, picture, random }: CutTrial,
  store: Store,
): Promise<CutOutcome> {
  const plan = drawCuts(bytes, onlyLastBytes, random);
  const bench = openBench(language, plan);
  const state = await printOnce(bench, store, picture);
  return { state, labels: bench.twin.labelCounter(), cuts: plan.count() };
}

async function printOnce(bench: Bench, store: Store, bitmap: Bitmap): Promise<CutOutcome['state']> {
  const { clock, printer } = bench;
  const number = store.ledger.nextPrintNumber();
  const job = store.ledger.add({
    key: `manual:${number}`,
    checkInId: number,
    purpose: 'manual',
    nowMs: clock.nowMs(),
  });
  const queue = createPrintQueue({
    ledger: store.ledger,
    choice: choosePrinter(printer, null, clock),
    prepare: () => Promise.resolve({ kind: 'print', bitmap }),
    clock,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (event) => process.stderr.write(`${event}\n`),
    },
    onChange: () => undefined,
  });
  const stateNow = (): PrintJobState => store.ledger.get(job.id)?.state ?? 'failed';
  const isOver = (): boolean => !['queued', 'body', 'commit'].includes(stateNow());
  queue.start();
  let hasCome = await bench.run(isOver);
  // The printer's own count may settle a doubt yet, or have the job sent again.
  await bench.settle();
  hasCome &&= await bench.run(isOver);
  await bench.settle();
  await queue.stop(0);
  return hasCome ? stateNow() : 'not-over';
}

/** What is common: the job goes out whole, and again until its printing is confirmed. */
export async function tryUntilConfirmed({
  language,
  bytes,
  onlyLastBytes,
  picture,
  random,
}: CutTrial): Promise<CutOutcome> {
  const plan = drawCuts(bytes, onlyLastBytes, random);
  const bench = openBench(language, plan);
  let isConfirmed = false;
  let isOver = false;
  void (async () => {
    for (let tries = 0; tries < TRIES && !isConfirmed; tries += 1) {
      isConfirmed = await sendWhole(bench, picture);
      if (!isConfirmed) await new Promise<void>((resolve) => void bench.clock.after(TRY_AGAIN_MS, resolve));
    }
    isOver = true;
  })();
  await bench.run(() => isOver);
  await bench.settle();
  return {
    state: isConfirmed ? 'printed' : 'not-over',
    labels: bench.twin.labelCounter(),
    cuts: plan.count(),
  };
}

async function sendWhole(
  { printer: { transport, language, size, dpi } }: Bench,
  picture: Bitmap,
): Promise<boolean> {
  const link = await transport.open({ timeoutMs: 1_000 });
  try {
    const status = await language.queryStatus(link, { timeoutMs: 1_500 });
    if (status?.condition.kind !== 'ready') return false;
    const { body, commit } = language.encode(picture, size, dpi, status);
    await link.write(body, { timeoutMs: 10_000 });
    await link.write(commit, { timeoutMs: 10_000 });
    const outcome = await language.awaitOutcome(link, {
      silenceMs: 20_000,
      heldMs: 20_000,
      onHeld: () => undefined,
    });
    return outcome.kind === 'printed';
  } catch (cause) {
    if (!(cause instanceof LinkError)) throw cause;
    return false;
  } finally {
    link.destroy();
  }
}
