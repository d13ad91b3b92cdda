/** The least that a start could be: Node, the same encrypted file, one query. Arguments: the file, its key. */
import { openDatabase } from '../../electron/store/database.ts';

const [path = '', keyHex = ''] = process.argv.slice(2);
const opened = openDatabase(path, keyHex);
if (!opened.ok) throw new Error(opened.error.code);
const rows = opened.value
  .prepare("SELECT * FROM check_ins WHERE phase = 'onsite' ORDER BY id LIMIT 50")
  .all();
process.stdout.write(`${rows.length}\n`);
opened.value.close();
