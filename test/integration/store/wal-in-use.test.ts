import { statSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { PAGE_BYTES } from '../../../electron/store/sealed-pages.ts';
import { openFedStation } from '../../simulation/bad-frames/fed-station.ts';

test('promise 9: in a flood the WAL is moved between commits, long before a commit would have to move it', async () => {
  const fed = await openFedStation();
  onTestFinished(() => fed.stop());
  const many = 8_000;
  for (let id = 1; id <= many; id += 1)
    fed.cloud.upsertCheckIn({
      id,
      state: 'Pending',
      companyName: `Works ${id}`,
      lastName: `Ostrander ${id}`,
    });
  await fed.until(() => fed.store.checkIns.get(many) !== null, 'the last of them is stored');
  // Of 2,000 pages SQLite would move them itself; a WAL that was moved is begun anew, so its size is the longest that it was.
  expect(statSync(`${fed.db.name}-wal`).size).toBeLessThan(1_000 * PAGE_BYTES);
});
