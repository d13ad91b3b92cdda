/**
 * A label printer in software, byte for byte: what it is sent over a connection comes out as labels in a tray or does not,
 * for the same reasons as on a real one. The demo prints on it and the tests judge by its tray.
 */
import type { Bitmap } from '../../shared/bitmap.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Media } from '../../shared/printer-status.ts';
import { createBrotherEngine } from './brother-engine.ts';
import type { TwinModel } from './brother-mechanics.ts';
import type { Engine, EngineParts } from './engine.ts';
import { createPaperPath } from './paper-path.ts';
import { encodePng, turnUpright } from './picture.ts';
import { createZplEngine } from './zpl-engine.ts';

/**
 * `silent`: takes bytes and answers nothing. `late-answers`: answers, but `LATE_MS` later. `cooling`: the head is too hot and
 * waits. `refuse-data`: takes no bytes. `off`: nobody can connect, and whoever was connected is cut off; what it has taken
 * it still prints, unless its power is lost (`losePowerAfter`).
 */
export type TwinFault =
  | 'no-media'
  | 'cover-open'
  | 'jam'
  | 'cooling'
  | 'silent'
  | 'late-answers'
  | 'refuse-data'
  | 'off';

const LATE_MS = 5_000;

export interface TwinLabel {
  /** Counts up from 1, as the printer's own label counter does. */
  readonly number: number;
  /** As a reader holds it: landscape. */
  readonly bitmap: Bitmap;
  readonly paintedAtMs: number;
  /** The same as a PNG, made when first asked for. */
  png(): Promise<Uint8Array>;
}

export interface TwinOptions {
  readonly language: 'zpl' | 'brother-ql';
  /** Which of Brother's it is; a QL-820NWB unless said otherwise. */
  readonly model?: TwinModel;
  readonly clock: Clock;
  readonly media: Media;
  readonly dpi: number;
  /** Zero: a label is out the moment its last byte has arrived. */
  readonly labelMs: number;
  readonly labelsOnRoll: number;
  readonly onLabel?: (label: TwinLabel) => void;
}

export interface TwinClient {
  onAnswer(bytes: Uint8Array): void;
  /** The printer has ended the connection. */
  onCut(): void;
  /** The printer takes data again. */
  onReady(): void;
}

export interface TwinConnection {
  /** How many of the bytes were taken: none while it refuses data, fewer where the link is set to break. */
  take(bytes: Uint8Array): number;
  close(): void;
}

export interface PrinterTwin {
  readonly clock: Clock;
  /** The newest labels, oldest first; bounded, so that a demo can run for days. */
  readonly tray: readonly TwinLabel[];
  /** All labels that ever came out. */
  labelCounter(): number;
  labelsLeft(): number;
  isPrinting(): boolean;
  leftoverBytes(): number;
  setFault(fault: TwinFault, isOn: boolean): void;
  /** Every connection from now on breaks once it has taken so many bytes; `null`: no more. */
  breakLinkAfter(bytes: number | null): void;
  /**
   * The power fails once it has taken so many more bytes: every connection, the buffer and the label in the head are lost. It
   * stays `off` until that is set to false.
   */
  losePowerAfter(bytes: number): void;
  /** So many of the next answers get lost on their way. */
  loseAnswers(answers: number): void;
  loadRoll(media: Media, labels: number): void;
  /** `null`: there is nobody to connect to. */
  connect(client: TwinClient): TwinConnection | null;
}

const TRAY_LABELS = 200;

