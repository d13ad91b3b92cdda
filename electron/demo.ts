/**
 * `npm run demo`: the whole product on an embedded world. In the Electron window where Electron's binary is there or can be
 * fetched within 20 s, else in the browser; says which and why in one line. stdout has the ready line alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemoWorld } from './demo/world.ts';
import { findElectron, openBrowser, runElectronDemo } from './demo-window.ts';
import { parseSettings } from './desk/settings.ts';
import { createLogLines } from './log-lines.ts';
import { startLoopbackStation, stopOnSignal } from './loopback-station.ts';
import { systemClock } from './system-clock.ts';

const EXIT_BAD_INPUT = 2;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

function refuse(fault: string): never {
  say(fault);
  process.exit(EXIT_BAD_INPUT);
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    refuse(`--${name}: found "${text}"; allowed is a whole number from ${min} to ${max}`);
  return value;
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
        'visitors-per-minute': { type: 'string', default: '6' },
        zpl: { type: 'boolean', default: false },
        data: { type: 'string' },
      },
    });
    return {
      isBrowser: values.browser,
      opensWindow: !values['no-open'],
      port: whole('port', values.port, 0, 65535),
      seed: whole('seed', values.seed, 0, 2 ** 31),
      visitorsPerMinute: whole('visitors-per-minute', values['visitors-per-minute'], 0, 600),
      language: values.zpl ? ('zpl' as const) : ('brother-ql' as const),
      dataFolder: values.data,
    };
  } catch (cause) {
    refuse(cause instanceof Error ? cause.message : 'the arguments were not understood');
  }
}

const options = readArguments();
if (!options.isBrowser) {
  const electron = await findElectron();
  if (electron.ok) {
    say('demo in the Electron window');
    process.exit(await runElectronDemo(electron.value, process.argv.slice(2)));
  }
  say(`demo in the browser: ${electron.error}`);
}

const isTemporary = options.dataFolder === undefined;
const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'vestibule-demo-'));
const log = createLogLines(join(dataFolder, 'logs'), { toStderr: false });
const world = await startDemoWorld({
  ...options,
  clock: systemClock,
  trayFolder: join(dataFolder, 'tray'),
  log,
});
const settings = parseSettings(world.settingsText);
if (!settings.ok) throw new Error(settings.error.join('\n'));

const started = await startLoopbackStation({
  dataFolder,
  settings: settings.value,
  token: world.token,
  keyFromEnvironment: process.env['VESTIBULE_KEY'],
  demoRoad: () => world.transport,
  port: options.port,
  clock: systemClock,
  log,
  demo: world.controls,
});
if (!started.ok) refuse(started.error);

stopOnSignal(async () => {
  await started.value.stop();
  await world.stop();
  if (isTemporary) rmSync(dataFolder, { recursive: true, force: true });
}, log);
say(`badges come out as pictures in ${join(dataFolder, 'tray')}`);
process.stdout.write(`ready ${started.value.url}\n`);
if (options.opensWindow) openBrowser(started.value.url);
