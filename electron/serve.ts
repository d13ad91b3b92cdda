/**
 * `npm run serve -- --data DIR [--port N]`: the station without Electron, on loopback. One line on stdout when it is ready;
 * everything else goes to stderr and the log. SIGTERM and SIGINT drain and end it within 5 s.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemRoads } from './system-roads.ts';
import { createDemoPrinter } from './demo/demo-printer.ts';
import { readSettings } from './desk/settings.ts';
import { createLogLines } from './log-lines.ts';
import { startLoopbackStation, stopOnSignal } from './loopback-station.ts';
import { refuse } from './refuse.ts';
import { systemClock } from './system-clock.ts';

function readArguments(): { readonly dataFolder: string; readonly port: number } {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, port: { type: 'string', default: '0' } },
    });
    if (values.data === undefined)
      refuse(['--data: found nothing; allowed is the folder of settings.json and the database']);
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
      refuse([`--port: found "${values.port}"; allowed is a whole number from 0 to 65535`]);
    return { dataFolder: values.data, port: Number(values.port) };
  } catch (cause) {
    refuse([cause instanceof Error ? cause.message : 'the arguments were not understood']);
  }
}

const { dataFolder, port } = readArguments();
const settings = readSettings(join(dataFolder, 'settings.json'));
if (!settings.ok) refuse(settings.error);
const token = process.env['ESSENTRY_TOKEN'] ?? '';
if (token === '')
  refuse(['ESSENTRY_TOKEN: found nothing; allowed is the integration token of this location']);

const log = createLogLines(join(dataFolder, 'logs'), { toStderr: true });
const started = await startLoopbackStation({
  dataFolder,
  settings: settings.value,
  token,
  keyFromEnvironment: process.env['VESTIBULE_KEY'],
  driver: null,
  system: systemRoads({
    clock: systemClock,
    platform: process.platform,
    cupsServer: process.env['CUPS_SERVER'],
  }),
  demoRoad: (language) => createDemoPrinter({ language, clock: systemClock }).transport,
  port,
  clock: systemClock,
  log,
});
if (!started.ok) refuse([started.error]);
stopOnSignal(() => started.value.stop(), log);
process.stdout.write(`ready ${started.value.url}\n`);
