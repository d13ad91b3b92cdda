import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../../electron/desk/settings.ts';
import {
  isSame,
  SettingsDraft,
  toList,
  valueAt,
  withChange,
  without,
} from '../../../renderer/store/settings-draft.ts';
import { settingsWith } from '../../support/scripted-settings.ts';

function settings(...changes: Parameters<typeof settingsWith>) {
  const parsed = parseSettings(JSON.stringify(settingsWith(...changes)));
  if (!parsed.ok) throw new Error(parsed.error.join());
  return parsed.value;
}
const SAVED = settings();
const NONE = new Map();

describe('what has been changed and not saved', () => {
  test('is read by its path, and what is not there is null', () => {
    expect(valueAt(SAVED, 'essentry.transitions.approve')).toBeNull();
    expect(valueAt(SAVED, 'printing.maxArrivalAgeMin')).toBe(30);
    expect(valueAt(SAVED, 'printer.host')).toBeNull();
  });

  test('a change back to what is saved is none', () => {
    const changed = withChange(NONE, 'site.name', 'Elsewhere', SAVED);
    expect([...changed]).toEqual([['site.name', 'Elsewhere']]);
    expect(withChange(changed, 'site.name', 'Harbour House', SAVED).size).toBe(0);
  });

  test('lists and objects are the same by what is in them, in whatever order', () => {
    expect(isSame({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(isSame([1, 2], [2, 1])).toBe(false);
    expect(isSame({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(isSame([], {})).toBe(false);
    expect(isSame(null, [])).toBe(false);
  });

  test('only what is meant is listed, and only what is meant is dropped', () => {
    const both = withChange(withChange(NONE, 'site.name', 'A', SAVED), 'badge.photo', true, SAVED);
    expect(toList(both, (path) => path.startsWith('badge.'))).toEqual([{ path: 'badge.photo', value: true }]);
    expect([...without(both, (path) => path.startsWith('badge.')).keys()]).toEqual(['site.name']);
  });

  test('settings that were read again end the changes that they hold already, and no others', () => {
    const draft = new SettingsDraft();
    let told = 0;
    draft.subscribe(() => (told += 1));
    draft.change('site.name', 'Elsewhere', SAVED);
    draft.change('badge.photo', true, SAVED);
    draft.settle(settings([{ path: 'site.name', value: 'Elsewhere' }]));
    expect([...draft.getSnapshot().keys()]).toEqual(['badge.photo']);
    expect(told).toBe(3);
    draft.settle(SAVED);
    expect(told).toBe(3);
  });
});
