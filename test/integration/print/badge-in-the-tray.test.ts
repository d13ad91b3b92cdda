import { expect, test } from 'vitest';
import { untilHealth } from '../../support/live-desk.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe } from '../../support/serve-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { dotsOf, startTwinOnTcp } from '../../support/twin-on-tcp.ts';
import { eventually } from '../../support/eventually.ts';

test('what comes out of the printer is the picture that the desk had shown, dot for dot', async () => {
  const { cloud, essentry } = await startQuietCloud();
  const { twin, printer } = await startTwinOnTcp(50);
  const station = await startServe({ dataFolder: tempFolder(), settings: { version: 1, essentry, printer } });
  await untilHealth(station, { session: 'live', printer: { state: 'ready' } });
  arrive(cloud, 7, { firstName: 'Amira', lastName: 'Haddad' });
  await untilHealth(station, { checkIns: 1 });
  const preview = await station.command('badges:preview', { checkInId: 7 });
  cloud.transition(7, 'Host');
  await eventually(() => expect(twin.labelCounter()).toBe(1));
  const label = await twin.tray[0]?.png();
  expect(await dotsOf(label ?? new Uint8Array())).toBe(
    await dotsOf(Buffer.from(preview.pngBase64, 'base64')),
  );
});
