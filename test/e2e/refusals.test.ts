/** What Electron itself makes of our refusals: everything here is also shown on the double, which only believes. */
import { beforeEach, describe, expect, test } from 'vitest';
import { startQuietCloud } from '../support/quiet-cloud.ts';
import { whyNoElectron } from './electron-binary.ts';
import { powersOf } from './powers.ts';
import { PRELOAD, startDesk, until, untilLive, type RealDesk } from './real-desk.ts';
import { startTwinOnTcp } from '../support/twin-on-tcp.ts';

const whyNot = whyNoElectron();
beforeEach(({ skip }) => void (whyNot === null || skip(whyNot)));

async function liveDesk(): Promise<RealDesk> {
  const { essentry } = await startQuietCloud();
  const { printer } = await startTwinOnTcp(50);
  const desk = await startDesk({ settings: { version: 1, essentry, printer }, token: 'demo-token' });
  await untilLive(desk);
  return desk;
}

const FOREIGN_PAGE = 'data:text/html,<title>foreign</title>';
const ASK = "window.station.invoke('station:view', null)";
const REFUSED = { ok: false, error: { code: 'refused-sender' } };

describe('a sender that may not command the station', () => {
  test.each([FOREIGN_PAGE, 'about:blank', 'app://station/'])(
    'is a second window with our own preload that shows %s',
    async (url) => {
      const { app } = await liveDesk();
      const answer = await app.evaluate(
        async ({ BrowserWindow }, { preload, address, ask }) => {
          const other = new BrowserWindow({
            show: false,
            webPreferences: { preload, sandbox: true, contextIsolation: true },
          });
          await other.loadURL(address);
          const said: unknown = await other.webContents.executeJavaScript(ask);
          other.destroy();
          return said;
        },
        { preload: PRELOAD, address: url, ask: ASK },
      );
      expect(answer).toMatchObject(REFUSED);
    },
  );

  test('is our own window once it shows a foreign page', async () => {
    const { app } = await liveDesk();
    const answer = await app.evaluate(
      async ({ BrowserWindow }, { address, ask }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        await contents?.loadURL(address);
        return (await contents?.executeJavaScript(ask)) as unknown;
      },
      { address: FOREIGN_PAGE, ask: ASK },
    );
    expect(answer).toMatchObject(REFUSED);
  });

  test('is a frame inside the page: it has no bridge at all', async () => {
    const { page } = await liveDesk();
    const hasBridge = await page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      return frame.contentWindow !== null && 'station' in frame.contentWindow;
    });
    expect(hasBridge).toBe(false);
  });
});

describe('the page', () => {
  test('has nothing of Node, runs no text as code and reaches nothing outside', async () => {
    const { page } = await liveDesk();
    expect(await powersOf(page)).toEqual({
      node: [],
      bridge: ['invoke', 'onConnection', 'subscribe'],
      runsText: false,
      reaches: false,
    });
  });

  test('cannot leave', async () => {
    const { app, page } = await liveDesk();
    const leaving = await app.evaluateHandle(({ BrowserWindow }) => {
      const seen: { readonly url: string; readonly isPrevented: boolean }[] = [];
      // The last listener of all, so it sees what those of the app have said.
      BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event) =>
        seen.push({ url: event.url, isPrevented: event.defaultPrevented }),
      );
      return seen;
    });
    await page.evaluate(() => void (window.location.href = 'https://example.org/'));
    await until(async () => (await leaving.evaluate((seen) => seen.length)) > 0);
    expect(await leaving.jsonValue()).toEqual([{ url: 'https://example.org/', isPrevented: true }]);
    expect(page.url()).toBe('app://station/');
  });

  test('opens no window', async () => {
    const { app, page } = await liveDesk();
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('keeps no file but what the desk gives out', async () => {
    const { app, page } = await liveDesk();
    const downloads = await app.evaluateHandle(({ session }) => {
      const seen: { readonly type: string; readonly isPrevented: boolean }[] = [];
      session.defaultSession.on('will-download', (event, item) => {
        seen.push({ type: item.getMimeType(), isPrevented: event.defaultPrevented });
        // What was let through would ask a person where to put it.
        if (!event.defaultPrevented) item.cancel();
      });
      return seen;
    });
    for (const type of ['application/x-msdownload', 'text/csv']) {
      await page.evaluate((mime) => {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob(['invented'], { type: mime }));
        link.download = 'file';
        link.click();
      }, type);
      await until(async () =>
        (await downloads.evaluate((seen) => seen.map((one) => one.type))).includes(type),
      );
    }
    expect(await downloads.jsonValue()).toEqual([
      { type: 'application/x-msdownload', isPrevented: true },
      { type: 'text/csv', isPrevented: false },
    ]);
  });

  test('is given no permission', async () => {
    const { page } = await liveDesk();
    const granted = await page.evaluate(async () => {
      const { state } = await navigator.permissions.query({ name: 'notifications' });
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      );
      return { notifications: state, camera };
    });
    expect(granted).toEqual({ notifications: 'denied', camera: 'denied' });
  });
});
