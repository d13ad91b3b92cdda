import { randomUUID } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { openLiveDesk, settingsFor, untilJobs, untilSession } from '../../support/live-desk.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { serveUntilExit, startServe } from '../../support/serve-process.ts';
import { startTcpSink } from '../../support/tcp-sink.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('serve', () => {
  test.each([
    ['an orderly restart', 'SIGTERM', 0],
    ['a crash', 'SIGKILL', 'SIGKILL'],
  ] as const)(
    'one approval is one badge: not again for the same frame, a reconnect or %s',
    async (_how, signal, ended) => {
      const { cloud, sink, dataFolder, station } = await openLiveDesk();
      arrive(cloud, 7);
      const approved = cloud.transition(7, 'Host');
      await untilJobs(station, { done: 1 });
      expect(sink.jobs()).toBe(1);

      cloud.broadcastRaw(JSON.stringify({ checkIn: approved }));
      arrive(cloud, 8);
      await eventually(async () => expect((await station.health()).checkIns).toBe(2));
      const connects = (): number => cloud.log().filter(({ kind }) => kind === 'connect').length;
      const before = connects();
      cloud.dropLinks();
      // How long it waits is drawn, from nothing up to a second.
      await eventually(() => expect(connects()).toBe(before + 1));
      await untilSession(station, 'live');
      expect(await station.end(signal)).toBe(ended);

      const again = await startServe({ dataFolder });
      await untilSession(again, 'live');
      cloud.broadcastRaw(JSON.stringify({ checkIn: approved }));
      cloud.transition(8, 'Host');
      await untilJobs(again, { done: 2 });
      expect(sink.jobs()).toBe(2);
    },
  );

  test('the cloud gone: the list stays with its age, printing by hand works; the cloud back: in step without a click', async () => {
    const { cloud, sink, station } = await openLiveDesk();
    arrive(cloud, 7);
    await eventually(async () => expect((await station.health()).checkIns).toBe(1));
    await cloud.goAway();
    await untilSession(station, 'waiting');
    const view = await station.command('station:view', null);
    expect(view.asOfMs).toBeGreaterThan(Date.now() - 60_000);
    const page = await station.command('check-ins:list', {
      list: 'waiting',
      search: '',
      offset: 0,
      limit: 10,
    });
    expect(page.rows.map((row) => row.id)).toEqual([7]);

    await station.command('badges:print', { checkInId: 7, requestId: randomUUID(), reprintBecause: null });
    await untilJobs(station, { done: 1 });
    expect(sink.jobs()).toBe(1);

    cloud.transition(7, 'Host');
    await cloud.comeBack();
    await untilSession(station, 'live');
    const back = await station.command('check-ins:get', { id: 7 });
    expect(back.phase).toBe('approved');
    expect(sink.jobs()).toBe(1);
  });

  test('a station that is moved to another location prints nothing of what was approved there before', async () => {
    const { dataFolder, sink, station } = await openLiveDesk();
    await station.end('SIGTERM');
    const elsewhere = await startQuietCloud();
    arrive(elsewhere.cloud, 7);
    elsewhere.cloud.transition(7, 'Host');
    const moved = await startServe({ dataFolder, settings: settingsFor(elsewhere.essentry, sink.port) });
    await untilSession(moved, 'live');
    const { badge } = await moved.command('check-ins:get', { id: 7 });
    expect(badge).toEqual({ kind: 'none', reason: { code: 'baseline' } });
    expect(sink.jobs()).toBe(0);
  });

  test('the same wish twice, as of a double click, is one badge', async () => {
    const { cloud, sink, station } = await openLiveDesk();
    arrive(cloud, 7);
    await eventually(async () => expect((await station.health()).checkIns).toBe(1));
    const wish = { checkInId: 7, requestId: randomUUID(), reprintBecause: null };
    const [first, second] = await Promise.all([
      station.command('badges:print', wish),
      station.command('badges:print', wish),
    ]);
    expect(second.id).toBe(first.id);
    await untilJobs(station, { done: 1 });
    await station.command('badges:print', { ...wish, requestId: randomUUID() });
    expect(sink.jobs()).toBe(1);
    await station.command('badges:print', {
      ...wish,
      requestId: randomUUID(),
      reprintBecause: 'lost',
    });
    await untilJobs(station, { done: 2 });
    expect(sink.jobs()).toBe(2);
  });

  test('a wrong token blocks the session and is not tried again fast', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const sink = await startTcpSink();
    const station = await startServe({
      dataFolder: tempFolder(),
      settings: settingsFor(essentry, sink.port),
      environment: { ESSENTRY_TOKEN: 'wrong' },
    });
    await untilSession(station, 'blocked');
    expect((await station.health()).because).toBe('token-refused');
    const tries = cloud.log().length;
    const { session } = await station.command('station:view', null);
    expect(session).toMatchObject({ kind: 'blocked', because: { status: 401 } });
    if (session.kind !== 'blocked') throw new Error('expected blocked');
    expect(session.retryAtMs).toBeGreaterThan(Date.now() + 60_000);
    expect(cloud.log()).toHaveLength(tries);
  });

  test('a printer that is not there leaves the job queued with its reason; it prints when the printer is', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const gone = await startTcpSink();
    const { port } = gone;
    await gone.close();
    const station = await startServe({ dataFolder: tempFolder(), settings: settingsFor(essentry, port) });
    await untilSession(station, 'live');
    arrive(cloud, 7);
    cloud.transition(7, 'Host');
    await eventually(async () => {
      const { badge } = await station.command('check-ins:get', { id: 7 });
      expect(badge).toMatchObject({ kind: 'job', state: 'queued', reason: { kind: 'offline' } });
    });
    const back = await startTcpSink(port);
    await untilJobs(station, { done: 1 });
    expect(back.jobs()).toBe(1);
  });

  test('frames that cannot be understood are counted, never fatal', async () => {
    const { cloud, station } = await openLiveDesk();
    for (const frame of [
      'not json',
      '[]',
      '5',
      '{"checkIn":{"id":"x"}}',
      '{"hello":1}',
      Buffer.from([1, 2, 3]),
    ])
      cloud.broadcastRaw(frame);
    cloud.broadcastRaw(`{"checkIn":{"id":1,"state":"${'x'.repeat(1024 * 1024)}"}}`);
    arrive(cloud, 7);
    await eventually(async () =>
      expect(await station.health()).toMatchObject({ checkIns: 1, quarantined: 6 }),
    );
    expect((await station.health()).session).toBe('live');
  });

  test('promise 8: nothing personal can be read in the data folder, and no secret at all is in it', async () => {
    const { cloud, dataFolder, station } = await openLiveDesk();
    arrive(cloud, 7);
    const sent = cloud.transition(7, 'Host');
    await untilJobs(station, { done: 1 });
    cloud.broadcastRaw(JSON.stringify({ checkIn: { ...sent, id: 'broken' } }));
    await eventually(async () => expect((await station.health()).quarantined).toBe(1));
    await station.end('SIGTERM');
    const onDisk =
      globSync('**/*', { cwd: dataFolder })
        .map((name) => join(dataFolder, name))
        .filter((path) => statSync(path).isFile())
        .map((path) => readFileSync(path, 'latin1'))
        .join('\n') +
      station.stderr() +
      station.stdout();
    for (const personal of [
      sent.firstName,
      sent.lastName,
      sent.email,
      sent.trustedId?.documentNumber,
      'demo-token',
    ])
      expect(onDisk).not.toContain(personal);
  });

  test('stops within its time, with nothing on stdout but the ready line', async () => {
    const { station } = await openLiveDesk();
    const begunMs = performance.now();
    expect(await station.end('SIGINT')).toBe(0);
    expect(performance.now() - begunMs).toBeLessThan(5000);
    expect(station.stdout()).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+\/#key=\S+\n$/);
  });
});

