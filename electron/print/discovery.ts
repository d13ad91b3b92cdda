/**
 * Which printers there are: that of this desk, what is plugged in, and the system's queues. Each USB printer that speaks one of our
 * languages is asked for its roll and its state; that of this desk is not, because a badge may be on its way to it.
 */
import type { FoundPrinter } from '../shared/found-printer.ts';
import type { PrinterCondition } from '../shared/printer-status.ts';
import { languageFor } from './languages/language-for.ts';
import { LinkError, type Device } from './printer.ts';
import type { QueueStatus } from './printer-watch.ts';
import { timings } from './timings.ts';
import type { FoundQueue, Spool } from './transports/spooler/spool.ts';
import { languageOf } from './transports/usb/recognise.ts';
import { identityOf, listUsb, nameOf } from './transports/usb/usb.ts';
import type { EditorLite, UsbPrinter, UsbWay } from './transports/usb/usb-way.ts';

export interface DiscoveryParts {
  readonly usb: readonly UsbWay[];
  readonly spool: Spool | null;
  /** The printer that badges come out of; `device`: `null` as long as it was never reached. */
  readonly ofThisDesk: () => {
    readonly route: string;
    readonly device: Device | null;
    readonly status: QueueStatus;
  };
}

type Asked = Pick<FoundPrinter, 'condition' | 'media' | 'model'>;

/** Never rejects for what cannot be reached: it is listed with its reason, or is not there. */
export async function findPrinters({
  usb,
  spool,
  ofThisDesk,
}: DiscoveryParts): Promise<readonly FoundPrinter[]> {
  const { route, device, status } = ofThisDesk();
  const plugged = await listUsb(usb);
  const queues = await listQueues(spool);
  const isOurs = (identity: string): boolean => identity === device?.identity;
  const ourUsb = plugged.find((one) => one.kind === 'printer' && isOurs(identityOf(one)));
  const ours: FoundPrinter = {
    isOfThisDesk: true,
    route,
    queue: queues.find(({ name }) => isOurs(`spooler:${name}`))?.name ?? null,
    make: ourUsb?.kind === 'printer' ? (ourUsb.ieee1284?.make ?? null) : null,
    model: status.model ?? device?.model ?? null,
    serial: ourUsb?.serial ?? null,
    media: status.media,
    condition: status.condition,
    proof: status.proof,
  };
  const others = await Promise.all(plugged.filter((one) => one !== ourUsb).map(toFound));
  const otherQueues = queues.filter(({ name }) => name !== ours.queue).map(queueToFound);
  return [ours, ...others, ...otherQueues];
}

async function listQueues(spool: Spool | null): Promise<readonly FoundQueue[]> {
  try {
    return (await spool?.list()) ?? [];
  } catch (cause) {
    // A PC without a spooler has no queues.
    if (!(cause instanceof LinkError)) throw cause;
    return [];
  }
}

async function toFound(one: UsbPrinter | EditorLite): Promise<FoundPrinter> {
  const common = { isOfThisDesk: false, route: 'usb', queue: null, serial: one.serial } as const;
  if (one.kind === 'editor-lite')
    return {
      ...common,
      make: 'Brother',
      model: null,
      media: null,
      condition: { kind: 'editor-lite' },
      proof: null,
    };
  const name = languageOf(one);
  const make = one.ieee1284?.make ?? null;
  if (name === null) {
    const condition: PrinterCondition = { kind: 'unknown-language', found: nameOf(one) };
    return { ...common, make, model: one.ieee1284?.model ?? null, media: null, condition, proof: null };
  }
  const { proof } = languageFor(name);
  return { ...common, make, ...(await ask(one, name)), proof };
}

async function ask(printer: UsbPrinter, name: 'zpl' | 'brother-ql'): Promise<Asked> {
  const unasked = { model: printer.ieee1284?.model ?? null, media: null };
  try {
    const link = await printer.open({ timeoutMs: timings.connectMs });
    try {
      const device: Device = { identity: identityOf(printer), model: unasked.model, language: name };
      const status = await languageFor(name).queryStatus(
        { ...link, device },
        { timeoutMs: timings.answerMs },
      );
      if (status === null) return { ...unasked, condition: { kind: 'silent' } };
      return { media: status.media, condition: status.condition, model: status.model ?? unasked.model };
    } finally {
      link.destroy();
    }
  } catch (cause) {
    if (!(cause instanceof LinkError)) throw cause;
    return { ...unasked, condition: cause.problem };
  }
}

const queueToFound = ({ name, model, condition }: FoundQueue): FoundPrinter => ({
  isOfThisDesk: false,
  route: 'spooler',
  queue: name,
  make: null,
  model,
  serial: null,
  media: null,
  condition,
  proof: 'delivered',
});
