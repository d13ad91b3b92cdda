import { describe, expect, test } from 'vitest';
import { begun, changed, redone, undone } from '../../../renderer/views/designer/history.ts';

const after = (...steps: readonly (readonly [string, string | null])[]) =>
  steps.reduce((history, [present, step]) => changed(history, present, step), begun('a'));

describe('undo', () => {
  test('goes back step by step, and redo forward again', () => {
    const history = after(['b', null], ['c', null]);
    expect(undone(undone(history)).present).toBe('a');
    expect(redone(redone(undone(undone(history)))).present).toBe('c');
  });

  test('takes a drag, and the letters typed into one field, as one step', () => {
    const history = after(['b', 'drag 1'], ['c', 'drag 1'], ['d', 'drag 2']);
    expect(undone(history).present).toBe('c');
    expect(undone(undone(history)).present).toBe('a');
  });

  test('ends a step: what is typed after it is another one', () => {
    const history = changed(undone(after(['b', 'text'], ['c', null])), 'd', 'text');
    expect(undone(history).present).toBe('b');
  });

  test('forgets what was undone once something else is done', () => {
    expect(redone(changed(undone(after(['b', null])), 'c', null)).present).toBe('c');
  });

  test('at the beginning and at the end changes nothing', () => {
    const history = begun('a');
    expect([undone(history), redone(history), changed(history, 'a', null)]).toEqual([
      history,
      history,
      history,
    ]);
  });

  test('keeps a bounded past', () => {
    let history = begun(0);
    for (let step = 1; step <= 500; step += 1) history = changed(history, step, null);
    expect(history.past).toHaveLength(100);
  });
});
