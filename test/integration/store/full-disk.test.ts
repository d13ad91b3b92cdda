import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLiveDesk, untilHealth, untilJobs } from '../../support/live-desk.ts';
import { arrive } from '../../support/quiet-cloud.ts';
import { serveUntilExit, startServe } from '../../support/serve-process.ts';
import { mountSmallDisk, whyNoSmallDisk } from '../../support/small-disk.ts';

const whyNot = whyNoSmallDisk();

describe.skipIf(whyNot !== null)(`a full disk ${whyNot ?? ''}`, () => {
  test('while the desk is open: it says so, prints nothing, loses nothing, and goes on by itself when there is room', async () => {
    const disk = mountSmallDisk();
    const { cloud, sink, station } = await openLiveDesk(disk.folder);
    arrive(cloud, 7);
    cloud.transition(7, 'Host');
    await untilJobs(station, { done: 1 });
    const fullSinceMs = Date.now();

    disk.fill();
    for (let id = 100; id < 400; id += 1) arrive(cloud, id);
    await untilHealth(station, { store: 'disk-full' });
    cloud.transition(100, 'Host');
    await expect(
      station.command('badges:print', { checkInId: 7, requestId: randomUUID(), reprintBecause: 'lost' }),
    ).rejects.toThrow('cannot-store');
    const full = await station.command('station:view', null);
    expect(full.store).toMatchObject({ kind: 'unwritable', because: 'disk-full' });
    expect(full.asOfMs).toBeLessThanOrEqual(fullSinceMs);
    expect(sink.jobs()).toBe(1);

    disk.makeRoom();
    await untilHealth(station, { store: 'ok', session: 'live', checkIns: 301 });
    await untilJobs(station, { done: 2, queued: 0 });
    expect(sink.jobs()).toBe(2);
    expect(await station.end('SIGTERM')).toBe(0);
  });

  test('at start: the desk opens with the list that it has, says so, and begins to work when there is room', async () => {
    const disk = mountSmallDisk();
    const { cloud, sink, settings, station } = await openLiveDesk(disk.folder);
    arrive(cloud, 7);
    cloud.transition(7, 'Host');
    await untilJobs(station, { done: 1 });
    // In good order, because a WAL that is left has room in it: the desk would begin to work on the full disk.
    await station.end('SIGTERM');
    arrive(cloud, 8);
    cloud.transition(8, 'Host');
    // Something that has to be noted before anything else may begin.
    const phases = { 'Awaiting Escort': 'pending' };
    writeFileSync(join(disk.folder, 'settings.json'), JSON.stringify({ ...settings, phases }));

    disk.fill();
    const again = await startServe({ dataFolder: disk.folder });
    await untilHealth(again, { store: 'disk-full', session: 'idle', checkIns: 1 });
    const page = await again.command('check-ins:list', { list: 'onsite', search: '', offset: 0, limit: 10 });
    expect(page.rows.map((row) => row.id)).toEqual([7]);
    expect(sink.jobs()).toBe(1);

    disk.makeRoom();
    await untilHealth(again, { store: 'ok', session: 'live', checkIns: 2 });
    await untilJobs(again, { done: 2, queued: 0 });
    expect(sink.jobs()).toBe(2);
  });

  test('where there is no database yet, there is nothing to work with, and the reason is one sentence', async () => {
    const disk = mountSmallDisk();
    const essentry = { apiUrl: 'http://127.0.0.1:1/', socketUrl: 'ws://127.0.0.1:1/', locationId: 1 };
    const options = { dataFolder: disk.folder, settings: { version: 1, essentry } };
    await (await startServe(options)).end('SIGTERM');
    rmSync(join(disk.folder, 'vestibule.db'));
    disk.fill();
    const ended = await serveUntilExit({ dataFolder: disk.folder });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('vestibule.db: cannot be made, because the disk is full.');
  });
});
