/**
 * electron-updater as a feed: what is newest, and fetch it. Its errors quote addresses and headers, so they become one of a few
 * words here and its own log is off. It is handed in, because it asks for Electron when it is made.
 */
import type { AppUpdater } from 'electron-updater';
import { err, ok, type Result } from '../shared/result.ts';
import type { UpdateProblem } from '../shared/updates.ts';

export interface Download {
  readonly version: string;
  readonly path: string;
  /** As the feed has it; what lies in `path` was compared with it. */
  readonly sha512: string;
}

export interface UpdateFeed {
  /** `null`: nothing newer. */
  newest(feedUrl: string): Promise<Result<string | null, UpdateProblem>>;
  /** What `newest` has found. */
  download(): Promise<Result<Download, UpdateProblem>>;
}

export function createUpdateFeed(updater: AppUpdater): UpdateFeed {
  updater.logger = null;
  updater.autoDownload = false;
  // Else whatever was fetched is installed whenever the app quits, also while the PC shuts down, which leaves half of it
  // (electron-builder#7294, #3798).
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  refuseRedirects(updater);
  let found: { readonly version: string; readonly hashes: ReadonlySet<string> } | null = null;

  return {
    async newest(feedUrl) {
      found = null;
      updater.setFeedURL({ provider: 'generic', url: feedUrl });
      try {
        const answer = await updater.checkForUpdates();
        // Asked of an app that cannot update itself: there is nothing newer that it could take.
        if (answer === null || !answer.isUpdateAvailable) return ok(null);
        const { version, files } = answer.updateInfo;
        // The feed was reached safely; a file elsewhere might not be.
        if (files.some(({ url }) => URL.parse(url, feedUrl)?.origin !== new URL(feedUrl).origin))
          return err('not-understood');
        found = { version, hashes: new Set(files.map(({ sha512 }) => sha512)) };
        return ok(version);
      } catch (cause) {
        return err(problemOf(cause));
      }
    },
    async download() {
      if (found === null) return err('failed');
      const { version } = found;
      try {
        const downloaded = new Promise<Download>((resolve) =>
          updater.once('update-downloaded', ({ downloadedFile, files }) =>
            resolve({
              version,
              path: downloadedFile,
              sha512: files.find(isFor(downloadedFile))?.sha512 ?? '',
            }),
          ),
        );
        await updater.downloadUpdate();
        return ok(await downloaded);
      } catch (cause) {
        updater.removeAllListeners('update-downloaded');
        return err(problemOf(cause));
      }
    },
  };
}

const lastPart = (path: string): string => decodeURIComponent(path.split(/[/\\]/).at(-1) ?? '');
const isFor =
  (downloadedFile: string) =>
  ({ url }: { readonly url: string }): boolean =>
    lastPart(url) === lastPart(downloadedFile);

/** It follows them anywhere, also from https to http, and counts them wrongly; a number below nought refuses the first one. */
function refuseRedirects(updater: AppUpdater): void {
  const { httpExecutor } = updater as unknown as { httpExecutor: { maxRedirects: number } };
  httpExecutor.maxRedirects = -1;
}

const NOT_UNDERSTOOD =
  /^ERR_UPDATER_(INVALID_VERSION|INVALID_UPDATE_INFO|CHANNEL_FILE_NOT_FOUND|NO_FILES_PROVIDED|NO_CHECKSUM|ZIP_FILE_NOT_FOUND|WEB_INSTALLER_DISABLED)$/;
const NOT_REACHED = /^(ECONN[A-Z]+|E(NOTFOUND|TIMEDOUT|PIPE)|EAI_AGAIN|E(HOST|NET)UNREACH|HTTP_ERROR_.*)$/;
const NO_ROOM = /^(ENOSPC|EDQUOT)$/;

export function problemOf(cause: unknown): UpdateProblem {
  if (!(cause instanceof Error)) return 'failed';
  const code = 'code' in cause ? String(cause.code) : '';
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'wrong-content';
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return 'not-signed';
  if (NOT_UNDERSTOOD.test(code)) return 'not-understood';
  if (NO_ROOM.test(code)) return 'no-room';
  // Of Node's sockets, of HTTP, and of Chromium, which says it in words only.
  if (NOT_REACHED.test(code) || cause.message.includes('net::')) return 'not-reached';
  return 'failed';
}
