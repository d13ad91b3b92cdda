import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/store/database.ts';
import { createCardLists } from '../../../electron/store/card-lists.ts';
import { createCheckIns } from '../../../electron/store/check-ins.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('what the view counts with every push is a look at an index that holds nothing else', () => {
  const opened = openDatabase(`${tempFolder()}/vestibule.db`, KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const prepare = db.prepare.bind(db);
  const planOf = (sql: string): string =>
    prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replace(/@\w+|\?/g, '1')}`)
      .all()
      .map(({ detail }) => detail)
      .join('; ');
  const plans = new Map<string, string>();
  db.prepare = (sql: string) => {
    if (sql.startsWith('SELECT COUNT(*)')) plans.set(sql, planOf(sql));
    return prepare(sql);
  };
  createCardLists(db);
  createCheckIns(db);
  const counts = [...plans].filter(([sql]) => /holder_left_at_ms IS NOT NULL|pick_up_since_ms/.test(sql));
  expect(counts.map(([, plan]) => plan)).toEqual([
    expect.stringMatching(/USING (COVERING )?INDEX access_credentials_not_returned/),
    expect.stringMatching(/USING COVERING INDEX check_ins_pick_up/),
  ]);
  db.close();
});
