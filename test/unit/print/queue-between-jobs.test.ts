import { describe, expect, it } from 'vitest';
import { LinkError, type Printer } from '../../../electron/print/printer.ts';
import { createRig } from './rig.ts';

/** How long the longest single write to the printer was. */
function countWrites(transport: Printer['transport']): { longest(): number } {
  const open = transport.open.bind(transport);
  let longest = 0;
  Object.assign(transport, {
    open: async (options: { timeoutMs: number }) => {
      const link = await open(options);
      const write = link.write.bind(link);
      return Object.assign(link, {
        write: (bytes: Uint8Array, limits: { timeoutMs: number }) => {
          longest = Math.max(longest, bytes.length);
          return write(bytes, limits);
        },
      });
    },
  });
  return { longest: () => longest };
}

describe('the queue between jobs', () => {
  it('shows printer, roll and proof soon after its start and follows what happens to them', async () => {
    const rig = createRig('brother-ql');
    rig.queue.start();
    await rig.clock.advance(100);
    expect(rig.queue.status()).toMatchObject({
      condition: { kind: 'ready' },
      model: 'QL-820NWB',
      media: { widthMm: 29, lengthMm: null },
      proof: 'printed',
    });
    const { sinceMs } = rig.queue.status();
    const changes = rig.changes;
    await rig.clock.advance(25_000);
    expect(rig.changes, 'nothing new, nothing to tell').toBe(changes);
    rig.twin.loadRoll({ widthMm: 62, lengthMm: null }, 100);
    await rig.clock.advance(10_000);
    expect(rig.queue.status().condition).toEqual({
      kind: 'wrong-media',
      found: { widthMm: 62, lengthMm: null },
      wanted: { widthMm: 29, lengthMm: 8 },
    });
    expect(rig.queue.status().sinceMs).toBeGreaterThan(sinceMs);
    expect(rig.changes).toBeGreaterThan(changes);
  });

  it('calls a printer offline only after three looks in a row have missed it', async () => {
    const rig = createRig('zpl');
    rig.queue.start();
    await rig.clock.advance(1_000);
    rig.twin.setFault('off', true);
    await rig.clock.advance(12_500);
    expect(rig.queue.status().condition, 'two misses').toEqual({ kind: 'ready' });
    rig.twin.setFault('off', false);
    await rig.clock.advance(10_000);
    rig.twin.setFault('off', true);
    await rig.clock.advance(16_000);
    expect(rig.queue.status().condition, 'three misses').toEqual({ kind: 'offline' });
    rig.twin.setFault('off', false);
    await rig.clock.advance(10_000);
    expect(rig.queue.status().condition).toEqual({ kind: 'ready' });
  });

  it('sends a mute printer nothing between jobs after its first look', async () => {
    const rig = createRig('zpl');
    rig.twin.setFault('silent', true);
    let connections = 0;
    let bytes = 0;
    const { transport } = rig.printer;
    const open = transport.open.bind(transport);
    Object.assign(transport, {
      open: async (options: { timeoutMs: number }) => {
        connections++;
        const link = await open(options);
        const write = link.write.bind(link);
        return Object.assign(link, {
          write: async (chunk: Uint8Array, limits: { timeoutMs: number }) => {
            bytes += chunk.length;
            await write(chunk, limits);
          },
        });
      },
    });
    rig.queue.start();
    await rig.clock.advance(2_000);
    expect(bytes).toBe('\r\n~HI~HS~HQES'.length);
    await rig.clock.advance(90_000);
    expect(bytes).toBe('\r\n~HI~HS~HQES'.length);
    expect(connections).toBe(4);
    expect(rig.queue.status()).toMatchObject({ condition: { kind: 'unknown' }, proof: 'delivered' });
    const job = rig.ledger.add();
    rig.queue.wake();
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'delivered', 200);
    expect(connections, 'one connection for the job').toBe(5);
  });

  it('keeps order when a wake cuts a wait short', async () => {
    const rig = createRig('zpl');
    rig.twin.setFault('off', true);
    const first = rig.ledger.add();
    rig.queue.start();
    await rig.clock.advance(30_000);
    rig.twin.setFault('off', false);
    const second = rig.ledger.add();
    rig.queue.wake();
    await rig.clock.advanceUntil(() => rig.ledger.state(second.id) === 'printed', 2_000);
    expect(rig.twin.tray.map((label) => label.bitmap)).toEqual([rig.bitmap(first), rig.bitmap(second)]);
  });

  it('is not stopped by a wall clock that is set back', async () => {
    const rig = createRig('zpl');
    rig.twin.setFault('off', true);
    const job = rig.ledger.add();
    rig.queue.start();
    await rig.clock.advance(2_000);
    rig.clock.setBack(3_600_000);
    rig.twin.setFault('off', false);
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'printed', 20_000);
    rig.clock.setBack(3_600_000);
    rig.twin.setFault('cover-open', true);
    await rig.clock.advanceUntil(() => rig.queue.status().condition.kind === 'cover-open', 30_000);
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('is not kept waiting after a restart by a retry time from before the clock was set back', async () => {
    const rig = createRig('zpl');
    const job = rig.ledger.add();
    rig.ledger.requeue(job.id, { kind: 'offline' }, rig.clock.nowMs() + 15_000, rig.clock.nowMs());
    rig.clock.setBack(3_600_000);
    rig.queue.start();
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'printed', 1_000);
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('writes down an outcome as soon as the ledger can be written again, and prints nothing before', async () => {
    const rig = createRig('zpl');
    const [first, second] = [rig.ledger.add(), rig.ledger.add()];
    const settle = rig.ledger.settle.bind(rig.ledger);
    let isFull = true;
    Object.assign(rig.ledger, {
      settle: (...step: Parameters<typeof settle>) => {
        if (isFull) throw new Error('disk full');
        settle(...step);
      },
    });
    rig.queue.start();
    await rig.clock.advance(30_000);
    expect([rig.ledger.state(first.id), rig.ledger.state(second.id)]).toEqual(['commit', 'queued']);
    isFull = false;
    await rig.clock.advanceUntil(() => rig.ledger.state(second.id) === 'printed', 10_000);
    expect(rig.ledger.state(first.id)).toBe('printed');
    expect(rig.twin.labelCounter()).toBe(2);
  });

  it('sends no commit byte that the ledger does not know of', async () => {
    const rig = createRig('brother-ql');
    const job = rig.ledger.add();
    const beginCommit = rig.ledger.beginCommit.bind(rig.ledger);
    let isFull = true;
    Object.assign(rig.ledger, {
      beginCommit: (...step: Parameters<typeof beginCommit>) => {
        if (isFull) throw new Error('disk full');
        beginCommit(...step);
      },
    });
    rig.queue.start();
    await rig.clock.advance(30_000);
    expect(rig.twin.labelCounter()).toBe(0);
    expect(['queued', 'body']).toContain(rig.ledger.state(job.id));
    isFull = false;
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'printed', 10_000);
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('sends not one byte of a badge whose beginning the ledger does not know of', async () => {
    const rig = createRig('zpl');
    const job = rig.ledger.add();
    const beginBody = rig.ledger.beginBody.bind(rig.ledger);
    const requeue = rig.ledger.requeue.bind(rig.ledger);
    let isFull = true;
    const unlessFull = <Given extends unknown[]>(step: (...given: Given) => void) => {
      return (...given: Given): void => {
        if (isFull) throw new Error('disk full');
        step(...given);
      };
    };
    Object.assign(rig.ledger, { beginBody: unlessFull(beginBody), requeue: unlessFull(requeue) });
    const written = countWrites(rig.printer.transport);
    rig.queue.start();
    await rig.clock.advance(30_000);
    expect(written.longest(), 'questions about its state, no badge').toBeLessThan(100);
    expect(rig.ledger.state(job.id)).toBe('queued');
    isFull = false;
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'printed', 20_000);
    expect(written.longest()).toBeGreaterThan(100);
    expect(rig.twin.labelCounter()).toBe(1);
  });

  it('stops in its time although the ledger takes nothing, and leaves the step that the next start goes by', async () => {
    const rig = createRig('zpl', { labelMs: 10_000 });
    const job = rig.ledger.add();
    Object.assign(rig.ledger, {
      settle: () => {
        throw new Error('disk full');
      },
    });
    rig.queue.start();
    await rig.clock.advanceUntil(() => rig.ledger.state(job.id) === 'commit', 60_000);
    let isStopped = false;
    void rig.queue.stop(1_000).then(() => (isStopped = true));
    await rig.clock.advanceUntil(() => isStopped, 10_000);
    expect(rig.ledger.state(job.id)).toBe('commit');
  });

  it('survives a road that fails in the middle of a look', async () => {
    const rig = createRig('zpl');
    const { transport } = rig.printer;
    const open = transport.open.bind(transport);
    let looks = 0;
    Object.assign(transport, {
      open: async (options: { timeoutMs: number }) => {
        looks++;
        const link = await open(options);
        const read = link.read.bind(link);
        return Object.assign(link, {
          read: async (limits: { timeoutMs: number }) => {
            if (looks === 1) throw new LinkError({ kind: 'offline' }, 'gone');
            return read(limits);
          },
        });
      },
    });
    rig.queue.start();
    await rig.clock.advanceUntil(() => rig.queue.status().condition.kind === 'ready', 5_000);
    expect(looks).toBe(2);
  });
});
