/** What every test's database is encrypted with. */
export const KEY_HEX = 'c0ffee'.padEnd(64, '0');
