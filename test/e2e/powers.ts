import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

export interface Powers {
  /** Names of Node and Electron that the page can see. */
  readonly node: readonly string[];
  /** What the bridge offers; empty where the page has none. */
  readonly bridge: readonly string[];
  /** Whether a script that is text in the page runs. */
  readonly runsText: boolean;
  /** Whether a request leaves for another address. */
  readonly reaches: boolean;
}

/** An address that answers, with a page without a policy. */
export async function openElsewhere(): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<body>elsewhere</body>');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** What a page can do, tried from inside of it: as far as a compromised window would come. */
export async function powersOf(page: Page): Promise<Powers> {
  const address = await openElsewhere();
  return page.evaluate(async (url) => {
    const script = document.createElement('script');
    script.textContent = 'window.ranText = true';
    document.body.append(script);
    return {
      node: ['process', 'require', 'Buffer', 'ipcRenderer'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as { readonly station?: object }).station ?? {}).sort(),
      runsText: 'ranText' in globalThis,
      reaches: await fetch(url, { mode: 'no-cors' }).then(
        () => true,
        () => false,
      ),
    };
  }, address);
}
