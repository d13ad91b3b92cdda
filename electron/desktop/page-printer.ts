/**
 * Prints a badge as one page through the maker's driver. The page is one picture and nothing else, edge to edge, so that no layout
 * can change it; its size is always given, because without it drivers take their default paper (electron#31705, #39179). That
 * Electron calls it a success means that the system has taken the page, also with no paper in (electron#38975).
 */
import { BrowserWindow } from 'electron';
import type { Clock } from '../shared/clock.ts';
import type { DriverPage, DriverPort } from '../driver-port.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { RoadProblem } from '../shared/printer-status.ts';

const OFFLINE = err({ kind: 'offline' } as const);

export function createPagePrinter(clock: Clock): DriverPort {
  return {
    async find(queue) {
      const page = openPage();
      try {
        const found = (await page.webContents.getPrintersAsync()).find(({ name }) => name === queue);
        return found === undefined ? null : { model: found.description === '' ? null : found.description };
      } finally {
        page.destroy();
      }
    },
    async print(badge) {
      if (badge.signal.aborted) return OFFLINE;
      const page = openPage();
      try {
        return await inTime(badge, clock, async () => {
          await page.loadURL(documentOf(badge));
          return await untilTaken(page, badge);
        });
      } finally {
        // Also calls off a page that the system has not taken.
        page.destroy();
      }
    },
  };
}

const openPage = (): BrowserWindow =>
  new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });

function documentOf({ png, widthMicrons, heightMicrons }: DriverPage): string {
  const picture = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const size = `width:${widthMicrons / 1_000}mm;height:${heightMicrons / 1_000}mm`;
  const style = `html,body{margin:0}img{display:block;${size};image-rendering:pixelated}`;
  const html = `<!doctype html><title>badge</title><style>${style}</style><img src="${picture}">`;
  return `data:text/html;base64,${Buffer.from(html).toString('base64')}`;
}

/** The page that is laid out counts as well: one that never is must not hold the queue. */
function inTime(
  { signal, timeLimitMs }: DriverPage,
  clock: Clock,
  print: () => Promise<Result<null, RoadProblem>>,
): Promise<Result<null, RoadProblem>> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(timeLimitMs, () => resolve(err({ kind: 'silent' })));
    signal.addEventListener('abort', () => resolve(OFFLINE), { once: true });
    print().then(resolve, reject).finally(callOff);
  });
}

function untilTaken(page: BrowserWindow, badge: DriverPage): Promise<Result<null, RoadProblem>> {
  if (badge.signal.aborted || page.isDestroyed()) return Promise.resolve(OFFLINE);
  return new Promise((resolve) => {
    page.webContents.print(
      {
        silent: true,
        deviceName: badge.queue,
        copies: 1,
        color: false,
        printBackground: true,
        margins: { marginType: 'none' },
        pageSize: { width: badge.widthMicrons, height: badge.heightMicrons },
      },
      (isTaken) => resolve(isTaken ? ok(null) : OFFLINE),
    );
  });
}
