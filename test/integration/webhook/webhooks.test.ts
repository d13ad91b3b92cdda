import { describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { settingsFor, untilHealth, untilJobs } from '../../support/live-desk.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe, type ServeProcess } from '../../support/serve-process.ts';
import { mountSmallDisk, whyNoSmallDisk } from '../../support/small-disk.ts';
import { startTcpSink } from '../../support/tcp-sink.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { freePort, knock, WEBHOOK_SECRET } from '../../support/webhook-sender.ts';

const ENVIRONMENT = { VESTIBULE_WEBHOOK_SECRET: WEBHOOK_SECRET };
const whyNoDisk = whyNoSmallDisk();

/** A real station with a quiet cloud, a mute printer and an open receiver. */
async function openDesk({ dataFolder = tempFolder(), environment = ENVIRONMENT, enabled = true } = {}) {
  const { cloud, essentry } = await startQuietCloud();
  const sink = await startTcpSink();
  const port = await freePort();
  const settings = { ...settingsFor(essentry, sink.port), webhook: { enabled, port } };
  const station = await startServe({ dataFolder, settings, environment });
  await untilHealth(station, { session: 'live' });
  return { cloud, sink, port, station, dataFolder, settings };
}

const visitor = (id: number, state: string, more: object = {}) => ({
  id,
  state,
  arrivedAt: new Date().toISOString(),
  ...more,
});
const told = async (port: number, ...checkIns: readonly object[]): Promise<number> =>
  (await knock(port, { body: JSON.stringify(checkIns.map((checkIn) => ({ checkIn }))) })).status;

const state = async (station: ServeProcess, id: number): Promise<string> =>
  (await station.command('check-ins:get', { id })).state;

describe('a webhook', () => {
  test('is on the screen and on its way to the printer when it is answered', async () => {
    const { port, station, sink } = await openDesk();
    const somebody = visitor(7, 'Pending');
    expect(await told(port, somebody)).toBe(204);
    expect(await state(station, 7)).toBe('Pending');
    expect(await told(port, { ...somebody, state: 'Host' })).toBe(204);
    await untilJobs(station, { done: 1 });
    expect(sink.jobs()).toBe(1);
  });

  test('that says what the socket has said is nothing new, and one badge', async () => {
    const { cloud, port, station, sink } = await openDesk();
    arrive(cloud, 7);
    const approved = cloud.transition(7, 'Host');
    await untilJobs(station, { done: 1 });
    const before = await station.command('station:view', null);
    for (let time = 0; time < 3; time += 1)
      expect((await knock(port, { body: JSON.stringify({ checkIn: approved }) })).status).toBe(204);
    cloud.broadcastRaw(JSON.stringify({ checkIn: approved }));
    expect((await station.command('station:view', null)).listRevision).toBe(before.listRevision);
    expect(sink.jobs()).toBe(1);
  });

  test('that came late, over either way, undoes nothing', async () => {
    const { cloud, port, station } = await openDesk();
    arrive(cloud, 7);
    const approved = cloud.transition(7, 'Host');
    cloud.upsertCheckIn({ id: 7, state: 'Onsite' });
    await eventually(async () => expect(await state(station, 7)).toBe('Onsite'));
    expect((await knock(port, { body: JSON.stringify({ checkIn: approved }) })).status).toBe(204);
    expect(await state(station, 7)).toBe('Onsite');
  });

  test('that nobody can understand is kept in quarantine before it is answered, and is not asked for again', async () => {
    const { port, station } = await openDesk();
    expect((await knock(port, { body: '{"checkIn":{"id":"Amira Haddad"}}' })).status).toBe(422);
    expect((await knock(port, { body: '{"checkIn":' })).status).toBe(422);
    const { quarantine } = await station.command('diagnostics:get', null);
    expect(quarantine.latest).toMatchObject([
      { source: 'webhook', code: 'not-json' },
      { source: 'webhook', code: 'bad-check-in', shape: '{checkIn:{id:string}}' },
    ]);
    expect(JSON.stringify(quarantine)).not.toContain('Amira');
  });

  test('of several, of which one is not understood, keeps the good ones and the bad one apart', async () => {
    const { port, station } = await openDesk();
    expect(await told(port, visitor(1, 'Pending'), { id: 'x' }, visitor(2, 'Pending'))).toBe(204);
    expect(await station.health()).toMatchObject({ checkIns: 2, quarantined: 1 });
  });

  test('that is too large is kept in quarantine by its size', async () => {
    const { port, station } = await openDesk();
    expect((await knock(port, { body: `"${'x'.repeat(1024 * 1024)}"` })).status).toBe(413);
    const { quarantine } = await station.command('diagnostics:get', null);
    expect(quarantine.latest).toMatchObject([
      { source: 'webhook', code: 'too-large', sizeBytes: 1024 * 1024 + 2 },
    ]);
  });

  test('before the first list is asked to come again, and prints its badge when it does', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const sink = await startTcpSink();
    const port = await freePort();
    cloud.failRequests({ kind: 'answer', status: 500 });
    const station = await startServe({
      dataFolder: tempFolder(),
      settings: { ...settingsFor(essentry, sink.port), webhook: { enabled: true, port } },
      environment: ENVIRONMENT,
    });
    await untilHealth(station, { session: 'waiting', webhook: { state: 'listening' } });
    const somebody = visitor(7, 'Host');
    expect(await told(port, somebody)).toBe(503);
    cloud.answerRequests();
    await untilHealth(station, { session: 'live' });
    expect(await told(port, somebody)).toBe(204);
    await untilJobs(station, { done: 1 });
  });

  test('while the station ends is stored and answered, or not answered in the 200s', async () => {
    const { port, station, dataFolder } = await openDesk();
    const over = new AbortController();
    const acknowledged: number[] = [];
    const send = async (first: number): Promise<void> => {
      for (let id = first; !over.signal.aborted && id < first + 1_000; id += 1)
        if ((await told(port, visitor(id, 'Pending')).catch(() => 0)) === 204) acknowledged.push(id);
    };
    const senders = [1_000, 2_000, 3_000, 4_000].map(send);
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(40));
    expect(await station.end('SIGTERM')).toBe(0);
    over.abort();
    await Promise.all(senders);
    const again = await startServe({ dataFolder, environment: ENVIRONMENT });
    await Promise.all(acknowledged.map((id) => state(again, id)));
  });
});