describe('serve refuses to begin', () => {
  const essentry = { apiUrl: 'http://127.0.0.1:1/', socketUrl: 'ws://127.0.0.1:1/', locationId: 1 };

  test.each<[string, object, Record<string, string>, string]>([
    [
      'with a wrong setting',
      { version: 1, essentry: { ...essentry, locationId: 'x' } },
      {},
      'essentry.locationId: found "x"; allowed is',
    ],
    [
      'with a roll that the printer does not take',
      { version: 1, essentry, media: { widthMm: 40 }, printer: { route: 'demo' } },
      {},
      'media: found 40×100 mm',
    ],
    [
      'with a key that is none',
      { version: 1, essentry },
      { VESTIBULE_KEY: 'short' },
      'VESTIBULE_KEY: found 5 characters',
    ],
  ])('%s', async (_name, settings, environment, message) => {
    const ended = await serveUntilExit({ dataFolder: tempFolder(), settings, environment });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(message);
    expect(ended.stdout).toBe('');
  });

  test('where another station has the folder, and touches nothing in it', async () => {
    const dataFolder = tempFolder();
    const settings = { version: 1, essentry };
    const first = await startServe({ dataFolder, settings });
    const second = await serveUntilExit({ dataFolder });
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect(second.stderr).toContain('vestibule.db: is in use by another station.');
    expect(globSync('vestibule.db.*', { cwd: dataFolder })).toEqual([]);
    expect(await first.health()).toMatchObject({ store: 'ok' });
  });

  test('a key is made once where none is given, readable by its owner only, and said aloud', async () => {
    const dataFolder = tempFolder();
    const options = {
      dataFolder,
      settings: { version: 1, essentry },
      environment: { VESTIBULE_KEY: undefined },
    };
    const station = await startServe(options);
    expect(station.stderr()).toContain('key-kept-beside-the-data');
    await station.end('SIGTERM');
    const path = join(dataFolder, 'vestibule.key');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const made = readFileSync(path, 'utf8');
    await (await startServe(options)).end('SIGTERM');
    expect(readFileSync(path, 'utf8')).toBe(made);
  });
});
