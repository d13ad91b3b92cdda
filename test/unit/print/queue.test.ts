import { describe, expect, it } from 'vitest';
import type { Rig } from './rig.ts';
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

describe.each(LANGUAGES)('a job in %s that must not print', (language) => {
  it('is withdrawn without a byte when the decision has changed', async () => {
    const rig = createRig(language);
    const job = rig.ledger.add();
    const reason = { kind: 'not-due-any-more', because: { code: 'left' } } as const;
    rig.prepare = async () => ({ kind: 'withdraw', reason });
    rig.queue.start();
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'withdrawn');
    expect(rig.ledger.get(job.id)?.reason).toEqual(reason);
    expect(rig.ledger.history).toEqual([`withdrawn ${job.id}`]);
    expect(rig.twin.labelCounter()).toBe(0);
  });

  it('is decided on only when the printer is ready for it', async () => {
    const rig = createRig(language);
    let decisions = 0;
    rig.prepare = async () => {
      decisions++;
      return { kind: 'withdraw', reason: { kind: 'check-in-forgotten' } };
    };
    rig.twin.setFault('cover-open', true);
    const job = rig.ledger.add();
    rig.queue.start();
    await rig.clock.advance(30_000);
    expect(decisions).toBe(0);
    rig.twin.setFault('cover-open', false);
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'withdrawn');
    expect(decisions).toBe(1);
  });

  it('fails with its reason when it cannot be drawn, and the next one prints', async () => {
    const rig = createRig(language);
    const first = rig.ledger.add();
    const second = rig.ledger.add();
    const draw = rig.prepare;
    rig.prepare = async (job) =>
      job.id === first.id ? { kind: 'fail', reason: { kind: 'badge-cannot-be-drawn' } } : draw(job);
    rig.queue.start();
    await rig.clock.advanceUntil(() => rig.ledger.state(second.id) === 'printed');
    expect(rig.ledger.get(first.id)).toMatchObject({
      state: 'failed',
      reason: { kind: 'badge-cannot-be-drawn' },
    });
  });

  it('fails alone when drawing it is a fault of the program', async () => {
    const rig = createRig(language);
    const [broken, misdrawn, good] = [rig.ledger.add(), rig.ledger.add(), rig.ledger.add()];
    const draw = rig.prepare;
    rig.prepare = async (job) => {
      if (job.id === broken.id) throw new TypeError('fault');
      if (job.id === misdrawn.id) return { kind: 'print', bitmap: { ...rig.bitmap(job), heightDots: 1 } };
      return draw(job);
    };
    rig.queue.start();
    await rig.clock.advanceUntil(() => rig.ledger.state(good.id) === 'printed');
    expect(rig.ledger.get(broken.id)).toMatchObject({
      state: 'failed',
      reason: { kind: 'badge-cannot-be-drawn' },
    });
    expect(rig.ledger.state(misdrawn.id)).toBe('failed');
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('stays called off when a person cancels it while it is being drawn', async () => {
    const rig = createRig(language);
    const job = rig.ledger.add();
    rig.prepare = async () => {
      rig.ledger.cancel(job.id);
      return { kind: 'print', bitmap: rig.bitmap(job) };
    };
    rig.queue.start();
    await rig.clock.advance(5_000);
    expect(rig.ledger.history).toEqual([`failed ${job.id}`]);
    expect(rig.twin.labelCounter()).toBe(0);
  });

  it('stays called off when a person cancels it while the printer is asked', async () => {
    const rig = createRig(language);
    rig.twin.setFault('off', true);
    const job = rig.ledger.add();
    const { transport } = rig.printer;
    const open = transport.open.bind(transport);
    Object.assign(transport, {
      open: async (options: { timeoutMs: number }) => {
        if (rig.ledger.state(job.id) === 'queued') rig.ledger.cancel(job.id);
        return open(options);
      },
    });
    rig.queue.start();
    await rig.clock.advance(20_000);
    expect(rig.ledger.history).toEqual([`failed ${job.id}`]);
    rig.twin.setFault('off', false);
    const next = rig.ledger.add();
    rig.queue.wake();
    await rig.clock.advanceUntil(() => rig.ledger.state(next.id) === 'printed', 1_000);
  });

  it('stays called off when a person cancels it and the decision is against it too', async () => {
    const rig = createRig(language);
    const [job, next] = [rig.ledger.add(), rig.ledger.add()];
    const draw = rig.prepare;
    rig.prepare = async (wanted) => {
      if (wanted.id === next.id) return draw(wanted);
      rig.ledger.cancel(job.id);
      return { kind: 'withdraw', reason: { kind: 'check-in-forgotten' } };
    };
    rig.queue.start();
    await rig.clock.advanceUntil(() => rig.ledger.state(next.id) === 'printed', 1_000);
    expect(rig.ledger.get(job.id)).toMatchObject({ state: 'failed', reason: { kind: 'cancelled' } });
  });
});