describe.skipIf(whyNoDisk !== null)(`a full disk ${whyNoDisk ?? ''}`, () => {
  test('is said with 503 until there is room; what was acknowledged is there then', async () => {
    const disk = mountSmallDisk();
    const { port, station } = await openDesk({ dataFolder: disk.folder });
    expect(await told(port, visitor(1, 'Pending'))).toBe(204);
    disk.fill();
    const answers = new Map<number, number>();
    for (const first of [100, 200, 300])
      await Promise.all(
        Array.from({ length: 30 }, async (_, index) => {
          const id = first + index;
          answers.set(id, await told(port, visitor(id, 'Pending')));
        }),
      );
    expect([...answers.values()]).toContain(503);
    expect([...answers.values()].filter((status) => status !== 204 && status !== 503)).toEqual([]);
    expect((await station.health()).store).toBe('disk-full');
    disk.makeRoom();
    const again = [...answers].filter(([, status]) => status === 503).map(([id]) => id);
    for (const id of again) expect(await told(port, visitor(id, 'Pending'))).toBe(204);
    expect(await station.health()).toMatchObject({ store: 'ok', checkIns: 91, quarantined: 0 });
  });
});

describe('settings', () => {
  test('off by default: nothing listens', async () => {
    const { essentry } = await startQuietCloud();
    const sink = await startTcpSink();
    const station = await startServe({
      dataFolder: tempFolder(),
      settings: settingsFor(essentry, sink.port),
      environment: ENVIRONMENT,
    });
    await untilHealth(station, { session: 'live', webhook: { state: 'off' } });
    await expect(knock(8787)).rejects.toThrow('ECONNREFUSED');
  });

  test('opened, moved and closed from the window, without a restart', async () => {
    const { port, station } = await openDesk({ enabled: false });
    const save = (path: string, value: boolean | number) =>
      station.command('settings:save', { changes: [{ path, value }] });
    await save('webhook.enabled', true);
    await untilHealth(station, { session: 'live', webhook: { state: 'listening' } });
    expect(await told(port, visitor(1, 'Pending'))).toBe(204);
    const other = await freePort();
    await save('webhook.port', other);
    await untilHealth(station, { session: 'live', webhook: { state: 'listening', stored: 0 } });
    expect(await told(other, visitor(2, 'Pending'))).toBe(204);
    await expect(knock(port)).rejects.toThrow('ECONNREFUSED');
    await save('webhook.enabled', false);
    await untilHealth(station, { webhook: { state: 'off' } });
    await expect(knock(other)).rejects.toThrow('ECONNREFUSED');
    expect((await station.health()).checkIns).toBe(2);
  });

  test('a secret from the window opens it, and is kept over a restart, sealed', async () => {
    const { port, station, dataFolder } = await openDesk({ environment: { VESTIBULE_WEBHOOK_SECRET: '' } });
    await untilHealth(station, { webhook: { state: 'no-secret' } });
    expect((await station.command('settings:get', null)).webhookSecret).toBe('none');
    await expect(station.command('settings:set-webhook-secret', { secret: 'short' })).rejects.toThrow(
      'bad-request',
    );
    await station.command('settings:set-webhook-secret', { secret: WEBHOOK_SECRET });
    await untilHealth(station, { session: 'live', webhook: { state: 'listening' } });
    expect(await told(port, visitor(1, 'Pending'))).toBe(204);
    expect(await station.end('SIGTERM')).toBe(0);
    const again = await startServe({ dataFolder, environment: { VESTIBULE_WEBHOOK_SECRET: '' } });
    await untilHealth(again, { webhook: { state: 'listening' } });
    expect((await again.command('settings:get', null)).webhookSecret).toBe('kept');
    expect(await told(port, visitor(2, 'Pending'))).toBe(204);
    expect(again.stderr()).not.toContain(WEBHOOK_SECRET);
  });

  test('that of the environment is not replaced from the window', async () => {
    const { station } = await openDesk();
    expect((await station.command('settings:get', null)).webhookSecret).toBe('environment');
    await expect(
      station.command('settings:set-webhook-secret', { secret: 'another-secret-of-some-length' }),
    ).rejects.toThrow('not-available');
  });
});
