import { globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseSettings } from '../../../electron/desk/settings.ts';
import { openStation, type OpenStation } from '../../../electron/open-station.ts';
import { choosePrinter } from '../../../electron/print/printer-choice.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import { LinkError, type Printer } from '../../../electron/print/printer.ts';
import { err, ok } from '../../../electron/shared/result.ts';
import type { StationView } from '../../../electron/shared/view.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { systemNetwork } from '../../../electron/system-network.ts';
import { eventually } from '../../support/eventually.ts';
import { damagePage } from '../../support/lost-database.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { mountSmallDisk, whyNoSmallDisk } from '../../support/small-disk.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A station in this process that knows 7, over a file in which a card cannot be looked up. */
async function openDamaged(folder: string) {
  const { cloud, essentry } = await startQuietCloud();
  const databasePath = join(folder, 'vestibule.db');
  const settings = parseSettings(JSON.stringify({ version: 1, essentry }));
  if (!settings.ok) throw new Error(settings.error.join());
  let releasePrinter = (): void => undefined;
  const isAnswering = new Promise<void>((resolve) => (releasePrinter = resolve));
  const printer: Printer = {
    transport: {
      route: 'tcp',
      isBidirectional: true,
      open: () =>
        isAnswering.then(() => Promise.reject(new LinkError({ kind: 'offline' }, 'nobody is there'))),
    },
    language: zpl,
    size: settings.value.media,
    dpi: 300,
  };
  const log = createMemoryLog();
  const open = (): OpenStation => {
    const opened = openStation(
      {
        version: '0.0.0',
        clock: systemClock,
        random: Math.random,
        log,
        network: systemNetwork(systemClock, log),
      },
      {
        settings: settings.value,
        token: 'demo-token',
        webhookSecret: '',
        keyHex: KEY_HEX,
        databasePath,
        rememberTemplate: () => ok(null),
        printer: choosePrinter(printer, null, systemClock),
      },
    );
    if (!opened.ok) throw new Error(opened.error.code);
    return opened.value;
  };

  arrive(cloud, 7);
  const before = open();
  before.start();
  await eventually(() => expect(before.health()).toMatchObject({ session: 'live', checkIns: 1 }));
  await before.stop(0);
  damageCards(databasePath);

  const station = open();
  const seen: StationView[] = [];
  station.publisher.subscribe((view) => seen.push(view));
  station.start();
  await eventually(() => expect(station.health()).toMatchObject({ session: 'live', store: 'ok' }));
  onTestFinished(() => station.stop(0));
  /** As a window does that shows the visitor: the card is looked up. */
  const look = () => station.gateway({ isTrusted: true, command: 'check-ins:get', request: { id: 7 } });
  return { station, seen, look, log, releasePrinter };
}

function damageCards(path: string): void {
  const opened = openDatabase(path, KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const page = opened.value
    .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'access_credentials_by_check_in'")
    .pluck()
    .get();
  opened.value.close();
  damagePage(path, Number(page));
}

test('a window that is open keeps its station: it is told, sees nothing go back, and then the new list', async () => {
  const { station, seen, look, releasePrinter } = await openDamaged(tempFolder());
  releasePrinter();
  await eventually(() => expect(seen.at(-1)).toMatchObject({ counts: { waiting: 1 } }));
  expect(await look()).toMatchObject(err({ code: 'cannot-store' }));
  await eventually(() =>
    expect(seen.at(-1)).toMatchObject({
      session: { kind: 'live' },
      store: { kind: 'rebuilt', because: 'corrupt' },
      counts: { waiting: 1 },
    }),
  );
  expect(await look()).toMatchObject({ ok: true, value: { id: 7 } });
  const revisions = seen.map((view) => view.revision);
  expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b));
  const told = seen.filter((view) => view.store.kind === 'unwritable');
  expect(told.map(({ store }) => store)).toMatchObject([{ kind: 'unwritable', because: 'damaged' }]);
  expect(station.health()).toMatchObject({ store: 'rebuilt', checkIns: 1 });
});

test('a stop while the file is being replaced waits for it and leaves nothing running', async () => {
  const folder = tempFolder();
  const { station, look, log, releasePrinter } = await openDamaged(folder);
  const count = (event: string): number => log.lines.filter((line) => line.includes(event)).length;
  await look();
  while (count('store-damaged-in-use') === 0) await new Promise(setImmediate);
  // The printer is being asked how it is, and the file is not touched before that is over.
  let isStopped = false;
  const stopping = station.stop(0).then(() => (isStopped = true));
  await new Promise(setImmediate);
  expect(isStopped).toBe(false);
  releasePrinter();
  await stopping;
  expect(count('station-stopped')).toBe(count('station-started'));
  const opened = openDatabase(join(folder, 'vestibule.db'), KEY_HEX, { lockTimeoutMs: 0 });
  expect(opened.ok).toBe(true);
  if (opened.ok) opened.value.close();
});

const whyNot = whyNoSmallDisk();
describe.skipIf(whyNot !== null)(`with a disk that is full ${whyNot ?? ''}`, () => {
  test('the damaged file is set aside and the new one made as soon as there is room; until then the desk says so', async () => {
    const disk = mountSmallDisk();
    const { station, look, releasePrinter } = await openDamaged(disk.folder);
    releasePrinter();
    disk.fill();
    await look();
    await eventually(() => expect(globSync('*.damaged-*Z', { cwd: disk.folder })).toHaveLength(1));
    expect(station.health()).toMatchObject({ store: 'damaged', session: 'stopped' });
    expect(await look()).toMatchObject(err({ code: 'cannot-store' }));
    disk.makeRoom();
    await eventually(() =>
      expect(station.health()).toMatchObject({ store: 'rebuilt', session: 'live', checkIns: 1 }),
    );
    expect(readdirSync(disk.folder).filter((name) => /damaged-\d+T\d+Z$/.test(name))).toHaveLength(1);
  });
});
