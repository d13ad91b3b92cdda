import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_FONTS, FONT_FILES, fontPath } from '../../electron/badge/fonts.ts';
import { COMMANDS } from '../../electron/shared/channels.ts';
import { arrive, startQuietCloud } from '../support/quiet-cloud.ts';
import { startTcpSink } from '../support/tcp-sink.ts';
import { packApp, ROOT, type PackedApp } from './pack-app.ts';
import { runPackedApp } from './run-packed-app.ts';

const EXTERNAL = ['@napi-rs/canvas', 'better-sqlite3', 'koffi', 'usb', 'ws'];
/** The first imports the second, and so on; only Windows loads them. */
const KOFFI = ['index.js', 'src/koffi/index.js', 'src/koffi/src/static.js'].map(
  (name) => `node_modules/koffi/${name}`,
);
const NATIVE = [
  'node_modules/@napi-rs/canvas-linux-x64-gnu/skia.linux-x64-gnu.node',
  'node_modules/@node-usb/usb-linux-x64-gnu/usb.linux-x64-gnu.node',
  'node_modules/better-sqlite3/prebuilds/linux-x64.node',
];

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly main: string;
  readonly dependencies: Readonly<Record<string, string>>;
};

let app: PackedApp;
let appFolder: string;
beforeAll(() => {
  app = packApp();
  // Plain Node cannot look into an archive; what is extracted is byte for byte what was packed.
  appFolder = join(app.folder, 'extracted');
  extractAll(app.archive, appFolder);
});
afterAll(() => rmSync(app.folder, { recursive: true, force: true }));

const fileNames = (): string[] => {
  const names = listPackage(app.archive, { isPack: false }).map((name) =>
    name.replaceAll('\\', '/').slice(1),
  );
  return names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)));
};
const textOf = (name: string): string => extractFile(app.archive, name).toString('utf8');
const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

describe('what is in the app', () => {
  test('our bundle, its manifest, and the external packages with what runs on this target', () => {
    const places = fileNames().map((name) => {
      const [top = '', second = '', third = ''] = name.split('/');
      if (top !== 'node_modules') return top === 'dist' ? `${top}/${second}` : top;
      return second.startsWith('@') ? `${second}/${third}` : second;
    });
    expect(unique(places)).toEqual([
      '@napi-rs/canvas',
      '@napi-rs/canvas-linux-x64-gnu',
      '@node-usb/usb-linux-x64-gnu',
      'better-sqlite3',
      'dist/main',
      'dist/renderer',
      'koffi',
      'package.json',
      'usb',
      'ws',
    ]);
  });

  test('the external packages are the dependencies in package.json, and no others', () => {
    expect(Object.keys(manifest.dependencies).sort()).toEqual(EXTERNAL);
    expect(manifest.dependencies['better-sqlite3']).toMatch(/^npm:better-sqlite3-multiple-ciphers@/);
  });

  test('the window with its script and style, and the main process where package.json says', () => {
    expect(fileNames()).toEqual(
      expect.arrayContaining([
        'dist/renderer/index.html',
        expect.stringMatching(/^dist\/renderer\/assets\/.*\.js$/),
        expect.stringMatching(/^dist\/renderer\/assets\/.*\.css$/),
        'dist/main/preload.cjs',
        manifest.main,
      ]),
    );
  });

  test('no sources, declarations, maps, papers or tests', () => {
    const ballast = /\.(ts|tsx|map|md|cdx\.json|gyp|c|cc|cpp|h|hpp|yml)$|\/(deps|src|test|tests|docs)\//;
    // A licence has to come with what it is for; koffi's files lie in a folder of that name.
    const wanted = ['node_modules/usb/LICENSE.md', ...KOFFI.slice(1)];
    const unwanted = fileNames().filter((name) => ballast.test(name) && !wanted.includes(name));
    expect(unwanted).toEqual([]);
  });

  test('the native files of this target, beside the archive, and of no other', () => {
    expect(fileNames().filter((name) => name.endsWith('.node'))).toEqual(NATIVE);
    expect(globSync('**/*.*', { cwd: `${app.archive}.unpacked` }).sort()).toEqual(NATIVE);
    for (const name of NATIVE)
      expect(
        readFileSync(join(`${app.archive}.unpacked`, name))
          .subarray(0, 4)
          .toString('latin1'),
      ).toBe('\x7FELF');
  });

  test('koffi with every file of its own that it imports', () => {
    expect(fileNames().filter((name) => /^node_modules\/koffi\/.*js$/.test(name))).toEqual(KOFFI);
    for (const [index, name] of KOFFI.entries()) {
      const own = [...textOf(name).matchAll(/(?:from |require\()['"](\.[^'"]+)['"]/g)].map(
        (match) => match[1] ?? '',
      );
      expect(unique(own.map((imported) => join(dirname(name), imported)))).toEqual(
        KOFFI.slice(index + 1, index + 2),
      );
    }
  });

  test('the badge fonts of every desk, and none of the large parts', () => {
    expect(globSync('*', { cwd: join(app.resources, 'fonts') }).sort()).toEqual(
      BASE_FONTS.map((font) => basename(font.file)).sort(),
    );
  });

  test('the licence of every font, of ourselves, and of whatever is bundled', () => {
    const packages = unique(FONT_FILES.map((font) => basename(font.package)));
    const folder = join(app.resources, 'licences');
    expect(globSync('*', { cwd: folder }).sort()).toEqual(
      ['vestibule', ...packages].map((name) => `${name}.txt`).sort(),
    );
    for (const font of FONT_FILES)
      expect(readFileSync(join(folder, `${basename(font.package)}.txt`), 'utf8')).toBe(
        readFileSync(fontPath({ ...font, file: font.licence }), 'utf8'),
      );
    const bundled = fileNames().filter((name) => name.endsWith('.licences.txt'));
    expect(bundled).toEqual(
      expect.arrayContaining(['dist/main/main.licences.txt', 'dist/renderer/window.licences.txt']),
    );
    expect(textOf('dist/main/main.licences.txt')).toMatch(/zod[\s\S]*MIT/);
    expect(textOf('dist/renderer/window.licences.txt')).toMatch(/react[\s\S]*MIT/);
  });
});

test('every fuse is set', async () => {
  const { version, ...wire } = await getCurrentFuseWire(app.executable);
  const state = Object.entries(wire).map(([index, value]) => [
    FuseV1Options[Number(index)],
    Number(value) === 0x31,
  ]);
  expect(version).toBe('1');
  expect(Object.fromEntries(state)).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  });
});

