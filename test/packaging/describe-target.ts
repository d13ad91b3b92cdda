/** What is true of the app on every target; each suite that packs one calls it. */
import { globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { extractFile } from '@electron/asar';
import { describe, expect, test } from 'vitest';
import { readLock, whatShips } from '../../build/shipped.ts';
import { nameOf, type Target } from '../../build/targets.ts';
import { BASE_FONTS, FONT_FILES, fontPath } from '../../electron/badge/fonts.ts';
import { expectedBeside, expectedPackages, faultsOf } from './faults.ts';
import { filesIn, fusesOf, inspect } from './inspect-app.ts';
import { fuseFile, withFuseFlipped } from './flip-fuse.ts';
import { ROOT, type PackedApp } from './pack-app.ts';

/** The first imports the second, and so on. */
const KOFFI = ['index.js', 'src/koffi/index.js', 'src/koffi/src/static.js'].map(
  (name) => `node_modules/koffi/${name}`,
);
/** Of the licences that npm packages name, those that ask of us no more than to be shown. */
const FREE =
  /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|Python-2\.0|OFL-1\.1|MIT AND OFL-1\.1)$/;

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly hashes?: readonly object[];
  }[];
}

export function describeTarget(target: Target, packed: () => PackedApp): void {
  const files = (): string[] => filesIn(packed().archive);
  const textOf = (name: string): string => extractFile(packed().archive, name).toString('utf8');
  const faults = async (): Promise<readonly string[]> => faultsOf(await inspect(packed()), target);
  const parts = () => whatShips(readLock(ROOT), join(ROOT, 'dist'), target);

  describe(`the app for ${nameOf(target)}`, () => {
    test('holds our bundle and the external packages, native files of this target only, every fuse, and the archive’s hash', async () => {
      expect(await faults()).toEqual([]);
    });

    test('a native file that is gone is found', async () => {
      for (const name of expectedBeside(target).keys()) {
        const path = join(`${packed().archive}.unpacked`, name);
        renameSync(path, `${packed().archive}.away`);
        expect(await faults()).toEqual([`native file ${name} is missing`]);
        renameSync(`${packed().archive}.away`, path);
      }
    });

    test('a native file of another system or machine is found', async () => {
      const [name = ''] = expectedBeside(target).keys();
      const path = join(`${packed().archive}.unpacked`, name);
      const right = readFileSync(path);
      writeFileSync(path, Buffer.concat([Buffer.from('\x7FELF', 'latin1'), Buffer.alloc(60)]));
      expect(await faults()).toEqual([`${name} is for another ELF, not for ${nameOf(target)}`]);
      writeFileSync(path, right);
    });

    test('a fuse that is not set is found, each of them', async () => {
      const names = Object.keys(await fusesOf(packed()));
      expect(names).toHaveLength(8);
      for (const [index, name] of names.entries())
        await withFuseFlipped(fuseFile(packed()), index, async () => {
          expect(await faults()).toEqual([expect.stringContaining(`fuse ${name} is`)]);
        });
    });

    test('no sources, declarations, maps, papers or tests', () => {
      const ballast =
        /\.(ts|tsx|map|md|cdx\.json|gyp|c|cc|cpp|h|hpp|lib|exp|yml)$|\/(deps|src|test|tests|docs)\//;
      // A licence has to come with what it is for; koffi's files lie in a folder of that name.
      const wanted = ['node_modules/usb/LICENSE.md', ...KOFFI.slice(1)];
      expect(files().filter((name) => ballast.test(name) && !wanted.includes(name))).toEqual([]);
    });

    test('the badge fonts of every desk, and none of the large parts', () => {
      expect(globSync('*', { cwd: join(packed().resources, 'fonts') }).sort()).toEqual(
        BASE_FONTS.map((font) => basename(font.file)).sort(),
      );
    });

    test('the licence of ourselves, of every font, of each external package and of what is bundled or built into one', () => {
      const fonts = [...new Set(FONT_FILES.map((font) => basename(font.package)))];
      const folder = join(packed().resources, 'licences');
      expect(globSync('*', { cwd: folder }).sort()).toEqual(
        ['skia', 'sqlite3-multiple-ciphers', 'vestibule', ...fonts].map((name) => `${name}.txt`).sort(),
      );
      for (const font of FONT_FILES)
        expect(readFileSync(join(folder, `${basename(font.package)}.txt`), 'utf8')).toBe(
          readFileSync(fontPath({ ...font, file: font.licence }), 'utf8'),
        );
      // A package of native files is a part of the one that asks for it and has no text of its own.
      const asking = expectedPackages(target).filter((name) => !/-(win32|darwin|linux)-/.test(name));
      for (const name of asking)
        expect(files()).toContainEqual(expect.stringMatching(`^node_modules/${name}/LICENSE`));
      expect(textOf('dist/main/main.licences.txt')).toMatch(/zod[\s\S]*MIT/);
      expect(textOf('dist/renderer/window.licences.txt')).toMatch(/react[\s\S]*MIT/);
    });

    test('nothing that ships is under the GPL, or under a licence that nobody has looked at', () => {
      expect(
        parts()
          .filter(({ licence }) => !FREE.test(licence))
          .map(({ name }) => name),
      ).toEqual([]);
    });

    test('the bill of materials names what is in the archive, with version and hash', () => {
      const bill = JSON.parse(readFileSync(join(packed().resources, 'sbom.cdx.json'), 'utf8')) as Bill;
      expect(bill.bomFormat).toBe('CycloneDX');
      const external = files()
        .filter((name) => /^node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(name))
        .map((name) => JSON.parse(textOf(name)) as { readonly name: string; readonly version: string })
        .map(({ name, version }) => `${name}@${version}`);
      const named = bill.components.map(({ name, version }) => `${name}@${version}`);
      expect(named).toEqual(expect.arrayContaining(external));
      expect(bill.components.filter((part) => part.hashes === undefined)).toEqual([]);
      for (const name of ['electron', 'react', 'zod', '@expo-google-fonts/noto-sans'])
        expect(bill.components).toContainEqual(expect.objectContaining({ name }));
    });

    if (target.platform === 'win32')
      test('koffi with every file of its own that it imports', () => {
        expect(files().filter((name) => /^node_modules\/koffi\/.*js$/.test(name))).toEqual(KOFFI);
        for (const [index, name] of KOFFI.entries()) {
          const own = [...textOf(name).matchAll(/(?:from |require\()['"](\.[^'"]+)['"]/g)].map((match) =>
            join(dirname(name), match[1] ?? ''),
          );
          expect([...new Set(own)]).toEqual(KOFFI.slice(index + 1, index + 2));
        }
      });
  });
}
