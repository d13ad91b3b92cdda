import { describe, expect, test } from 'vitest';
import { createTwinTransport } from '../../../electron/demo/printer-twin/twin-transport.ts';
import type { PrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import { LinkError, type Language, type Printer, type Transport } from '../../../electron/print/printer.ts';
import { choosePrinter } from '../../../electron/print/printer-choice.ts';
import { createPrintQueue } from '../../../electron/print/queue.ts';
import { createRig, silentLog, SMALL, type Rig } from './rig.ts';

const LABEL_MS = 400;

/** A rig whose printer counts its labels, and whose link can be cut right behind the commit byte. */
function countingRig(
  answer: (twin: PrinterTwin) => number | null = (twin) => twin.labelCounter(),
  road: (inner: Transport) => Transport = (inner) => inner,
): Rig {
  const rig = createRig('zpl', { labelMs: LABEL_MS });
  const language: Language = { ...zpl, readLabelCounter: () => Promise.resolve(answer(rig.twin)) };
  const printer: Printer = {
    transport: road(createTwinTransport(rig.twin)),
    language,
    size: SMALL,
    dpi: 300,
  };
  const queue = createPrintQueue({
    ledger: rig.ledger,
    choice: choosePrinter(printer, null, rig.clock),
    prepare: (job) => rig.prepare(job),
    clock: rig.clock,
    log: silentLog,
    onChange: () => void rig.changes++,
  });
  return { ...rig, printer, queue };
}

const bytesOf = (rig: Rig): number => {
  const { body, commit } = zpl.encode(
    rig.bitmap({ id: 1 } as Parameters<Rig['bitmap']>[0]),
    SMALL,
    300,
    null,
  );
  return body.length + commit.length;
};
/** A road on which the first commit byte gets lost, and the connection with it. */
function losingFirstCommit(inner: Transport): Transport {
  let hasLost = false;
  return {
    ...inner,
    async open(options) {
      const link = await inner.open(options);
      return {
        ...link,
        async write(bytes, timing) {
          if (bytes.length > 1 || hasLost) return link.write(bytes, timing);
          hasLost = true;
          link.destroy();
          throw new LinkError({ kind: 'offline' }, 'lost with the commit byte');
        },
      };
    },
  };
}

const STATUS_QUERY_BYTES = '\r\n~HI~HS'.length;

/** Prints a job whose link breaks right behind its commit byte. */
async function printCut(rig: Rig): Promise<number> {
  const job = rig.ledger.add();
  rig.twin.breakLinkAfter(STATUS_QUERY_BYTES + bytesOf(rig));
  rig.queue.start();
  await rig.clock.advance(1);
  rig.twin.breakLinkAfter(null);
  return job.id;
}

describe('a job in doubt, on a printer that counts its labels', () => {
  test('one label more: it is out, and nobody is asked', async () => {
    const rig = countingRig();
    const id = await printCut(rig);
    await rig.clock.advance(20_000);
    expect(rig.ledger.get(id)).toMatchObject({ state: 'printed', reason: { kind: 'counted' } });
    expect(rig.twin.labelCounter()).toBe(1);
  });

  test('no label more and nothing left in the printer: it is sent again, once', async () => {
    const rig = countingRig(undefined, losingFirstCommit);
    const { id } = rig.ledger.add();
    rig.queue.start();
    await rig.clock.advance(1);
    expect(rig.ledger.state(id)).toBe('uncertain');
    await rig.clock.advance(20_000);
    expect(rig.ledger.get(id)).toMatchObject({ state: 'printed', reason: null });
    expect(rig.twin.labelCounter()).toBe(1);
  });

  test('more labels than ours: somebody else has printed, so a person is asked', async () => {
    let extra = 0;
    const rig = countingRig((twin) => twin.labelCounter() + extra);
    const id = await printCut(rig);
    extra = 3;
    await rig.clock.advance(20_000);
    expect(rig.ledger.state(id)).toBe('uncertain');
  });

  test('the printer holds the label for an open cover: nothing is decided until it has none left', async () => {
    const rig = countingRig();
    const id = await printCut(rig);
    rig.twin.setFault('cover-open', true);
    await rig.clock.advance(60_000);
    expect(rig.ledger.state(id)).toBe('uncertain');
    rig.twin.setFault('cover-open', false);
    await rig.clock.advance(20_000);
    expect(rig.ledger.get(id)).toMatchObject({ state: 'printed', reason: { kind: 'counted' } });
    expect(rig.twin.labelCounter()).toBe(1);
  });

  test('a printer that does not say its count is not asked again, and a person is', async () => {
    const rig = countingRig(() => null);
    const id = await printCut(rig);
    await rig.clock.advance(20_000);
    expect(rig.ledger.state(id)).toBe('uncertain');
  });

  test('it is settled before the next job is begun', async () => {
    const rig = countingRig();
    const first = await printCut(rig);
    const second = rig.ledger.add();
    rig.queue.wake();
    await rig.clock.advance(20_000);
    expect(rig.ledger.history).toContain(`printed ${first}`);
    expect(rig.ledger.history.indexOf(`printed ${first}`)).toBeLessThan(
      rig.ledger.history.indexOf(`body ${second.id}`),
    );
    expect(rig.twin.labelCounter()).toBe(2);
  });
});
