/** Reads back what a packed app is: everything that `faultsOf` judges, as data. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource } from 'resedit';
import type { PackedApp } from './pack-app.ts';

export interface Inspection {
  /** In the archive, also those that lie beside it. */
  readonly files: readonly string[];
  /** Beside the archive, by name: what kind of file it is, e.g. `win32-x64`. */
  readonly beside: ReadonlyMap<string, string>;
  readonly fuses: Readonly<Record<string, boolean>>;
  /** The hash that the app states of its archive; `null`: none. */
  readonly statedHash: string | null;
  readonly archiveHash: string;
  /** What lies beside the archive, and is no native file. */
  readonly resources: readonly string[];
}

export async function inspect(app: PackedApp): Promise<Inspection> {
  return {
    files: filesIn(app.archive),
    beside: new Map(
      globSync('**/*.*', { cwd: `${app.archive}.unpacked` })
        .sort()
        .map((name) => [name, kindOf(readFileSync(join(`${app.archive}.unpacked`, name)))]),
    ),
    fuses: await fusesOf(app),
    statedHash: statedHash(app),
    archiveHash: createHash('sha256').update(getRawHeader(app.archive).headerString).digest('hex'),
    resources: globSync('**/*.*', { cwd: app.resources })
      .filter((name) => !name.startsWith('app.asar'))
      .sort(),
  };
}

export function filesIn(archive: string): string[] {
  const names = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').slice(1));
  const folders = new Set(names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('/')))));
  return names.filter((name) => !folders.has(name)).sort();
}

export async function fusesOf({ executable }: PackedApp): Promise<Readonly<Record<string, boolean>>> {
  const { version: _, ...wire } = await getCurrentFuseWire(executable);
  return Object.fromEntries(
    Object.entries(wire).map(([index, value]) => [
      FuseV1Options[Number(index)] ?? `fuse ${index}`,
      Number(value) === 0x31,
    ]),
  );
}

const MACHINES: Readonly<Record<string, string>> = {
  'elf-62': 'linux-x64',
  'elf-183': 'linux-arm64',
  'pe-34404': 'win32-x64',
  'pe-43620': 'win32-arm64',
  'macho-16777223': 'darwin-x64',
  'macho-16777228': 'darwin-arm64',
};

/** By its first bytes: for which system and machine it was built. */
function kindOf(bytes: Buffer): string {
  if (bytes.subarray(0, 4).toString('latin1') === '\x7FELF')
    return MACHINES[`elf-${bytes.readUInt16LE(18)}`] ?? 'another ELF';
  if (bytes.readUInt32LE(0) === 0xfeedfacf)
    return MACHINES[`macho-${bytes.readUInt32LE(4)}`] ?? 'another Mach-O';
  if (bytes.subarray(0, 2).toString('latin1') === 'MZ')
    return MACHINES[`pe-${bytes.readUInt16LE(bytes.readUInt32LE(0x3c) + 4)}`] ?? 'another PE';
  return 'data';
}

/** Windows finds it in a resource of the executable, macOS in the Info.plist; on Linux nobody looks. */
function statedHash({ target, statedIn }: PackedApp): string | null {
  if (target.platform === 'linux') return null;
  const text = target.platform === 'win32' ? integrityResource(statedIn) : readFileSync(statedIn, 'utf8');
  return /app\.asar[\s\S]*?\b([0-9a-f]{64})\b/.exec(text)?.[1] ?? null;
}

function integrityResource(executable: string): string {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(executable)));
  const found = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
  return found === undefined ? '' : Buffer.from(found.bin).toString('utf8');
}
