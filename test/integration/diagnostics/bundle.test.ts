import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseSettings } from '../../../electron/desk/settings.ts';
import { exampleCheckIn } from '../../../electron/demo/cloud/objects.ts';
import { openStation, type OpenStation } from '../../../electron/open-station.ts';
import { printerFor } from '../../../electron/printer-for.ts';
import type { Diagnostics } from '../../../electron/shared/diagnostics.ts';
import type { TextFile } from '../../../electron/shared/file-for-person.ts';
import { ok, type Result } from '../../../electron/shared/result.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { systemNetwork } from '../../../electron/system-network.ts';
import { eventually } from '../../support/eventually.ts';
import { INVENTED_VISITORS } from '../../support/invented-visitors.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startTcpSink } from '../../support/tcp-sink.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/**
 * A whole day on a real station, with everything in it that must not leave the house; then the bundle is looked through for each
 * of these, wherever it may stand.
 */
const PEOPLE = INVENTED_VISITORS.filter(({ firstName }) => firstName !== null && firstName.length > 3).slice(
  0,
  24,
);

async function openDesk() {
  const { cloud, essentry } = await startQuietCloud();
  const sink = await startTcpSink();
  const dataFolder = join(tempFolder(), 'Tamsin Okoro');
  mkdirSync(dataFolder);
  const settings = parseSettings(
    JSON.stringify({
      version: 1,
      essentry,
      site: { name: 'Villa Okoro-Leitner' },
      printer: { route: 'tcp', host: '127.0.0.1', port: sink.port, language: 'zpl', dpi: 203 },
      fallbackPrinter: { route: 'file', folder: dataFolder, language: 'zpl' },
      badge: { hostField: 'host', typeField: 'guestType', nameField: 'Rufname der Person' },
      phases: { 'Wartet auf Frau Leitner': 'pending' },
      privacy: { storeEmail: true },
    }),
  );
  if (!settings.ok) throw new Error(settings.error.join());
  const printer = printerFor(settings.value, {
    clock: systemClock,
    driver: null,
    system: null,
    demoRoad() {
      throw new Error('no printer here');
    },
  });
  if (!printer.ok) throw new Error(printer.error);
  const log = createMemoryLog();
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
      databasePath: join(dataFolder, 'vestibule.db'),
      rememberTemplate: () => ok(null),
      printer: printer.value,
    },
  );
  if (!opened.ok) throw new Error(opened.error.code);
  const station = opened.value;
  onTestFinished(() => station.stop(0));
  station.start();
  await eventually(() => expect(station.health()).toMatchObject({ session: 'live' }));
  return { cloud, sink, station, dataFolder, port: sink.port };
}

const ask = async <T>(station: OpenStation, command: string, request: unknown = null): Promise<T> => {
  const answer = (await station.gateway({ isTrusted: true, command, request })) as Result<T, unknown>;
  if (!answer.ok) throw new Error(`${command} was refused`);
  return answer.value;
};

/** Every text in the file, also the names of members. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsOf(member)]);
}

/** Words of a name that are long enough not to stand in any other text by chance. */
const wordsOf = (...texts: readonly (string | null | undefined)[]): string[] =>
  texts
    .flatMap((text) => (text ?? '').split(/[\s,.&|^~-]+/))
    .filter((word) => word.length > (/^[\p{ASCII}]*$/u.test(word) ? 3 : 1));

