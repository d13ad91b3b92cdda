import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { extractAll, extractFile } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../electron/shared/channels.ts';
import { arrive, startQuietCloud } from '../support/quiet-cloud.ts';
import { startTcpSink } from '../support/tcp-sink.ts';
import { describeTarget } from './describe-target.ts';
import { readRecordedFpm, recordFpm } from './recorded-fpm.ts';
import { filesIn } from './inspect-app.ts';
import { packApp, ROOT, type PackedApp } from './pack-app.ts';
import { runPackedApp } from './run-packed-app.ts';

const LINUX = { platform: 'linux', arch: 'x64' } as const;

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly main: string;
};

let app: PackedApp;
/** The same, packed a second time, and as a Debian package. */
let again: PackedApp;
let appFolder: string;
const fpm = recordFpm();
beforeAll(async () => {
  [app, again] = await Promise.all([
    packApp(LINUX),
    packApp(LINUX, { packages: ['deb'], environment: fpm.environment }),
  ]);
  // Plain Node cannot look into an archive; what is extracted is byte for byte what was packed.
  appFolder = join(app.folder, 'extracted');
  extractAll(app.archive, appFolder);
});
afterAll(() => {
  for (const { folder } of [app, again, fpm]) rmSync(folder, { recursive: true, force: true });
});

const fileNames = (): string[] => filesIn(app.archive);
const textOf = (name: string): string => extractFile(app.archive, name).toString('utf8');
const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

describeTarget(LINUX, () => app);

test('two packings of the same sources give the same archive, byte for byte', () => {
  expect(readFileSync(again.archive).equals(readFileSync(app.archive))).toBe(true);
});

describe('the Debian package', () => {
  test('brings the rule that lets whoever is signed in use the label printers', () => {
    const { files } = readRecordedFpm(fpm);
    const rule = files.get('/usr/lib/udev/rules.d/60-vestibule-label-printers.rules') ?? '';
    expect(rule).toMatch(/^SUBSYSTEM=="usbmisc", KERNEL=="lp\[0-9\]\*", TAG\+="uaccess"$/m);
    expect(rule).toMatch(/^SUBSYSTEM=="usb", .*ATTR\{idVendor\}=="04f9", TAG\+="uaccess"$/m);
    expect(rule).toMatch(/^SUBSYSTEM=="usb", .*ENV\{ID_USB_INTERFACES\}=="\*:0701\*", TAG\+="uaccess"$/m);
  });

  test('its script is electron-builder’s, and then has the rule take effect', () => {
    const { afterInstall } = readRecordedFpm(fpm);
    expect(afterInstall).toMatch(
      /update-alternatives[\s\S]*chrome-sandbox[\s\S]*udevadm control --reload-rules/,
    );
    expect(afterInstall).not.toContain('${');
  });

  test('has icons in the sizes that the desktop looks for', () => {
    const icons = [...readRecordedFpm(fpm).files.keys()].filter((name) => name.endsWith('/vestibule.png'));
    expect(icons).toContain('/usr/share/icons/hicolor/48x48/apps/vestibule.png');
    expect(icons).toContain('/usr/share/icons/hicolor/256x256/apps/vestibule.png');
  });
});

describe('the bundles', () => {
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
    // Names of commands and little else: a schema library alone would make it a hundred times as large.
    expect(Buffer.byteLength(preload)).toBeLessThan(3072);
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
