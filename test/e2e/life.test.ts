import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { arrive, startQuietCloud } from '../support/quiet-cloud.ts';
import { dotsOf, startTwinOnTcp } from '../support/twin-on-tcp.ts';
import { whyNoElectron } from './electron-binary.ts';
import {
  electronArguments,
  electronEnvironment,
  pathOfElectron,
  shownText,
  startDesk,
  until,
  untilLive,
} from './real-desk.ts';
import { eventually } from '../support/eventually.ts';

const whyNot = whyNoElectron();
beforeEach(({ skip }) => void (whyNot === null || skip(whyNot)));

/** Long enough that the desk is told to quit while the label is still in the printer. */
const SLOW_LABEL_MS = 2_000;

async function liveDesk(labelMs = 50) {
  const { cloud, essentry } = await startQuietCloud();
  const printing = await startTwinOnTcp(labelMs);
  const settings = { version: 1, essentry, printer: printing.printer };
  const desk = await startDesk({ settings, token: 'demo-token' });
  await untilLive(desk);
  return { cloud, ...printing, desk };
}

test('the desk ends its link when the PC goes to sleep and is live again when it wakes', async () => {
  const { desk } = await liveDesk();
  await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await until(async () => (await desk.view()).session.kind === 'suspended');
  await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await untilLive(desk);
});

test('a window whose renderer was killed comes back with what it showed', async () => {
  const { cloud, desk } = await liveDesk();
  arrive(cloud, 7, { firstName: 'Amira', lastName: 'Haddad' });
  await desk.page.getByRole('row', { name: /Amira Haddad/ }).waitFor();
  const killed = await desk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const processId = contents?.getOSProcessId();
    contents?.forcefullyCrashRenderer();
    return processId;
  });
  const processNow = (): Promise<number | undefined> =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  await until(async () => (await shownText(desk.app)).includes('Haddad'));
  expect(await processNow()).not.toBe(killed);
});

test('a second start brings the first window forward and ends with 0', async () => {
  const { desk } = await liveDesk();
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const second = spawn(pathOfElectron(), electronArguments(desk.dataFolder), {
    env: electronEnvironment(''),
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await until(() =>
    desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().every((window) => window.isVisible()),
    ),
  );
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the badge that is in the printer when the app quits comes out whole and once, and the next start knows it', async () => {
  const { cloud, twin, desk } = await liveDesk(SLOW_LABEL_MS);
  arrive(cloud, 7, { firstName: 'Amira', lastName: 'Haddad' });
  await desk.page.getByRole('row', { name: /Amira Haddad/ }).waitFor();
  const preview = await desk.command('badges:preview', { checkInId: 7 });
  cloud.transition(7, 'Host');
  await until(() => twin.isPrinting());
  expect(await desk.quit()).toBe(0);
  await eventually(() => expect(twin.labelCounter()).toBe(1));

  const again = await startDesk({ dataFolder: desk.dataFolder });
  await untilLive(again);
  expect((await again.view()).jobs).toEqual({ queued: 0, uncertain: 0, failed: 0, done: 1 });
  expect(twin.labelCounter()).toBe(1);
  expect(twin.leftoverBytes()).toBe(0);
  const label = (await twin.tray[0]?.png()) ?? new Uint8Array();
  const shown = preview.ok ? Buffer.from(preview.value.pngBase64, 'base64') : new Uint8Array();
  expect(await dotsOf(label)).toBe(await dotsOf(shown));
  expect(await again.quit()).toBe(0);
});
