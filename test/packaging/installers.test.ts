import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './pack-app.ts';

const read = (name: string): Buffer => readFileSync(join(ROOT, name));
/** One section of electron-builder.yml, as text. */
const section = (name: string): string =>
  new RegExp(`^${name}:\\n((?: .*\\n)+)`, 'm').exec(read('electron-builder.yml').toString())?.[1] ?? '';

test('the installer of Windows is silent-able and per user, so that an update needs no administrator', () => {
  expect(section('nsis')).toMatch(/^ {2}oneClick: true$/m);
  expect(section('nsis')).toMatch(/^ {2}perMachine: false$/m);
  expect(section('nsis')).toMatch(/^ {2}include: build\/installer\.nsh$/m);
});

test('uninstalling leaves the prints and the settings of a desk', () => {
  expect(section('nsis')).toMatch(/^ {2}deleteAppDataOnUninstall: false$/m);
});

test('the MSI is for all users, starts nothing by itself, and will be found by its successor', () => {
  expect(section('msi')).toMatch(/^ {2}perMachine: true$/m);
  expect(section('msi')).toMatch(/^ {2}runAfterFinish: false$/m);
  // Never to be changed after the first release.
  expect(section('msi')).toContain('upgradeCode: 8D9D3B0E-6E5C-4C52-9B0B-6F1F5C1B7A64');
});

test('on macOS the hardened runtime is on, and nothing but V8’s machine code is let through', () => {
  expect(section('mac')).toMatch(/^ {2}hardenedRuntime: true$/m);
  const keys = [
    ...read('build/entitlements.mac.plist')
      .toString()
      .matchAll(/<key>(.*)<\/key>/g),
  ];
  expect(keys.map((match) => match[1])).toEqual(['com.apple.security.cs.allow-jit']);
});

test('icons are there in every form, so that none has to be made with a tool from elsewhere', () => {
  const ico = read('build/icon.ico');
  const sides = Array.from(
    { length: ico.readUInt16LE(4) },
    (_, index) => ico.readUInt8(6 + 16 * index) || 256,
  );
  expect(sides).toEqual([16, 24, 32, 48, 64, 256]);
  expect(read('build/icon.icns').subarray(0, 4).toString()).toBe('icns');
  expect(read('build/icon.icns').readUInt32BE(4)).toBe(read('build/icon.icns').length);
  for (const name of globSync('build/icons/*.png', { cwd: ROOT }))
    expect(name).toContain(`${read(name).readUInt32BE(16)}x${read(name).readUInt32BE(20)}.png`);
});
