import { describe, expect, test } from 'vitest';
import { createDrawAhead } from '../../../electron/desk/draw-ahead.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

function setUp() {
  const clock = createFakeClock();
  const log = createMemoryLog();
  const drawn: number[] = [];
  let underWay = 0;
  let most = 0;
  const ahead = createDrawAhead({
    async draw(id) {
      most = Math.max(most, (underWay += 1));
      await Promise.resolve();
      underWay -= 1;
      if (id === 13) throw new Error('cannot draw Amira Haddad');
      drawn.push(id);
    },
    clock,
    log,
  });
  return { ahead, clock, log, drawn, most: () => most };
}

describe('badges drawn while their visitors wait', () => {
  test('are drawn one after the other, and not while more keep coming', async () => {
    const t = setUp();
    for (const id of [1, 2, 3]) {
      t.ahead.note(id);
      await t.clock.advance(40);
      expect(t.drawn).toEqual([]);
    }
    await t.clock.advance(10);
    await t.clock.advance(1);
    expect(t.drawn).toEqual([1, 2, 3]);
    expect(t.most()).toBe(1);
    expect(t.clock.pending()).toBe(0);
  });

  test('are those of the last eight of many who come at once, each once', async () => {
    const t = setUp();
    for (let id = 101; id <= 140; id += 1) t.ahead.note(id);
    t.ahead.note(140);
    await t.clock.advance(50);
    await t.clock.advance(1);
    await t.clock.advance(1);
    expect(t.drawn).toEqual([133, 134, 135, 136, 137, 138, 139, 140]);
  });

  test('cost nothing but themselves when one cannot be drawn, and no name reaches the log', async () => {
    const t = setUp();
    t.ahead.note(13);
    t.ahead.note(14);
    await t.clock.advance(50);
    expect(t.drawn).toEqual([14]);
    expect(t.log.lines.join()).toContain('not-drawn-ahead');
    expect(t.log.lines.join()).not.toContain('Haddad');
  });

  test('are drawn no more once the station ends', async () => {
    const t = setUp();
    t.ahead.note(1);
    t.ahead.stop();
    t.ahead.note(2);
    await t.clock.advance(50);
    expect(t.drawn).toEqual([]);
  });
});
