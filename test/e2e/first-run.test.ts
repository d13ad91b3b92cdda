import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { CloudSettings } from '../../electron/shared/settings-values.ts';
import { arrive, startQuietCloud } from '../support/quiet-cloud.ts';
import { askCloud, button, choosePrinterAt } from '../support/set-up-steps.ts';
import { dotsOf, startTwinOnTcp } from '../support/twin-on-tcp.ts';
import { whyNoElectron } from './electron-binary.ts';
import { startDesk, untilLive } from './real-desk.ts';
import { eventually } from '../support/eventually.ts';

const whyNot = whyNoElectron();
beforeEach(({ skip }) => void (whyNot === null || skip(whyNot)));

test('settings that do not fit are named on a page, and no desk opens', async () => {
  const { page } = await startDesk({ settings: {} });
  await page.waitForURL('app://station/stopped.html');
  expect(await page.getByRole('heading').textContent()).toContain('Vestibule');
  expect(await page.getByRole('listitem').first().textContent()).toContain('version: found nothing');
});

test('a new desk is set up in its window, goes live, and the first badge in the tray is the one it had shown', async () => {
  const { cloud, essentry } = await startQuietCloud();
  const { twin, port } = await startTwinOnTcp(50);
  const desk = await startDesk({});
  const { page, dataFolder } = desk;
  await page.getByRole('heading', { level: 1, name: 'Connect this desk to essentry' }).waitFor();
  await askCloud(page, essentry as CloudSettings, 'demo-token');
  await button(page, 'Connect this desk').click();
  await choosePrinterAt(page, port);
  await button(page, 'Continue').click();
  await page.getByRole('radio', { name: 'As soon as somebody is approved' }).check();
  await button(page, 'Continue').click();
  await button(page, 'Open the desk').click();
  await page.getByText('Live', { exact: true }).waitFor();
  await untilLive(desk);

  arrive(cloud, 7, { firstName: 'Amira', lastName: 'Haddad' });
  await page.getByRole('row', { name: /Amira Haddad/ }).waitFor();
  const preview = await desk.command('badges:preview', { checkInId: 7 });
  cloud.transition(7, 'Host');
  await eventually(() => expect(twin.labelCounter()).toBe(1));
  const label = (await twin.tray[0]?.png()) ?? new Uint8Array();
  const shown = preview.ok ? Buffer.from(preview.value.pngBase64, 'base64') : new Uint8Array();
  expect(await dotsOf(label)).toBe(await dotsOf(shown));

  expect(readFileSync(join(dataFolder, 'secrets.json'), 'latin1')).not.toContain('demo-token');
  expect(readFileSync(join(dataFolder, 'settings.json'), 'latin1')).not.toContain('demo-token');
  expect(readFileSync(join(dataFolder, 'vestibule.db')).subarray(0, 6).toString()).not.toBe('SQLite');
  expect(await desk.quit()).toBe(0);
});
