/**
 * `npm run serve -- --data DIR [--port N]`: the station without Electron, on loopback. One line on stdout when it is ready;
 * everything else goes to stderr and the log. Without settings, or without a token, the window asks for them. SIGTERM and SIGINT
 * drain and end it within 5 s.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemRoads } from './system-roads.ts';
import { openPassingDemo } from './demo-premises.ts';
import { createDemoPrinter } from './demo/demo-printer.ts';
import { openSettingsFile } from './desk/settings-file.ts';
import { createLogLines } from './log-lines.ts';
import { startLoopbackStation, stopOnSignal } from './loopback-station.ts';
import { refuse } from './refuse.ts';
import { createKeyCipher, createSecretFile } from './secret-file.ts';
import { readStationKey } from './station-key.ts';
import { systemClock } from './system-clock.ts';
import { openTokenKeeper } from './token-keeper.ts';

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
const settings = openSettingsFile(join(dataFolder, 'settings.json'));
if (!settings.ok) refuse(settings.error);
mkdirSync(dataFolder, { recursive: true });
const key = readStationKey(dataFolder, process.env['VESTIBULE_KEY']);
if (!key.ok) refuse([key.error]);
const secretsPath = join(dataFolder, 'secrets.json');
const secrets = createSecretFile(secretsPath, createKeyCipher(key.value.hex));
const token = await openTokenKeeper(secrets, process.env['ESSENTRY_TOKEN']);
const webhookSecret = await openTokenKeeper(
  secrets,
  process.env['VESTIBULE_WEBHOOK_SECRET'],
  'webhookSecret',
);
if (!token.ok || !webhookSecret.ok)
  refuse([`${secretsPath}: found what this key does not open; allowed is the key it was written with`]);

const log = createLogLines(join(dataFolder, 'logs'), { toStderr: true });
if (key.value.isKeptBesideData) log.warn('key-kept-beside-the-data', { set: 'VESTIBULE_KEY' });
if (token.value.from() === 'none') log.warn('token-missing', { set: 'ESSENTRY_TOKEN' });
const system = systemRoads({
  clock: systemClock,
  platform: process.platform,
  cupsServer: process.env['CUPS_SERVER'],
});
const started = await startLoopbackStation({
  premises: {
    settings: settings.value,
    token: token.value,
    webhookSecret: webhookSecret.value,
    keyHex: key.value.hex,
    databasePath: join(dataFolder, 'vestibule.db'),
    roads: {
      clock: systemClock,
      demoRoad: (language) => createDemoPrinter({ language, clock: systemClock }).transport,
      driver: null,
      system,
    },
  },
  openDemo: () => openPassingDemo(systemClock, log),
  system,
  port,
  clock: systemClock,
  log,
});
if (!started.ok) refuse([started.error]);
stopOnSignal(() => started.value.stop(), log);
process.stdout.write(`ready ${started.value.url}\n`);
