import { expect, test } from 'vitest';
import { holdOrder } from '../../../renderer/views/desk/held-order.ts';

test('held rows keep their order, show what is new about them, mark who is gone and count who came', () => {
  const shown = [
    { id: 1, text: 'a' },
    { id: 2, text: 'b' },
    { id: 3, text: 'c' },
  ];
  const latest = [
    { id: 9, text: 'z' },
    { id: 8, text: 'y' },
    { id: 3, text: 'changed' },
    { id: 1, text: 'a' },
  ];
  const held = holdOrder(shown, latest);
  expect(held.rows.map((row) => row.text)).toEqual(['a', 'b', 'changed']);
  expect(held.newCount).toBe(2);
  expect([...held.goneIds]).toEqual([2]);
});