describe('the bundles', () => {
  const importsOf = (text: string): string[] =>
    [...text.matchAll(/^import (?:.* from )?"(.+)";$|\b(?:__require|require|import)\("([^"]+)"\)/gm)].map(
      (match) => match[1] ?? match[2] ?? '',
    );

  test('the main process imports Node, Electron, the external packages and itself', () => {
    const main = fileNames().filter((name) => /^dist\/main\/.*\.js$/.test(name));
    const builtins = new Set(builtinModules);
    const outside = main
      .flatMap((name) => importsOf(textOf(name)))
      .filter((name) => !builtins.has(name.replace(/^node:/, '')) && !name.startsWith('./'));
    // `original-fs` is Electron's own.
    expect(unique(outside)).toEqual([
      '@napi-rs/canvas',
      'better-sqlite3',
      'electron',
      'koffi',
      'original-fs',
      'usb',
      'ws',
    ]);
  });

  test('the preload is one small file that asks for Electron only', () => {
    const preload = textOf('dist/main/preload.cjs');
    expect(Buffer.byteLength(preload)).toBeLessThan(2048);
    expect(importsOf(preload)).toEqual(['electron']);
    expect(fileNames().filter((name) => name.endsWith('.cjs'))).toEqual(['dist/main/preload.cjs']);
  });

  test('the preload exposes the bridge, and lets the names of commands through and no others', async () => {
    const exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {};
    const invoked: unknown[] = [];
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, api: never) => void (exposed[name] = api) },
      ipcRenderer: { invoke: (...args: unknown[]) => void invoked.push(args) },
    };
    // A sandboxed preload is given `require` as an argument, not a module system.
    // oxlint-disable-next-line typescript/no-implied-eval -- this is the built file's own text
    new Function('require', textOf('dist/main/preload.cjs'))(() => electron);
    expect(Object.keys(exposed)).toEqual(['station']);
    expect(Object.keys(exposed['station'] ?? {}).sort()).toEqual(['invoke', 'onConnection', 'subscribe']);
    for (const command of COMMANDS) exposed['station']?.['invoke']?.(command, null);
    exposed['station']?.['invoke']?.('another:channel', null);
    expect(invoked).toEqual(COMMANDS.map((command) => [command, null]));
  });

  test('the window’s page loads its own files only and has nothing inline', () => {
    const page = textOf('dist/renderer/index.html');
    expect(page).not.toMatch(/https?:|<style|<script(?![^>]*\bsrc=)| style=| on\w+=/);
  });

  test('the archive is small enough to be read at once', () => {
    expect(statSync(app.archive).size).toBeLessThan(6 * 1024 * 1024);
  });
});

describe('the packed app on plain Node', () => {
  test('the packed app opens its desk, prints an approved visitor’s badge and leaves in order', async () => {
    const { cloud, essentry } = await startQuietCloud();
    const sink = await startTcpSink();
    const userData = join(app.folder, 'desk');
    mkdirSync(userData);
    const settings = {
      version: 1,
      essentry,
      printer: { route: 'tcp', host: '127.0.0.1', port: sink.port, language: 'zpl', dpi: 300 },
    };
    writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings));
    const lines = await runPackedApp(app, appFolder, userData, {
      token: 'demo-token',
      onLine({ event }) {
        if (event !== 'live') return;
        arrive(cloud, 7);
        cloud.transition(7, 'Host');
      },
    });
    expect(lines).toEqual([
      { event: 'live', url: 'app://station/' },
      {
        event: 'printed',
        done: 1,
        previewBytes: expect.toSatisfy((bytes: number) => bytes > 500),
        pushed: expect.toSatisfy((count: number) => count > 0),
        page: expect.stringContaining('<div id="window">'),
      },
      { event: 'ended', code: 0 },
    ]);
    expect(sink.jobs()).toBe(1);
    expect(readFileSync(join(userData, 'logs/vestibule.log'), 'utf8')).toContain('"station-stopped"');
    expect(readFileSync(join(userData, 'vestibule.db')).subarray(0, 6).toString()).not.toBe('SQLite');
  });

  test('the packed app plays its demo', async () => {
    const lines = await runPackedApp(app, appFolder, join(app.folder, 'demo'), {
      args: ['--demo', '--seed', '7', '--visitors-per-minute', '60'],
    });
    expect(lines.map(({ event }) => event)).toEqual(['live', 'printed', 'ended']);
    expect(lines[1]?.['previewBytes']).toBeGreaterThan(500);
    // The desk of this PC stays as it was: the demo has a profile of its own.
    expect(existsSync(join(app.folder, 'demo/vestibule-demo/logs/vestibule.log'))).toBe(true);
    expect(existsSync(join(app.folder, 'demo/logs'))).toBe(false);
  });
});
