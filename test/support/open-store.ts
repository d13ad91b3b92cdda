import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createStore, type Store } from '../../electron/desk/store.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { KEY_HEX } from './key-hex.ts';
import { tempFolder } from './temp-folder.ts';

/** A store on a real, encrypted file. */
export function openStore(path = join(tempFolder(), 'vestibule.db')): Store {
  const opened = openDatabase(path, KEY_HEX);
  if (!opened.ok) throw new Error(`the test's database did not open: ${opened.error.code}`);
  const store = createStore(opened.value, KEY_HEX);
  onTestFinished(() => store.close());
  return store;
}
