import { describe, expect, it } from 'vitest';
import { LinkError } from '../../../../../electron/print/printer.ts';
import type { Spool, SpoolJob } from '../../../../../electron/print/transports/spooler/spool.ts';
import { createSpoolerTransport } from '../../../../../electron/print/transports/spooler/spooler.ts';
import { createFakeClock } from '../../../../support/fake-clock.ts';

const LIMITS = { timeoutMs: 1_000 };
const READY = { kind: 'ready' } as const;
const held = (kind: 'no-media' | 'cover-open'): SpoolJob => ({
  kind: 'open',
  hasBegun: true,
  condition: { kind },
});

/** A queue whose job goes through `states`, one a look; the last stays. */
function rig(...states: readonly SpoolJob[]) {
  const clock = createFakeClock();
  const submitted: Uint8Array[] = [];
  const titles: string[] = [];
  const cancelled: number[] = [];
  let looks = 0;
  const spool: Spool = {
    list: () => Promise.resolve([{ name: 'Badges', model: 'QL-820NWB', port: null, condition: READY }]),
    condition: () => Promise.resolve(READY),
    submit(_, bytes, title) {
      submitted.push(bytes);
      titles.push(title);
      return Promise.resolve({ jobId: 12 });
    },
    job: () => Promise.resolve(states[Math.min(looks++, states.length - 1)] ?? { kind: 'taken' }),
    cancel(_, jobId) {
      cancelled.push(jobId);
      return Promise.resolve();
    },
  };
  const transport = createSpoolerTransport({ queue: 'Badges', spool, clock });
  return { clock, spool, transport, submitted, titles, cancelled, looks: () => looks };
}

/** Sends a job; `seen`: what held it up, and `outcome`: how it ended, once it has. */
async function send(world: ReturnType<typeof rig>, heldMs = 60_000) {
  const link = await world.transport.open(LIMITS);
  await link.write(Buffer.from('bod'), LIMITS);
  await link.write(Buffer.from('y'), LIMITS);
  expect(world.submitted).toEqual([]);
  const seen: (string | null)[] = [];
  const state: { outcome: 'taken' | LinkError | null } = { outcome: null };
  void link.close({ heldMs, onHeld: (problem) => void seen.push(problem?.kind ?? null) }).then(
    () => (state.outcome = 'taken'),
    (cause: unknown) => (state.outcome = cause instanceof LinkError ? cause : null),
  );
  return { link, seen, state };
}

describe('a job for a queue', () => {
  it('is handed over whole, once, under a title that names nobody, and is over when the port has it', async () => {
    const world = rig({ kind: 'open', hasBegun: false, condition: READY }, { kind: 'taken' });
    const { state } = await send(world);
    await world.clock.advance(1_000);
    expect(state.outcome).toBe('taken');
    expect(world.submitted.map((bytes) => Buffer.from(bytes).toString())).toEqual(['body']);
    expect([world.titles, world.cancelled]).toEqual([['badge'], []]);
  });

  it('tells what holds it up, each once, and that it goes on', async () => {
    const world = rig(held('no-media'), held('no-media'), held('cover-open'), { kind: 'taken' });
    const { seen, state } = await send(world);
    await world.clock.advance(5_000);
    expect([seen, state.outcome]).toEqual([['no-media', 'cover-open', null], 'taken']);
  });

  it('that is held up for too long is taken out of the queue, so that it cannot come out later', async () => {
    const world = rig(held('no-media'));
    const { state } = await send(world, 10_000);
    await world.clock.advance(9_000);
    expect([state.outcome, world.cancelled]).toEqual([null, []]);
    await world.clock.advance(2_000);
    expect(state.outcome).toMatchObject({ problem: { kind: 'silent' } });
    expect(world.cancelled).toEqual([12]);
  });

  it('that somebody ends in the queue is not vouched for', async () => {
    const world = rig({ kind: 'ended', hasBegun: true });
    const { state } = await send(world);
    await world.clock.advance(1_000);
    expect(state.outcome).toMatchObject({ problem: { kind: 'offline' } });
  });

  it('that nobody waits for any more is taken out, and not looked at again', async () => {
    const world = rig(held('no-media'));
    const { link, state } = await send(world);
    await world.clock.advance(1_000);
    const looks = world.looks();
    link.destroy();
    await world.clock.advance(5_000);
    expect(state.outcome).toBeInstanceOf(LinkError);
    expect([world.looks(), world.cancelled, world.clock.pending()]).toEqual([looks, [12], 0]);
  });

  it('is looked at ever more slowly', async () => {
    const world = rig(held('no-media'));
    await send(world);
    await world.clock.advance(850);
    expect(world.looks()).toBe(3);
    await world.clock.advance(3_000);
    expect(world.looks()).toBe(6);
  });
});

describe('a queue', () => {
  it('that is not there is named', async () => {
    const { spool, clock } = rig();
    const road = createSpoolerTransport({ queue: 'Nowhere', spool, clock });
    await expect(road.open(LIMITS)).rejects.toMatchObject({
      problem: { kind: 'no-queue', queue: 'Nowhere' },
    });
  });

  it('is told by its name and its driver’s model, and gets nothing when nothing was written', async () => {
    const world = rig();
    const link = await world.transport.open(LIMITS);
    expect(link.device).toEqual({ identity: 'spooler:Badges', model: 'QL-820NWB', language: null });
    await link.close();
    expect(world.submitted).toEqual([]);
  });
});
