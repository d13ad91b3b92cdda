/**
 * Stands in for Electron's own files, which come from outside the npm registry: no program in it, but everything that
 * electron-builder renames, edits or reads on a system. The file with the fuses holds a fuse wire; that of Windows is a real PE, because
 * version and integrity are written into its resources; macOS has the skeleton of an app with its helpers and framework.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import type { Target } from '../../build/targets.ts';

/** What @electron/fuses looks for in a binary; the eight characters behind version and length are the fuses, in its order. */
export const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Each the opposite of what the app wants, so that one that is left alone shows. */
const FUSES_BEFORE = '10110011';
const FUSE_WIRE = Buffer.concat([
  Buffer.from(FUSE_SENTINEL),
  Buffer.from([1, FUSES_BEFORE.length]),
  Buffer.from(FUSES_BEFORE),
]);

export function writeElectronStub(folder: string, { platform }: Target, version: string): void {
  write(folder, 'version', version);
  // Shipped as they are, whatever else is packed.
  write(folder, 'LICENSE', 'Electron');
  write(folder, 'LICENSES.chromium.html', 'Chromium');
  if (platform === 'darwin') return writeMacApp(folder);
  mkdirSync(join(folder, 'resources'), { recursive: true });
  if (platform === 'linux') return write(folder, 'electron', FUSE_WIRE);
  return write(folder, 'electron.exe', windowsExecutable());
}

function write(folder: string, name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o755);
}

const ENGLISH = { lang: 0x0409, codepage: 1200 };

function windowsExecutable(): Uint8Array {
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues(ENGLISH, { ProductName: 'Electron', FileDescription: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  executable.setExtraData(toArrayBuffer(FUSE_WIRE));
  return new Uint8Array(executable.generate());
}

const toArrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

const HELPERS = ['Helper', 'Helper (GPU)', 'Helper (Plugin)', 'Helper (Renderer)'];

function writeMacApp(folder: string): void {
  const contents = join(folder, 'Electron.app/Contents');
  const frameworks = join(contents, 'Frameworks');
  write(contents, 'Info.plist', infoPlist('Electron'));
  write(contents, 'MacOS/Electron', 'no program');
  mkdirSync(join(contents, 'Resources'), { recursive: true });
  write(frameworks, 'Electron Framework.framework/Electron Framework', FUSE_WIRE);
  for (const helper of HELPERS) {
    const name = `Electron ${helper}`;
    write(frameworks, `${name}.app/Contents/Info.plist`, infoPlist(name));
    write(frameworks, `${name}.app/Contents/MacOS/${name}`, 'no program');
  }
}

const infoPlist = (executable: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
<key>CFBundleExecutable</key>
<string>${executable}</string>
<key>CFBundleIdentifier</key>
<string>com.github.Electron</string>
</dict>
</plist>
`;
