import { describe, expect, it } from 'vitest';
import { createRig, LANGUAGES } from './rig.ts';

describe.each(LANGUAGES)('the print queue in %s', (language) => {
  it('prints what waits, in order, with every step durable before its bytes', async () => {
    const rig = createRig(language);
    const jobs = [rig.ledger.add(), rig.ledger.add(), rig.ledger.add()];
    rig.queue.start();
    await rig.clock.advanceUntil(() => jobs.every((job) => rig.ledger.state(job.id) === 'printed'));
    expect(rig.ledger.history).toEqual(
      jobs.flatMap(({ id }) => [`body ${id}`, `commit ${id}`, `printed ${id}`]),
    );
    expect(rig.twin.tray.map((label) => label.bitmap)).toEqual(jobs.map((job) => rig.bitmap(job)));
  });

  it('prints a job that comes later as soon as it is woken', async () => {
    const rig = createRig(language);
    rig.queue.start();
    await rig.clock.advance(3_000);
    const job = rig.ledger.add();
    rig.queue.wake();
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'printed', 2_000);
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('keeps jobs while the printer is away, says so, and prints them in order when it is back', async () => {
    const rig = createRig(language);
    rig.twin.setFault('off', true);
    const first = rig.ledger.add();
    rig.queue.start();
    await rig.clock.advance(100);
    expect(rig.ledger.get(first.id)).toMatchObject({ state: 'queued', reason: { kind: 'offline' } });
    expect(rig.queue.status().condition).toEqual({ kind: 'offline' });

    const second = rig.ledger.add();
    rig.queue.wake();
    await rig.clock.advance(60_000);
    expect(rig.ledger.state(first.id)).toBe('queued');
    rig.twin.setFault('off', false);
    await rig.clock.advanceUntil(() => rig.ledger.state(second.id) === 'printed', 16_000);
    expect(rig.twin.tray.map((label) => label.bitmap)).toEqual([rig.bitmap(first), rig.bitmap(second)]);
    expect(rig.queue.status().condition).toEqual({ kind: 'ready' });
  });

  it.each(['cover-open', 'no-media', 'jam', 'silent'] as const)(
    'waits while the printer is in the state %s and goes on by itself within 3 s of its end',
    async (fault) => {
      const rig = createRig(language);
      rig.queue.start();
      await rig.clock.advance(1_000);
      rig.twin.setFault(fault, true);
      const job = rig.ledger.add();
      rig.queue.wake();
      await rig.clock.advance(20_000);
      expect(rig.ledger.get(job.id)).toMatchObject({ state: 'queued', reason: { kind: fault } });
      expect(rig.queue.status().condition).toEqual({ kind: fault });
      rig.twin.setFault(fault, false);
      await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'printed', 6_000);
      expect(rig.twin.labelCounter()).toBe(1);
    },
  );
});
