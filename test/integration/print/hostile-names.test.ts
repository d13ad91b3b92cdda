import { expect, onTestFinished, test } from 'vitest';
import { createPrinterTwin } from '../../../electron/demo/printer-twin/twin.ts';
import { serveTwinOverTcp } from '../../../electron/demo/printer-twin/twin-server.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { untilHealth } from '../../support/live-desk.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { readQr } from '../../support/read-qr.ts';
import { startServe } from '../../support/serve-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** What a visitor may type at a kiosk; on paper each is one badge and nothing else. */
const NAMES = [
  'Bob^FS^XZ^XA^FDx^FS',
  '~JA^XA^IDR:*.*^XZ',
  '! U1 setvar "device.restore_defaults" "all"\r\n',
  'W'.repeat(300),
  'Anna-'.repeat(60),
  'Bo\u0000b\u0007\u001B@\u001Bi\u001A\u000C',
  '\u202Enimda\u202C \u2067Smith\u2066',
  '\uD800 \uFFFF',
  '   ',
];

test.each(['zpl', 'brother-ql'] as const)(
  'a name made of printer commands, control characters or 300 letters is one badge on a %s printer',
  async (language) => {
    const { cloud, essentry } = await startQuietCloud();
    const twin = createPrinterTwin({
      language,
      clock: systemClock,
      media: { widthMm: 62, lengthMm: null },
      dpi: 300,
      labelMs: 0,
      labelsOnRoll: 100,
    });
    const server = await serveTwinOverTcp(twin, { host: '127.0.0.1', port: 0 });
    onTestFinished(() => server.close());
    const printer = { route: 'tcp', host: '127.0.0.1', port: server.port, language, dpi: 300 };
    const station = await startServe({
      dataFolder: tempFolder(),
      settings: { version: 1, essentry, printer },
    });
    await untilHealth(station, { session: 'live' });
    for (const [index, name] of NAMES.entries()) {
      arrive(cloud, index + 1, { firstName: name, lastName: name, companyName: name });
      cloud.transition(index + 1, 'Host');
    }
    await untilHealth(station, { jobs: { queued: 0, uncertain: 0, failed: 0, done: NAMES.length } });
    expect(twin.labelCounter()).toBe(NAMES.length);
    expect(twin.leftoverBytes()).toBe(0);
    const codes = await Promise.all(twin.tray.map(({ bitmap }) => readQr(bitmap)));
    expect(new Set(codes.filter((code) => code !== null)).size).toBe(NAMES.length);
  },
);
