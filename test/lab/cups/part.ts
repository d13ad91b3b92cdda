/** CUPS: a badge through a real queue, byte for byte, and what the queue says when the printer is in trouble. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotherQl } from '../../../electron/print/languages/brother-ql.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import { createCups } from '../../../electron/print/transports/spooler/cups.ts';
import type { LabPart } from '../lab-part.ts';
import { jobBytes, printThrough, startSink } from '../queue-checks.ts';
import { untilTrue } from '../until-true.ts';
import { hasScheduler, startScheduler, type Scheduler } from './scheduler.ts';

const cupsOf = ({ socketPath }: Scheduler) => createCups({ socketPath });

/** A printer that is out of labels until a file appears, as its backend tells CUPS (backend(7), "STATE:"). */
const outOfLabels = (folder: string): string => `#!/bin/sh
[ $# -eq 0 ] && { echo 'direct outoflabels "Unknown" "Out of labels"'; exit 0; }
echo 'STATE: +media-empty-error' >&2
while [ ! -e ${folder}/mended ]; do sleep 0.1; done
echo 'STATE: -media-empty-error' >&2
cat "\${6:--}" > ${folder}/spool/tmp/printed
`;

async function bytesArriveUntouched(scheduler: Scheduler, log: (line: string) => void): Promise<void> {
  const sink = await startSink();
  await scheduler.addQueue('Badges', `socket://127.0.0.1:${sink.port}`);
  for (const language of [brotherQl, zpl]) {
    const before = sink.jobs.length;
    assert.deepEqual(await printThrough(cupsOf(scheduler), 'Badges', language).result, {
      kind: 'settled',
      state: 'delivered',
      note: null,
    });
    await untilTrue('the sink has the job', () => sink.jobs.length > before);
    const sent = jobBytes(language);
    assert.equal(sink.jobs.length, before + 1, 'one job');
    assert.ok(sink.jobs[before]?.equals(sent), 'byte for byte');
    log(
      `${language.name}: ${sent.length} bytes through a queue, untouched, once; delivered is all that is claimed`,
    );
  }
  sink.close();
}

async function outOfLabelsIsSeen(scheduler: Scheduler, log: (line: string) => void): Promise<void> {
  scheduler.addBackend('outoflabels', outOfLabels(scheduler.folder));
  await scheduler.addQueue('Empty', 'outoflabels:/');
  const printing = printThrough(cupsOf(scheduler), 'Empty', brotherQl);
  await untilTrue('the desk sees it', () =>
    printing.seen.some(({ condition }) => condition.kind === 'no-media'),
  );
  log('a backend out of paper is seen as no-media while the job is held');
  const next = await printThrough(cupsOf(scheduler), 'Empty', zpl).result;
  assert.deepEqual(next, { kind: 'waiting', problem: { kind: 'no-media' } });
  log('the next badge waits for it: nothing of it is handed over');
  writeFileSync(join(scheduler.folder, 'mended'), '');
  assert.deepEqual(await printing.result, { kind: 'settled', state: 'delivered', note: null });
  assert.ok(existsSync(join(scheduler.folder, 'spool/tmp/printed')));
  assert.deepEqual(printing.seen.at(-1)?.condition, { kind: 'ready' });
  log('with a new roll it goes on by itself');
}

async function stoppedQueueGetsNothing(scheduler: Scheduler, log: (line: string) => void): Promise<void> {
  await scheduler.addQueue('Stopped', 'file:///dev/null');
  await scheduler.tool('cupsdisable', 'Stopped');
  const stopped = printThrough(cupsOf(scheduler), 'Stopped', zpl);
  assert.deepEqual(await stopped.result, { kind: 'waiting', problem: { kind: 'paused' } });
  assert.equal(stopped.committed, false);
  assert.equal((await scheduler.tool('lpstat', '-o', 'Stopped')).trim(), '', 'no job in the queue');
  log('a stopped queue is paused, and gets no byte');
  const unknown = await printThrough(cupsOf(scheduler), 'Nowhere', zpl).result;
  assert.deepEqual(unknown, { kind: 'waiting', problem: { kind: 'no-queue', queue: 'Nowhere' } });
  log('a queue that is not there is named');
}

async function cancelledJobIsUncertain(scheduler: Scheduler, log: (line: string) => void): Promise<void> {
  // A printer that takes the connection and then no byte.
  const deaf = createServer((socket) => void socket.on('error', () => undefined).pause());
  deaf.listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  await scheduler.addQueue('Deaf', `socket://127.0.0.1:${(deaf.address() as AddressInfo).port}`);
  const printing = printThrough(cupsOf(scheduler), 'Deaf', zpl);
  await untilTrue('the job is in the queue', async () =>
    (await scheduler.tool('lpstat', '-o', 'Deaf')).includes('Deaf-'),
  );
  await scheduler.tool('cancel', '-a', 'Deaf');
  assert.deepEqual(await printing.result, {
    kind: 'uncertain',
    reason: { kind: 'link-lost-after-commit' },
  });
  log('a job that somebody cancels in the queue is uncertain, and is not sent again');
  deaf.close();
}

async function killedStationSendsOnce(scheduler: Scheduler, log: (line: string) => void): Promise<void> {
  const sink = await startSink();
  await scheduler.addQueue('Killed', `socket://127.0.0.1:${sink.port}`);
  const station = spawn(
    process.execPath,
    [join(import.meta.dirname, 'print-and-hang.ts'), scheduler.socketPath, 'Killed'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [said] = (await once(station.stdout, 'data')) as [Buffer];
  assert.equal(said.toString(), 'submitted\n');
  station.kill('SIGKILL');
  await once(station, 'exit');
  await untilTrue('the sink has the job', () => sink.jobs.length > 0);
  await untilTrue(
    'the queue is empty',
    async () => (await scheduler.tool('lpstat', '-o', 'Killed')).trim() === '',
  );
  assert.equal(sink.jobs.length, 1);
  log('a station killed behind its hand-over: the queue prints the badge, once');
  sink.close();
}

async function deadSchedulerIsOffline(socketPath: string, log: (line: string) => void): Promise<void> {
  const spool = createCups({ socketPath });
  await assert.rejects(spool.list(), { problem: { kind: 'offline' } });
  log('a scheduler that is not there is offline');
}

export const part: LabPart = {
  name: 'cups',
  debianPackages: ['cups', 'cups-client', 'cups-filters'],
  missing: () => Promise.resolve(hasScheduler() ? null : 'there is no cupsd here'),
  async run(log) {
    const scheduler = await startScheduler();
    try {
      await bytesArriveUntouched(scheduler, log);
      await outOfLabelsIsSeen(scheduler, log);
      await stoppedQueueGetsNothing(scheduler, log);
      await cancelledJobIsUncertain(scheduler, log);
      await killedStationSendsOnce(scheduler, log);
    } finally {
      await scheduler.stop();
    }
    await deadSchedulerIsOffline(scheduler.socketPath, log);
  },
};
