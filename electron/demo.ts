/**
 * `npm run demo`: the whole product on an embedded world. In the Electron window where Electron's binary is there or can be
 * fetched within 20 s, else in the browser; says which and why in one line. stdout has the ready line alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoArguments } from './demo-arguments.ts';
import { openDemoPremises } from './demo-premises.ts';
import { findElectron, openBrowser, runElectronDemo } from './demo-window.ts';
import { createLogLines } from './log-lines.ts';
import { startLoopbackStation, stopOnSignal } from './loopback-station.ts';
import { refuse } from './refuse.ts';
import { systemClock } from './system-clock.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const given = readDemoArguments(process.argv.slice(2));
if (!given.ok) refuse([given.error]);
const options = given.value;
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
const demo = await openDemoPremises(
  { ...options, dataFolder, canLeave: false, keyFromEnvironment: process.env['VESTIBULE_KEY'] },
  systemClock,
  log,
);
if (!demo.ok) refuse([demo.error]);

const started = await startLoopbackStation({
  premises: demo.value.premises,
  openDemo: null,
  system: null,
  port: options.port,
  clock: systemClock,
  log,
});
if (!started.ok) refuse([started.error]);

stopOnSignal(async () => {
  await started.value.stop();
  await demo.value.stop();
  if (isTemporary) rmSync(dataFolder, { recursive: true, force: true });
}, log);
say(`badges come out as pictures in ${demo.value.trayFolder}`);
process.stdout.write(`ready ${started.value.url}\n`);
if (options.opensWindow) openBrowser(started.value.url);
