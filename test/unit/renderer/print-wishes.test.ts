import { beforeEach, describe, expect, test } from 'vitest';
import { PrintWishes, SAME_CLICK_MS } from '../../../renderer/store/print-wishes.ts';

describe('wishes for a badge', () => {
  let wishes: PrintWishes;
  beforeEach(() => {
    let next = 0;
    wishes = new PrintWishes(() => `wish-${++next}`);
  });

  test('a second click on its heels is the same wish and is not sent again', () => {
    expect(wishes.ask(1, null, 0)).toEqual({ requestId: 'wish-1', isFirst: true });
    wishes.settle('wish-1', true);
    expect(wishes.ask(1, 70, SAME_CLICK_MS - 1)).toEqual({ requestId: 'wish-1', isFirst: false });
  });

  test('once a badge was made, the next deliberate click is a new wish', () => {
    wishes.ask(1, null, 0);
    wishes.settle('wish-1', true);
    expect(wishes.ask(1, 70, SAME_CLICK_MS).requestId).toBe('wish-2');
  });

  test('a wish without an answer is sent again under its own id, however late', () => {
    wishes.ask(1, 69, 0);
    wishes.settle('wish-1', false);
    expect(wishes.ask(1, 69, 60_000)).toEqual({ requestId: 'wish-1', isFirst: true });
  });

  test('a wish without an answer is over once a newer badge of this visitor is seen', () => {
    wishes.ask(1, 69, 0);
    wishes.settle('wish-1', false);
    expect(wishes.ask(1, 70, 60_000).requestId).toBe('wish-2');
  });

  test('a wish for another visitor is another wish, at once', () => {
    wishes.ask(1, null, 0);
    expect(wishes.ask(2, null, 10)).toEqual({ requestId: 'wish-2', isFirst: true });
  });
});
