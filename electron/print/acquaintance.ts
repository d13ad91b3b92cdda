/**
 * What this process has learnt of a printer by talking to it. A printer that has answered once and now says nothing is in
 * trouble; one that has never answered (many network print servers, and Brother's own over TCP) is mute by nature: it gets
 * its jobs without a wait, and nothing is claimed for them but that they were sent.
 */
import type { Media, PrinterStatus, Proof } from '../shared/printer-status.ts';
import type { Device, Link, Printer } from './printer.ts';
import { timings } from './timings.ts';

export interface Acquaintance {
  hasAnswered: boolean;
  isMute: boolean;
  /** Mute, it said something after all. Believed once, because some devices say things that are no answer. */
  hasBeenHeard: boolean;
  /** It did not answer when its count of labels was asked for, so it is not asked again. */
  hasNoCounter: boolean;
  /** As last told. */
  model: string | null;
  media: Media | null;
}

/** One acquaintance for each printer that was met, by its identity: what one has told is never believed of another. */
export interface Acquaintances {
  with(device: Device): Acquaintance;
  /** The printer that was met last; a stranger before the first. */
  latest(): Acquaintance;
}

export function createAcquaintances(): Acquaintances {
  const met = new Map<string, Acquaintance>();
  let latest: Acquaintance = stranger(null);
  return {
    with({ identity, model }) {
      latest = met.get(identity) ?? stranger(model);
      met.set(identity, latest);
      return latest;
    },
    latest: () => latest,
  };
}

const stranger = (model: string | null): Acquaintance => ({
  hasAnswered: false,
  isMute: false,
  hasBeenHeard: false,
  hasNoCounter: false,
  model,
  media: null,
});

/** Whether the printer itself can say what became of a job. */
export function canVouch(printer: Printer, acquaintance: Acquaintance): boolean {
  return printer.transport.isBidirectional && !acquaintance.isMute;
}

/** The best that can be said of a job on this road, as far as is known by now. */
export function proofOf(printer: Printer, acquaintance: Acquaintance): Proof {
  const { proof } = printer.language;
  return proof === 'printed' && !canVouch(printer, acquaintance) ? 'delivered' : proof;
}

/**
 * Asks over an open link how the printer is and whether the roll in it fits the badge. Never waits for a one-way road, nor for a
 * printer that is known to be mute.
 */
export async function askStatus(
  link: Link,
  printer: Printer,
  acquaintance: Acquaintance,
): Promise<PrinterStatus> {
  if (!printer.transport.isBidirectional) {
    const condition = (await link.readCondition?.()) ?? { kind: 'ready' };
    return statusWith(condition, acquaintance);
  }
  // A mute printer is still asked: one that was only starting up when it was first asked is found out by its answer (`hear`).
  const timeoutMs = acquaintance.isMute ? 0 : timings.answerMs;
  const status = await printer.language.queryStatus(link, { timeoutMs, dpi: printer.dpi });
  if (status) {
    acquaintance.hasAnswered = true;
    acquaintance.isMute = false;
    acquaintance.model = status.model ?? acquaintance.model;
    acquaintance.media = status.media;
    const mismatch =
      status.condition.kind === 'ready' && printer.language.checkMedia(status.media, printer.size);
    const told = { ...status, model: acquaintance.model };
    return mismatch ? { ...told, condition: mismatch } : told;
  }
  if (acquaintance.hasAnswered) return statusWith({ kind: 'silent' }, acquaintance);
  acquaintance.isMute = true;
  return statusWith({ kind: 'unknown' }, acquaintance);
}

/** What arrived while a printer that is taken for mute got its job: from the next one on it is asked like any other. */
export function hear(acquaintance: Acquaintance, said: Uint8Array): void {
  if (!acquaintance.isMute || acquaintance.hasBeenHeard || said.length === 0) return;
  acquaintance.hasBeenHeard = true;
  acquaintance.isMute = false;
}

/** How many labels the printer has made, where it can say. Of a printer that is ready. */
export async function readCounter(
  link: Link,
  printer: Printer,
  acquaintance: Acquaintance,
): Promise<number | null> {
  const { readLabelCounter } = printer.language;
  if (readLabelCounter === undefined || acquaintance.hasNoCounter || !canVouch(printer, acquaintance))
    return null;
  const counter = await readLabelCounter(link, { timeoutMs: timings.answerMs });
  if (counter === null) acquaintance.hasNoCounter = true;
  return counter;
}

function statusWith(condition: PrinterStatus['condition'], known: Acquaintance): PrinterStatus {
  return { condition, model: known.model, media: known.media, labelsLeft: null };
}
