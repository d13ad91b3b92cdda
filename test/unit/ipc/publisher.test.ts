import { describe, expect, test } from 'vitest';
import { createPublisher } from '../../../electron/ipc/publisher.ts';
import type { StationView, StationViewContent } from '../../../electron/shared/view.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function setUp() {
  const clock = createFakeClock();
  const seen: StationView[] = [];
  let built = 0;
  const publisher = createPublisher(
    () => ({ quarantined: (built += 1) }) as unknown as StationViewContent,
    clock,
  );
  const unsubscribe = publisher.subscribe((view) => seen.push(view));
  return { clock, publisher, seen, unsubscribe, built: () => built };
}

describe('the publisher', () => {
  test('makes one view of many changes', async () => {
    const { clock, publisher, seen } = setUp();
    for (let change = 0; change < 1000; change += 1) publisher.changed(true);
    expect(seen).toHaveLength(0);
    await clock.advance(100);
    expect(seen).toHaveLength(1);
  });

  test('promise 7: no change waits longer than one interval, and no view goes back', async () => {
    const { clock, publisher, seen } = setUp();
    for (let round = 0; round < 20; round += 1) {
      publisher.changed();
      await clock.advance(50);
    }
    expect(seen.length).toBeGreaterThanOrEqual(9);
    const revisions = seen.map((view) => view.revision);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    expect(new Set(revisions).size).toBe(revisions.length);
  });

  test('a view that is asked for is older than any that is pushed afterwards', async () => {
    const { clock, publisher, seen } = setUp();
    publisher.changed();
    const asked = publisher.current();
    await clock.advance(100);
    expect(seen[0]?.revision).toBeGreaterThan(asked.revision);
  });

  test('the list revision moves only when lists have changed', () => {
    const { publisher } = setUp();
    const before = publisher.listRevision();
    publisher.changed();
    expect(publisher.listRevision()).toBe(before);
    publisher.changed(true);
    expect(publisher.listRevision()).toBeGreaterThan(before);
  });

  test('promise 7: goes on behind the views of the core before it, also when the clock was set back', () => {
    const { clock, publisher } = setUp();
    const last = publisher.current().revision;
    clock.setBack(3_600_000);
    const next = createPublisher(() => ({}) as StationViewContent, clock, publisher.revision());
    expect(next.current().revision).toBeGreaterThan(last);
  });

  test('builds nothing when nobody looks', async () => {
    const { clock, publisher, unsubscribe, built } = setUp();
    unsubscribe();
    publisher.changed(true);
    await clock.advance(1000);
    expect(built()).toBe(0);
  });
});