describe.each(LANGUAGES)('a %s printer whose link breaks', (language) => {
  it('before the commit byte gets the job again by itself', async () => {
    const rig = createRig(language);
    const job = rig.ledger.add();
    const draw = rig.prepare;
    rig.prepare = async (wanted) => {
      // The connection of this attempt breaks with the first byte of its body.
      rig.twin.setFault('off', true);
      rig.prepare = draw;
      return draw(wanted);
    };
    rig.queue.start();
    await rig.clock.advance(500);
    expect(rig.ledger.get(job.id)).toMatchObject({
      state: 'queued',
      reason: { kind: 'link-lost-before-commit' },
    });
    rig.twin.setFault('off', false);
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'printed', 20_000);
    expect(rig.ledger.history.filter((step) => step.startsWith('body'))).toHaveLength(2);
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('after the commit byte never gets the job again by itself', async () => {
    const rig = createRig(language, { labelMs: 900 });
    const job = rig.ledger.add();
    rig.queue.start();
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'commit');
    rig.twin.setFault('off', true);
    rig.twin.setFault('off', false);
    await rig.clock.advance(120_000);
    const told = {
      'brother-ql': { state: 'uncertain', reason: { kind: 'link-lost-after-commit' } },
      // Its own count of labels says that it is out.
      zpl: { state: 'printed', reason: { kind: 'counted' } },
    };
    expect(rig.ledger.get(job.id)).toMatchObject(told[language]);
    expect(rig.twin.labelCounter()).toBe(1);
  });
});

describe.each(LANGUAGES)('stopping the queue in %s', (language) => {
  /** A queue whose job is in the given step, held there by a printer that takes its time or no data. */
  async function stoppedAt(step: 'body' | 'commit'): Promise<Rig> {
    const rig = createRig(language, { labelMs: 5_000 });
    const job = rig.ledger.add();
    const draw = rig.prepare;
    rig.prepare = async (wanted) => {
      if (step === 'body') rig.twin.setFault('refuse-data', true);
      return draw(wanted);
    };
    rig.queue.start();
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === step);
    return rig;
  }

  async function stop(rig: Rig, graceMs: number): Promise<void> {
    let isStopped = false;
    void rig.queue.stop(graceMs).then(() => (isStopped = true));
    await rig.clock.advanceUntil(() => isStopped, graceMs + 1);
  }

  it('lets a job that is being printed come to its end within the grace', async () => {
    const rig = await stoppedAt('commit');
    await stop(rig, 20_000);
    expect(rig.ledger.state(1)).toBe('printed');
  });

  it('settles a job past its commit byte as uncertain when the grace is over', async () => {
    const rig = await stoppedAt('commit');
    await stop(rig, 1_000);
    expect(rig.ledger.get(1)).toMatchObject({ state: 'uncertain', reason: { kind: 'stopped-after-commit' } });
    await rig.clock.advance(60_000);
    expect(rig.ledger.history).toEqual(['body 1', 'commit 1', 'uncertain 1']);
  });

  it('puts a job before its commit byte back when the grace is over, and sends nothing more of it', async () => {
    const rig = await stoppedAt('body');
    await stop(rig, 1_000);
    expect(rig.ledger.state(1)).toBe('queued');
    rig.twin.setFault('refuse-data', false);
    await rig.clock.advance(60_000);
    expect(rig.ledger.history).toEqual(['body 1', 'queued 1']);
    expect(rig.twin.labelCounter()).toBe(0);
  });

  it('begins no new job', async () => {
    const rig = await stoppedAt('commit');
    const waiting = rig.ledger.add();
    rig.queue.wake();
    await stop(rig, 20_000);
    await rig.clock.advance(60_000);
    expect(rig.ledger.state(waiting.id)).toBe('queued');
  });

  it('is done at once when nothing is in flight, also when it was never started', async () => {
    const idle = createRig(language);
    idle.queue.start();
    await idle.clock.advance(5_000);
    await stop(idle, 0);
    const job = idle.ledger.add();
    idle.queue.wake();
    await idle.clock.advance(60_000);
    expect(idle.ledger.state(job.id)).toBe('queued');
    await createRig(language).queue.stop(60_000);
  });
});
