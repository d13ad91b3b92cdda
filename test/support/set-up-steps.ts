/** Setting a desk up as a person does it, in whatever holds the window: a browser or Electron. */
import type { Locator, Page } from 'playwright-core';
import type { CloudSettings } from '../../electron/shared/settings-values.ts';

export const field = (page: Page, name: string): Locator => page.getByLabel(name, { exact: true });
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

export async function askCloud(
  page: Page,
  { apiUrl, socketUrl, locationId }: CloudSettings,
  token: string,
): Promise<void> {
  await page.getByText('Other address').click();
  await field(page, 'Address of the cloud').fill(apiUrl);
  await field(page, 'Address for live changes').fill(socketUrl);
  await field(page, 'Location number').fill(String(locationId));
  await field(page, 'Token').fill(token);
  await button(page, 'Check the connection').click();
}

/** A printer on this PC's own network, up to the picture of a badge for it. */
export async function choosePrinterAt(page: Page, port: number): Promise<void> {
  await page.getByText('It is not in the list').click();
  await field(page, 'Address in the network').fill('127.0.0.1');
  await field(page, 'Port').fill(String(port));
  await button(page, 'Use this printer').click();
  await page.getByRole('img', { name: /invented visitor/ }).waitFor();
}