test('after a day with invented people, cards, faults and broken frames, nothing of them stands in the bundle', async () => {
  const { cloud, sink, station, dataFolder, port } = await openDesk();
  const secrets = new Set<string>();
  const keepSecret = (...texts: readonly string[]): void => texts.forEach((text) => secrets.add(text));

  for (const [index, person] of PEOPLE.entries()) {
    const id = 4_810_000 + index;
    const state = index % 3 === 0 ? 'Wartet auf Frau Leitner' : index % 3 === 1 ? 'Host' : 'Zimmer Okoro 7';
    arrive(cloud, id, {
      state,
      firstName: person.firstName,
      lastName: person.lastName,
      companyName: person.companyName,
    });
    cloud.assignCard(id);
    keepSecret(String(id), ...wordsOf(person.firstName, person.lastName, person.companyName));
  }
  for (const each of cloud.checkIns()) {
    const example = exampleCheckIn(each.id, 0);
    keepSecret(each.email ?? '', example.birthdate ?? '', example.trustedId?.documentNumber ?? '', '835146');
  }
  for (const each of cloud.accessCredentials()) keepSecret(each.cardNumber);
  keepSecret(...wordsOf('Tamsin Okoro-Leitner', 'Villa', 'Wartet', 'Zimmer', 'Rufname'));
  keepSecret('demo-token', KEY_HEX, dataFolder, tempFolder(), homedir(), String(port));

  // What cannot be understood names people where names of members, paths and values stand.
  cloud.broadcastRaw(JSON.stringify({ checkIn: { id: 'Yolanda', state: 'Yolanda', 'Yolanda Prem': 1 } }));
  cloud.broadcastRaw(JSON.stringify({ checkIn: { id: 9, state: { Yolanda: 'Prem' } } }));
  cloud.broadcastRaw(JSON.stringify({ checkIn: { id: 9, state: 'x', customFields: 'Yolanda Prem' } }));
  cloud.broadcastRaw('Yolanda Prem was here');
  keepSecret('Yolanda', 'Prem');

  await eventually(() => expect(sink.jobs()).toBeGreaterThan(2));
  await eventually(() => expect(station.health().quarantined).toBeGreaterThan(2));
  await ask(station, 'badges:print', {
    checkInId: 4_810_000,
    requestId: crypto.randomUUID(),
    reprintBecause: null,
  });
  await sink.close();
  cloud.transition(4_810_001, 'Left');
  cloud.dropLinks();
  await eventually(async () => {
    const { session } = await ask<Diagnostics>(station, 'diagnostics:get');
    expect(session.changes.map(({ kind }) => kind)).toContain('waiting');
  });
  await eventually(() => expect(station.health().session).toBe('live'));

  const { fileName, text } = await ask<TextFile>(station, 'diagnostics:bundle');
  expect(fileName).toMatch(/^vestibule-diagnostics-\d{4}-\d\d-\d\dT\d{4}\.json$/);
  const texts = textsOf(JSON.parse(text));
  // The day is in it, or nothing would be proved.
  expect(texts).toEqual(
    expect.arrayContaining(['live', 'station-started', 'auto', 'bad-check-in', 'Node.js']),
  );
  const found = [...secrets]
    .filter((secret) => secret !== '')
    .flatMap((secret) =>
      texts
        .filter((each) => each.toLowerCase().includes(secret.toLowerCase()))
        .map((each) => `${secret}: ${each}`),
    );
  expect(found).toEqual([]);
});

test('the page of the same desk tells of connection, clock, queue, versions and what was not understood', async () => {
  const { cloud, station } = await openDesk();
  cloud.broadcastRaw('{"checkIn":{"id":"x"}}');
  await eventually(() => expect(station.health().quarantined).toBe(1));
  const page = await ask<Diagnostics>(station, 'diagnostics:get');
  expect(page).toMatchObject({
    session: {
      now: { kind: 'live' },
      changes: expect.arrayContaining([expect.objectContaining({ kind: 'reconciling' })]),
    },
    eventLoop: { maxMs: expect.any(Number) },
    memory: { residentBytes: expect.any(Number) },
    database: { checkIns: 0, state: { kind: 'sound' } },
    versions: { Vestibule: '0.0.0', SQLite: expect.stringMatching(/^3\.\d+/) },
    quarantine: { total: 1, latest: [{ code: 'bad-check-in', source: 'frame' }] },
    hasProxy: false,
    settings: { printerRoute: 'tcp', fallbackRoute: 'file', retentionHours: 24 },
  });
  // The same clock on both sides; the cloud tells it to the second.
  expect(Math.abs(page.cloudClock?.aheadMs ?? Infinity)).toBeLessThan(1_500);
});