export function createPrinterTwin(options: TwinOptions): PrinterTwin {
  const tray: TwinLabel[] = [];
  const faults = new Set<TwinFault>();
  const clients = new Map<TwinConnection, TwinClient>();
  let speaker: TwinClient | null = null;
  let breakAfter: number | null = null;
  let media = options.media;
  let counter = 0;
  let bytesUntilPowerLoss: number | null = null;
  let answersToLose = 0;
  let leftoverOfEarlier = 0;

  const paperPath = createPaperPath({
    clock: options.clock,
    labelMs: options.labelMs,
    labelsOnRoll: options.labelsOnRoll,
    onLabelOut(dots) {
      const label = createLabel(++counter, turnUpright(dots), options.clock.nowMs());
      tray.push(label);
      if (tray.length > TRAY_LABELS) tray.shift();
      options.onLabel?.(label);
    },
    onMended: () => engine.onMended(),
    onCooling: (begins) => engine.onCooling(begins),
  });
  function answer(bytes: Uint8Array | string): void {
    if (faults.has('silent')) return;
    if (answersToLose > 0) return void answersToLose--;
    const listener = speaker;
    const say = (): void =>
      listener?.onAnswer(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    if (faults.has('late-answers')) options.clock.after(LATE_MS, say);
    else say();
  }
  const start = (): Engine =>
    createEngine(options, { paperPath, media: () => media, dpi: options.dpi, answer });
  let engine = start();

  function losePower(): void {
    bytesUntilPowerLoss = null;
    faults.add('off');
    for (const connection of clients.keys()) disconnect(connection, true);
    leftoverOfEarlier += engine.leftoverBytes();
    paperPath.drop();
    engine = start();
  }

  function disconnect(connection: TwinConnection, isCut: boolean): void {
    const client = clients.get(connection);
    if (!client) return;
    clients.delete(connection);
    if (speaker === client) speaker = null;
    engine.onDisconnect();
    if (isCut) client.onCut();
  }

  function connect(client: TwinClient): TwinConnection | null {
    if (faults.has('off')) return null;
    const breaksAt = breakAfter;
    let taken = 0;
    const connection: TwinConnection = {
      take(bytes) {
        if (!clients.has(connection) || faults.has('refuse-data')) return 0;
        const most = Math.min(
          breaksAt === null ? Infinity : breaksAt - taken,
          bytesUntilPowerLoss ?? Infinity,
        );
        const part = bytes.subarray(0, most);
        taken += part.length;
        speaker = client;
        engine.take(part);
        if (bytesUntilPowerLoss !== null) bytesUntilPowerLoss -= part.length;
        if (bytesUntilPowerLoss === 0) losePower();
        if (taken === breaksAt) disconnect(connection, true);
        return part.length;
      },
      close: () => disconnect(connection, false),
    };
    clients.set(connection, client);
    if (breaksAt === 0) disconnect(connection, true);
    return connection;
  }

  return {
    clock: options.clock,
    tray,
    connect,
    labelCounter: () => counter,
    labelsLeft: () => paperPath.labelsLeft(),
    isPrinting: () => paperPath.isPrinting(),
    leftoverBytes: () => leftoverOfEarlier + engine.leftoverBytes(),
    breakLinkAfter: (bytes) => void (breakAfter = bytes),
    losePowerAfter(bytes) {
      bytesUntilPowerLoss = bytes;
      if (bytes === 0) losePower();
    },
    loseAnswers: (answers) => void (answersToLose = answers),
    loadRoll(newMedia, labels) {
      media = newMedia;
      paperPath.loadRoll(labels);
    },
    setFault(fault, isOn) {
      if (isOn) faults.add(fault);
      else faults.delete(fault);
      if (fault === 'off' && isOn) for (const connection of clients.keys()) disconnect(connection, true);
      if (fault === 'cooling') paperPath.setCooling(isOn);
      if (fault === 'refuse-data' && !isOn) for (const client of clients.values()) client.onReady();
      if (fault === 'no-media' && !isOn && paperPath.labelsLeft() === 0)
        paperPath.loadRoll(options.labelsOnRoll);
      if (fault === 'no-media' || fault === 'cover-open' || fault === 'jam')
        paperPath.setTrouble(fault, isOn);
    },
  };
}

function createEngine({ language, model = 'QL-820NWB' }: TwinOptions, parts: EngineParts): Engine {
  return language === 'zpl' ? createZplEngine(parts) : createBrotherEngine({ ...parts, model });
}

function createLabel(number: number, bitmap: Bitmap, paintedAtMs: number): TwinLabel {
  let encoded: Promise<Uint8Array> | null = null;
  return { number, bitmap, paintedAtMs, png: () => (encoded ??= encodePng(bitmap)) };
}
