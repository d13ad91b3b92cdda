/** A feed as `electron-builder` makes one for an AppImage, on a real server; and electron-updater in plain Node to ask it. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request, type RequestOptions, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { HttpExecutor } from 'builder-util-runtime';
import { AppImageUpdater } from 'electron-updater';
import { onTestFinished, vi } from 'vitest';

export interface FeedServer {
  readonly url: string;
  /** In the order in which they were asked for. */
  readonly asked: string[];
  offer(version: string, content: string, change?: { readonly sha512?: string; readonly url?: string }): void;
  /** Every answer from now on. */
  answer(status: number, headers?: Readonly<Record<string, string>>, text?: string): void;
}

export const hashOf = (content: string): string => createHash('sha512').update(content).digest('base64');

export async function startFeed(): Promise<FeedServer> {
  const files = new Map<string, string>();
  const asked: string[] = [];
  let always: { status: number; headers: Readonly<Record<string, string>>; text: string } | null = null;
  const server: Server = createServer((incoming, response) => {
    const name = new URL(incoming.url ?? '/', 'http://feed').pathname.slice(1);
    asked.push(name);
    const text = files.get(name);
    if (always !== null) response.writeHead(always.status, always.headers).end(always.text);
    else if (text === undefined) response.writeHead(404).end();
    else response.writeHead(200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const architecture = process.arch === 'x64' ? '' : `-${process.arch}`;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    offer(version, content, { sha512 = hashOf(content), url = `Vestibule-${version}.AppImage` } = {}) {
      files.set(`Vestibule-${version}.AppImage`, content);
      files.set(
        `latest-linux${architecture}.yml`,
        `version: ${version}\nfiles:\n  - url: ${url}\n    sha512: ${sha512}\n    size: ${content.length}\nreleaseDate: '2026-11-20T08:00:00.000Z'\n`,
      );
    },
    answer: (status, headers = {}, text = '') => void (always = { status, headers, text }),
  };
}

class NodeHttpExecutor extends HttpExecutor<ReturnType<typeof request>> {
  override createRequest(options: RequestOptions, callback: (response: unknown) => void) {
    return request(options, callback);
  }

  /** As Electron's executor does it: the base class leaves it to its heirs. */
  async download(
    url: URL,
    destination: string,
    options: Parameters<HttpExecutor<never>['downloadToBuffer']>[1],
  ) {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      this.doDownload(
        {
          protocol: url.protocol,
          hostname: url.hostname,
          port: url.port,
          path: url.pathname + url.search,
          headers: options.headers ?? {},
        },
        {
          destination,
          options,
          onCancel,
          responseHandler: null,
          callback: (error) => (error == null ? resolve(destination) : reject(error)),
        },
        0,
      );
    });
  }
}

/** Version 1.0.0 of an AppImage that lies in `folder`. */
export function openUpdater(folder: string): AppImageUpdater {
  const installed = join(folder, 'Vestibule.AppImage');
  writeFileSync(installed, 'version 1.0.0');
  vi.stubEnv('APPIMAGE', installed);
  mkdirSync(join(folder, 'data'));
  const config = join(folder, 'app-update.yml');
  writeFileSync(
    config,
    'provider: generic\nurl: http://127.0.0.1:9/\nupdaterCacheDirName: vestibule-updater\n',
  );
  const updater = new AppImageUpdater(null, {
    version: '1.0.0',
    name: 'vestibule',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: join(folder, 'data'),
    baseCachePath: join(folder, 'cache'),
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  });
  Object.assign(updater, { httpExecutor: new NodeHttpExecutor() });
  return updater;
}
