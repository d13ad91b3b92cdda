/**
 * `npm run font-part -- <sc|jp|kr> FOLDER`: puts the badge fonts for Chinese, Japanese or Korean names into a folder, with their
 * licence, to be copied into `fonts/` in the data folder of a desk. The desk finds them at the next badge.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FONT_PARTS, fontPath } from './badge/fonts.ts';
import { refuse } from './refuse.ts';

const [name, folder] = process.argv.slice(2);
const part = Object.entries(FONT_PARTS).find(([han]) => han === name)?.[1];
if (part === undefined) refuse([`font part: found "${name ?? 'nothing'}"; allowed is sc, jp or kr`]);
if (folder === undefined) refuse(['folder: found nothing; allowed is where to put the files']);
mkdirSync(folder, { recursive: true });
for (const font of part) {
  copyFileSync(fontPath(font), join(folder, basename(font.file)));
  copyFileSync(fontPath({ ...font, file: font.licence }), join(folder, `${basename(font.package)}.OFL.txt`));
}
