/**
 * What must be true of a packed app, as data in and sentences out: the suite wants none of them, and the mutants, which take one file
 * or one fuse away, must each bring one about.
 */
import { nameOf, type Target } from '../../build/targets.ts';
import type { Inspection } from './inspect-app.ts';

const FUSES: Readonly<Record<string, boolean>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** The external packages that every target has; each is explained in ARCHITECTURE, "What ships". */
const EVERYWHERE = ['@napi-rs/canvas', 'better-sqlite3', 'ws'];

/** As the makers of native packages name a target. */
const abi = ({ platform, arch }: Target): string =>
  ({ win32: `win32-${arch}-msvc`, darwin: `darwin-${arch}`, linux: `linux-${arch}-gnu` })[platform];

/** The road to USB printers: on Windows through functions of the system, elsewhere through a package with native files. */
function roadTo(target: Target): { readonly packages: readonly string[]; readonly native: string } {
  const name = nameOf(target);
  if (target.platform === 'win32') {
    const native = `@koromix/koffi-${name}`;
    return { packages: ['koffi', native], native: `${native}/${name.replace('-', '_')}/koffi.node` };
  }
  const native = `@node-usb/usb-${abi(target)}`;
  return { packages: ['usb', native], native: `${native}/usb.${abi(target)}.node` };
}

export const expectedPackages = (target: Target): readonly string[] =>
  [...EVERYWHERE, `@napi-rs/canvas-${abi(target)}`, ...roadTo(target).packages].sort();

/** What the system loads by itself, and therefore lies beside the archive; with the kind that it has to be. */
export function expectedBeside(target: Target): ReadonlyMap<string, string> {
  const name = nameOf(target);
  const canvas = `node_modules/@napi-rs/canvas-${abi(target)}`;
  const native = [
    `${canvas}/skia.${abi(target)}.node`,
    `node_modules/better-sqlite3/prebuilds/${name}.node`,
    `node_modules/${roadTo(target).native}`,
  ].map((file) => [file, name] as const);
  return new Map(
    target.platform === 'win32' ? [...native, [`${canvas}/icudtl.dat`, 'data'] as const] : native,
  );
}

/** The two kinds of things: our bundle with its assets and manifest, and packages. */
export function placeOf(file: string): string {
  const [top = '', second = '', third = ''] = file.split('/');
  if (top !== 'node_modules') return top === 'dist' ? `${top}/${second}` : top;
  return second.startsWith('@') ? `${second}/${third}` : second;
}

export function faultsOf(found: Inspection, target: Target): readonly string[] {
  const places = [...new Set(found.files.map(placeOf))];
  return [
    ...differences('place', places, [
      'dist/main',
      'dist/renderer',
      'package.json',
      ...expectedPackages(target),
    ]),
    ...nativeFaults(found, expectedBeside(target)),
    ...fuseFaults(found.fuses),
    ...integrityFaults(found, target),
  ];
}

function differences(what: string, found: readonly string[], wanted: readonly string[]): string[] {
  return [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `${what} ${name} is missing`),
    ...found.filter((name) => !wanted.includes(name)).map((name) => `${what} ${name} has no business here`),
  ];
}

function nativeFaults({ files, beside }: Inspection, wanted: ReadonlyMap<string, string>): string[] {
  const native = files.filter((name) => name.endsWith('.node') || name.endsWith('icudtl.dat'));
  const kinds = [...wanted].filter(([name, kind]) => beside.has(name) && beside.get(name) !== kind);
  return [
    ...differences('archive entry', native, [...wanted.keys()]),
    ...differences('native file', [...beside.keys()], [...wanted.keys()]),
    ...kinds.map(([name, kind]) => `${name} is for ${String(beside.get(name))}, not for ${kind}`),
  ];
}

function fuseFaults(fuses: Inspection['fuses']): string[] {
  return [
    ...differences('fuse', Object.keys(fuses), Object.keys(FUSES)),
    ...Object.entries(FUSES)
      .filter(([name, wanted]) => fuses[name] === !wanted)
      .map(([name, wanted]) => `fuse ${name} is ${wanted ? 'off' : 'on'}`),
  ];
}

function integrityFaults({ statedHash, archiveHash }: Inspection, { platform }: Target): string[] {
  if (platform === 'linux') return [];
  if (statedHash === null) return ['no hash of the archive is stated'];
  return statedHash === archiveHash ? [] : ['the stated hash is not that of the archive'];
}
