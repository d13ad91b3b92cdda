/**
 * A reader of badges or cards, as Chromium hears it: a keyboard with a key every 10 ms. Chromium stamps a key when the driver gets it,
 * and on a busy machine those of a test come slower than any reader types; so each bears the time at which the reader sent it.
 */
import type { Page } from 'playwright-core';

const KEY_EVERY_MS = 10;

/** Presses the keys of `text`, and Enter where the reader has been set to. */
export async function scan(page: Page, text: string, ending: 'Enter' | null): Promise<void> {
  const driver = await page.context().newCDPSession(page);
  const startMs = Date.now();
  const keys = Array.from(text, (key) => ({ key, types: key }));
  if (ending !== null) keys.push({ key: ending, types: '\r' });
  // All on their way before the first is answered: what waits for a second key must not wait for this test.
  await Promise.all(
    keys.flatMap(({ key, types }, index) => {
      const timestamp = (startMs + index * KEY_EVERY_MS) / 1000;
      return [
        driver.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: types, timestamp }),
        driver.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp }),
      ];
    }),
  );
  await driver.detach();
}
