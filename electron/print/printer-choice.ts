/**
 * Which printer a job goes to: the one that settings name, and no other (promise 10 would be worth nothing if a badge came out
 * somewhere else). Only where the site has named a stand-in, and the road to the first choice has been found gone three times
 * in a row, is that one opened; the screen says so, and every ten seconds the first choice is tried again.
 */
import type { Clock } from '../shared/clock.ts';
import type { RoadProblem } from '../shared/printer-status.ts';
import { languageFor } from './languages/language-for.ts';
import { LinkError, type Device, type Language, type Link, type Printer } from './printer.ts';
import { MISSES_UNTIL_GONE, timings } from './timings.ts';

/** A printer as settings describe it; `language` is `null` where the device tells its own. */
export interface PrinterSetup extends Omit<Printer, 'language'> {
  readonly language: Language | null;
}

export interface Opened {
  readonly link: Link;
  readonly printer: Printer;
}

export interface PrinterChoice {
  /** Rejects with the `LinkError` of the first choice when neither can be opened. */
  open(options: { readonly timeoutMs: number }): Promise<Opened>;
  /** The printer that was opened last, or the first choice before: what a preview is drawn for. */
  current(): Printer;
  /** What was opened last; `null` before the first. */
  device(): Device | null;
  /** Why the stand-in is in use; `null` while the first choice is. */
  standsInFor(): RoadProblem | null;
  /** Calls back when something was plugged in or out, on roads that notice. Ends with the returned function. */
  watchPlugs(onChange: () => void): () => void;
}

/** What is assumed of a printer that has never been seen: the kind that most front desks have. */
const UNSEEN = 'brother-ql';

export function choosePrinter(
  first: PrinterSetup,
  standIn: PrinterSetup | null,
  clock: Clock,
): PrinterChoice {
  let current = asPrinter(first, null);
  let device: Device | null = null;
  let misses = 0;
  let standsInFor: RoadProblem | null = null;
  let firstIsDueAtMs = 0;

  async function openOne(setup: PrinterSetup, options: { readonly timeoutMs: number }): Promise<Opened> {
    const link = await setup.transport.open(options);
    current = asPrinter(setup, link);
    device = link.device;
    return { link, printer: current };
  }

  async function openFirst(options: { readonly timeoutMs: number }): Promise<Opened> {
    const opened = await openOne(first, options);
    misses = 0;
    standsInFor = null;
    return opened;
  }

  async function openStandIn(
    other: PrinterSetup,
    gone: LinkError,
    options: { readonly timeoutMs: number },
  ): Promise<Opened> {
    try {
      const opened = await openOne(other, options);
      standsInFor = gone.problem;
      return opened;
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      standsInFor = null;
      throw gone;
    }
  }

  return {
    async open(options) {
      if (standIn !== null && standsInFor !== null && clock.nowMs() < firstIsDueAtMs) {
        // A printer that is gone costs every attempt its time-out; badges that the stand-in can print do not wait for it.
        return openStandIn(standIn, new LinkError(standsInFor, 'the first choice is gone'), options);
      }
      firstIsDueAtMs = clock.nowMs() + timings.lookEveryMs;
      try {
        return await openFirst(options);
      } catch (error) {
        if (!(error instanceof LinkError)) throw error;
        misses += 1;
        if (standIn === null || misses < MISSES_UNTIL_GONE) throw error;
        return openStandIn(standIn, error, options);
      }
    },
    current: () => current,
    device: () => device,
    standsInFor: () => standsInFor,
    watchPlugs(onChange) {
      const stops = [first, standIn].map((setup) => setup?.transport.watchPlugs?.(onChange));
      return () => {
        for (const stop of stops) stop?.();
      };
    },
  };
}

function asPrinter(setup: PrinterSetup, link: Link | null): Printer {
  const language = setup.language ?? languageFor(link?.device.language ?? UNSEEN);
  return { transport: setup.transport, language, size: setup.size, dpi: setup.dpi };
}
