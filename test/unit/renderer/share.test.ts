import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { share } from '../../../renderer/store/share.ts';

describe('structural sharing', () => {
  test('a row that has not changed stays the same object when another is put before it', () => {
    const before = share(null, { rows: [{ id: 1, badge: { kind: 'none' } }] });
    const after = share(before, {
      rows: [
        { id: 2, badge: { kind: 'job' } },
        { id: 1, badge: { kind: 'none' } },
      ],
    });
    expect(after).not.toBe(before);
    expect(after.rows[1]).toBe(before.rows[0]);
  });

  test('a member that is gone is gone', () => {
    const before = share<Record<string, number>>(null, { a: 1, b: 2 });
    expect(share(before, { a: 1 })).toEqual({ a: 1 });
  });

  test('what comes out equals what went in, is frozen, and is the previous value when nothing changed', () => {
    assert(
      property(jsonValue(), jsonValue(), (one, two) => {
        const first = share<unknown>(null, structuredClone(one));
        const second = share(first, structuredClone(two));
        expect(second).toEqual(two);
        expect(share(second, structuredClone(two))).toBe(second);
        expect(Object.isFrozen(second)).toBe(true);
      }),
    );
  });
});
