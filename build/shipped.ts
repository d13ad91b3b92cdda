/**
 * What ships, of whom, under which licence: the external packages of a target as they were installed, what the builds say that they
 * have bundled, the badge fonts, and Electron. From the lock file, because only it knows every hash.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASE_FONTS } from '../electron/badge/fonts.ts';
import { nameOf, type Target } from './targets.ts';

export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** As SPDX writes it. */
  readonly licence: string;
  readonly how: 'external' | 'bundled' | 'font' | 'electron';
  /** The registry's, e.g. `sha512-…` in base 64; `null` where the lock file has none. */
  readonly integrity: string | null;
}

interface LockedPackage {
  readonly name?: string;
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export const readLock = (root: string): Lock =>
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;

/** Needed to compile, or declarations: nothing of them is packed (electron-builder.yml). */
const NEVER_PACKED = new Set(['node-addon-api', '@types/w3c-web-usb']);

function locked(lock: Lock, name: string): LockedPackage {
  const found = lock.packages[`node_modules/${name}`];
  if (found === undefined) throw new Error(`${name} is not in package-lock.json`);
  return found;
}

const shipped = (lock: Lock, name: string, how: Shipped['how']): Shipped => {
  const entry = locked(lock, name);
  return {
    name: entry.name ?? name,
    version: entry.version,
    licence: entry.license ?? 'UNKNOWN',
    how,
    integrity: entry.integrity ?? null,
  };
};

/** koffi calls functions of Windows, whose own road to USB printers goes through it; elsewhere `usb` is asked. */
const ELSEWHERE = { windows: /^(usb|@node-usb\/.*)$/, others: /^(koffi|@koromix\/.*)$/ };

const isPackedFor = (name: string, { platform }: Target): boolean =>
  !NEVER_PACKED.has(name) && !(platform === 'win32' ? ELSEWHERE.windows : ELSEWHERE.others).test(name);

const isMadeFor = ({ os, cpu, libc }: LockedPackage, { platform, arch }: Target): boolean =>
  (os?.includes(platform) ?? true) && (cpu?.includes(arch) ?? true) && (libc?.includes('glibc') ?? true);

/** The dependencies of package.json, and whatever they bring along on this target. */
export function externalPackages(lock: Lock, target: Target): readonly string[] {
  const found = new Set<string>();
  const follow = (names: readonly string[]): void => {
    for (const name of names) {
      const entry = lock.packages[`node_modules/${name}`];
      if (found.has(name) || entry === undefined) continue;
      if (!isPackedFor(name, target) || !isMadeFor(entry, target)) continue;
      found.add(name);
      follow(Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }));
    }
  };
  follow(Object.keys(lock.packages['']?.dependencies ?? {}));
  return [...found].sort();
}

/** Beside each bundle its build has written `## name - version (licence)` and the text of the licence. */
const LICENCE_FILES = ['main/main.licences.txt', 'main/preload.licences.txt', 'renderer/window.licences.txt'];

/** `dist`: the folder of the builds. */
export function bundledPackages(dist: string): readonly string[] {
  const names = LICENCE_FILES.flatMap((file) => {
    if (!existsSync(join(dist, file))) throw new Error(`${file} is missing: build first`);
    return [...readFileSync(join(dist, file), 'utf8').matchAll(/^## (\S+) - \S+/gm)].map(
      (match) => match[1] ?? '',
    );
  });
  return [...new Set(names)].sort();
}

export function whatShips(lock: Lock, dist: string, target: Target): readonly Shipped[] {
  const fonts = [...new Set(BASE_FONTS.map((font) => font.package))].sort();
  return [
    shipped(lock, 'electron', 'electron'),
    ...externalPackages(lock, target).map((name) => shipped(lock, name, 'external')),
    ...bundledPackages(dist).map((name) => shipped(lock, name, 'bundled')),
    ...fonts.map((name) => shipped(lock, name, 'font')),
  ];
}

/**
 * A bill of materials in CycloneDX 1.6. `npm sbom` lists what is installed, which leaves out what is bundled and names what never
 * ships. It has no date and no random number, so that the same sources give the same file.
 */
export function billOfMaterials(version: string, target: Target, parts: readonly Shipped[]): string {
  const components = parts.map(({ name, version: of, licence, how, integrity }) => ({
    type: how === 'electron' ? 'framework' : 'library',
    'bom-ref': `${how}:${name}@${of}`,
    name,
    version: of,
    purl: `pkg:npm/${name.replace('@', '%40')}@${of}`,
    licenses: [licence.includes(' ') ? { expression: licence } : { license: { id: licence } }],
    ...(integrity === null ? {} : { hashes: [hashOf(integrity)] }),
    properties: [{ name: 'vestibule:how', value: how }],
  }));
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', name: 'vestibule', version, 'bom-ref': 'vestibule' },
      properties: [{ name: 'vestibule:target', value: nameOf(target) }],
    },
    components,
    dependencies: [{ ref: 'vestibule', dependsOn: components.map((component) => component['bom-ref']) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function hashOf(integrity: string): { readonly alg: string; readonly content: string } {
  const [kind = '', base64 = ''] = integrity.split('-', 2);
  return { alg: kind.replace('sha', 'SHA-'), content: Buffer.from(base64, 'base64').toString('hex') };
}
