/**
 * What a Windows Node runs under Wine: the station's own ways to a USB printer and to a print queue. The printer is a twin on a named
 * pipe, to which the name leads that the set-up functions give. Writes one line for each thing seen.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { serveTwinOverPipe, type TwinServer } from '../../../electron/demo/printer-twin/twin-server.ts';
import { brotherQl } from '../../../electron/print/languages/brother-ql.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import { createWinspool } from '../../../electron/print/transports/spooler/winspool.ts';
import { listUsb } from '../../../electron/print/transports/usb/usb.ts';
import { createUsbprintWay } from '../../../electron/print/transports/usb/usbprint.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import {
  aBadgeIsPrinted,
  createLabTwin,
  LIMITS,
  pulledBeforeTheCommit,
  pulledBehindTheCommit,
  refusedDataIsCounted,
  roadBy,
  SERIAL,
  SLOW_MS,
  troubleIsTold,
  type Cable,
} from '../cable-checks.ts';
import { printThrough } from '../queue-checks.ts';
import { untilTrue } from '../until-true.ts';
import { linkName } from './named-object.ts';
import { registeredPrinter } from './registry.ts';

const [registryFile = '', nativeFolder = ''] = process.argv.slice(2);
// Where koffi looks for its native file in a packaged app; the package for Windows is not installed on another system.
Object.assign(process, { resourcesPath: nativeFolder });

const log = (line: string): void => void process.stdout.write(`lab: ${line}\n`);
const printer = registeredPrinter(SERIAL);
const twin = createLabTwin();
const way = createUsbprintWay({ clock: systemClock });
let server: TwinServer | null = null;

async function reg(...given: readonly string[]): Promise<void> {
  const child = spawn('reg', given, { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  assert.equal(code, 0, `reg ${given[0]}`);
}

const isListed = async (): Promise<boolean> => (await way.list()).length === 1;

const cable: Cable = {
  name: 'usbprint',
  way,
  twin,
  // Of a pipe and of who reads it, each 65,536.
  bufferBytes: 4 * 65_536,
  async plugIn() {
    server ??= await serveTwinOverPipe(twin, '\\\\.\\pipe\\twin');
    await reg('import', registryFile);
    await untilTrue('Windows lists a printer', isListed, SLOW_MS);
  },
  async unplug() {
    await reg('delete', printer.interfaceKey, '/f');
    await server?.close();
    server = null;
    await untilTrue('Windows lists no printer', async () => !(await isListed()), SLOW_MS);
  },
  log,
};

async function windowsSeesIt(): Promise<void> {
  assert.deepEqual(await way.list(), []);
  await linkName(printer.linkName, '\\Device\\NamedPipe\\twin');
  await cable.plugIn();
  const [found] = await listUsb([way]);
  assert.ok(found?.kind === 'printer');
  assert.deepEqual(
    [found.way, found.vendorId, found.productId, found.serial],
    ['usbprint', 0x04f9, 0x209d, SERIAL],
  );
  log('usbprint: SetupDi lists the printer with its serial number');
}

async function anotherIsNotTaken(): Promise<void> {
  await assert.rejects(roadBy(way, 'other').open(LIMITS), {
    problem: { kind: 'other-printer', found: `04f9:209d ${SERIAL}`, wantedSerial: 'other' },
  });
  log('usbprint: a printer with another serial number is not taken');
}

async function queuesAreThere(): Promise<void> {
  const winspool = createWinspool();
  const badges = (await winspool.list()).find(({ name }) => name === 'Badges');
  assert.deepEqual(badges?.condition, { kind: 'ready' });
  assert.deepEqual(await winspool.condition('Badges'), { kind: 'ready' });
  log('winspool: the queue is listed, and ready');
  for (const language of [brotherQl, zpl])
    assert.deepEqual(await printThrough(winspool, 'Badges', language).result, {
      kind: 'settled',
      state: 'delivered',
      note: null,
    });
  const nowhere = await printThrough(winspool, 'Nowhere', zpl).result;
  assert.deepEqual(nowhere, { kind: 'waiting', problem: { kind: 'no-queue', queue: 'Nowhere' } });
  await assert.rejects(winspool.submit('Nowhere', new Uint8Array(1), 'badge'), {
    problem: { kind: 'no-queue', queue: 'Nowhere' },
  });
  log('winspool: a queue that is not there is named');
}

await windowsSeesIt();
await anotherIsNotTaken();
await aBadgeIsPrinted(cable);
await troubleIsTold(cable);
await refusedDataIsCounted(cable);
await pulledBeforeTheCommit(cable);
await pulledBehindTheCommit(cable);
await queuesAreThere();
process.exit(0);
