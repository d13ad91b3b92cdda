import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createStore, type Store } from '../../electron/desk/store.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { tempFolder } from './temp-folder.ts';

export const KEY_HEX = 'c0ffee'.padEnd(64, '0');

/** A store on a real, encrypted file. */
export function openStore(path = join(tempFolder(), 'vestibule.db')): Store {
  const opened = openDatabase(path, KEY_HEX);
  if (!opened.ok) throw new Error(`the test's database did not open: ${opened.error.code}`);
  const store = createStore(opened.value, KEY_HEX);
  onTestFinished(() => store.close());
  return store;
}
