import { expect, it } from 'vitest';
import { noise } from './bitmaps.ts';
import { createRig, type Rig } from './rig.ts';

const badge = (rig: Rig) => {
  const { alongDots, acrossDots } = rig.printer.language.printArea(rig.printer.size, rig.printer.dpi);
  return noise(alongDots, acrossDots, 99);
};
const test = (rig: Rig) => rig.queue.test(async () => ({ kind: 'print', bitmap: badge(rig) }));

it('prints a label that no ledger knows', async () => {
  const rig = createRig('brother-ql');
  rig.queue.start();
  let result: unknown = null;
  void test(rig)?.then((answer) => (result = answer));
  await rig.clock.advanceUntil(() => result !== null, 5_000);
  expect(result).toMatchObject({ kind: 'settled', state: 'printed' });
  expect(rig.twin.tray.map((label) => label.bitmap)).toEqual([badge(rig)]);
  expect(rig.ledger.history).toEqual([]);
});

it('lets the jobs that wait go on, before and after', async () => {
  const rig = createRig('zpl');
  const first = rig.ledger.add();
  rig.queue.start();
  let result: unknown = null;
  void test(rig)?.then((answer) => (result = answer));
  const second = rig.ledger.add();
  await rig.clock.advanceUntil(() => rig.ledger.state(second.id) === 'printed' && result !== null);
  expect(rig.ledger.state(first.id)).toBe('printed');
  expect(rig.twin.labelCounter()).toBe(3);
});

it('says that the printer cannot, and is not tried again', async () => {
  const rig = createRig('brother-ql');
  rig.twin.setFault('no-media', true);
  rig.queue.start();
  let result: unknown = null;
  void test(rig)?.then((answer) => (result = answer));
  await rig.clock.advanceUntil(() => result !== null, 5_000);
  expect(result).toEqual({ kind: 'waiting', problem: { kind: 'no-media' } });
  rig.twin.setFault('no-media', false);
  await rig.clock.advance(60_000);
  expect(rig.twin.labelCounter()).toBe(0);
});

it('is refused while another one is on its way, and by a queue that does not run', async () => {
  const rig = createRig('brother-ql');
  expect(test(rig)).toBeNull();
  rig.queue.start();
  expect(test(rig)).not.toBeNull();
  expect(test(rig)).toBeNull();
  await rig.clock.advance(10_000);
  await rig.queue.stop(0);
  expect(test(rig)).toBeNull();
});
