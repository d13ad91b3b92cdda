/**
 * What no page may do, whoever wrote it: leave, open windows, embed others, use a device or keep a file but what the desk gives out. It applies to every
 * session and every page that Electron makes, so one that is added later is covered (security checklist, items 5, 11 to 14).
 */
import { app, type DownloadItem, type Session, type WebContents } from 'electron';
import { START_PAGE } from './app-scheme.ts';

/** `new URL().origin` is "null" for a scheme that Node does not know. */
const PAGE_ORIGIN = /^[a-z]+:\/\/[^/]+/.exec(START_PAGE)?.[0] ?? '';

/** Before Electron is ready, so that no page is made without it. */
export function hardenEveryPage(): void {
  app.on('session-created', hardenSession);
  app.on('web-contents-created', (_event, contents) => hardenPage(contents));
}

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    if (!isGivenOut(item)) event.preventDefault();
  });
}

/** Badge designs, the history of prints, a roll call, diagnostics. */
const GIVEN_OUT = /^(application\/json|application\/pdf|text\/csv|text\/plain)(;|$)/;

/** Made by our own page, and the system asks where to put it. */
function isGivenOut(item: Pick<DownloadItem, 'getURL' | 'getMimeType'>): boolean {
  return item.getURL().startsWith(`blob:${PAGE_ORIGIN}/`) && GIVEN_OUT.test(item.getMimeType());
}

interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  preventDefault(): void;
}

export function hardenPage(contents: WebContents): void {
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** The window may load itself anew, as its error page and the one of `recovery.ts` offer. That is no way out: it is the very page it has. */
function stay(event: Navigation): void {
  if (event.isMainFrame && event.url === START_PAGE) return;
  event.preventDefault();
}
