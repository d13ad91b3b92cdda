import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createSearchRenewal } from '../../../electron/desk/search-renewal.ts';
import type { Store } from '../../../electron/desk/store.ts';
import { SEARCH_RULES } from '../../../electron/store/search-text.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { eventually } from '../../support/eventually.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { openAt } from '../../support/lost-database.ts';
import { FIXTURE_FOLDER } from '../../support/make-fixture-database.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { openStore } from '../../support/open-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function renewalOf(store: Store) {
  const onRenewed = vi.fn();
  const renewal = createSearchRenewal({
    store,
    clock: createFakeClock(),
    log: createMemoryLog(),
    onRenewed,
  });
  onTestFinished(() => renewal.stop());
  return { renewal, onRenewed };
}

const names = (store: Store, search: string): readonly (string | null)[] =>
  store.checkIns.search(search, { limit: 5 }).rows.map((row) => row.checkIn.firstName);

test('who was stored by older rules is found by the new ones after a start, and a later start has nothing to do', async () => {
  const path = join(tempFolder(), 'vestibule.db');
  copyFileSync(join(FIXTURE_FOLDER, 'v60.db'), path);
  const { store } = openAt(path);
  onTestFinished(() => store.close());
  expect([names(store, 'juergen'), names(store, 'jurgen')]).toEqual([[], ['Jürgen']]);
  const first = renewalOf(store);
  first.renewal.start();
  await eventually(() => expect(first.onRenewed).toHaveBeenCalledOnce());
  expect([names(store, 'juergen'), names(store, 'wang')]).toEqual([['Jürgen'], ['丽华']]);
  const second = renewalOf(store);
  const written = vi.spyOn(store.checkIns, 'renewSearchText');
  second.renewal.start();
  expect(written).not.toHaveBeenCalled();
});

test('everybody is reached slice by slice, and a renewal that is stopped is begun again', async () => {
  const store = openStore();
  store.transaction(() => {
    for (let id = -300; id < 300; id += 1) store.checkIns.put(storedCheckIn({ id }, 0));
  });
  const slices = vi.spyOn(store.checkIns, 'renewSearchText');
  const stopped = renewalOf(store);
  stopped.renewal.start();
  stopped.renewal.stop();
  expect([slices.mock.calls.length, store.facts.read().searchRules]).toEqual([1, null]);
  const whole = renewalOf(store);
  whole.renewal.start();
  await eventually(() => expect(whole.onRenewed).toHaveBeenCalledOnce());
  expect(slices.mock.results.map((slice) => slice.value as unknown).slice(1)).toEqual([-51, 199, 299, null]);
  expect(store.facts.read().searchRules).toBe(SEARCH_RULES);
});
