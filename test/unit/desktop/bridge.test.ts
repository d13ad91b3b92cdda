import { beforeEach, describe, expect, test, vi } from 'vitest';
import { isTrustedSender, openIpcPort } from '../../../electron/desktop/ipc-port.ts';
import { createGateway, type Handlers } from '../../../electron/ipc/gateway.ts';
import { COMMANDS, VIEW_CHANNEL } from '../../../electron/shared/channels.ts';
import type { Bridge } from '../../../electron/shared/contract.ts';
import { err, ok } from '../../../electron/shared/result.ts';
import type { StationView } from '../../../electron/shared/view.ts';
import {
  BrowserWindow,
  ipcRenderer,
  Page,
  resetElectron,
  state,
  type Frame,
} from '../../support/electron.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

// It exposes its bridge when it is loaded, as in a window.
await import('../../../electron/preload.ts');

beforeEach(resetElectron);

/** The real preload and the real gateway with the double between them, and handlers that say what reached them. */
async function connect() {
  const taken: unknown[] = [];
  const handlers = Object.fromEntries(
    COMMANDS.map((command) => [
      command,
      (request: unknown) => {
        taken.push([command, request]);
        return ok({ answered: command });
      },
    ]),
  ) as unknown as Handlers;
  const listeners = new Set<(view: StationView) => void>();
  const publisher = {
    subscribe(listener: (view: StationView) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const window = new BrowserWindow({});
  await window.loadURL('app://station/');
  const close = openIpcPort(
    window.webContents as never,
    createGateway(handlers, createMemoryLog()),
    publisher,
  );
  return {
    bridge: state.exposed.get('station') as Bridge,
    window,
    taken,
    close,
    publish: (view: object) => {
      for (const listener of listeners) listener(view as StationView);
    },
    subscribers: () => listeners.size,
  };
}

const REFUSED = { ok: false, error: { code: 'refused-sender' } };

describe('the road from the page to the station and back', () => {
  test('a command arrives, and its answer comes back as a copy', async () => {
    const { bridge, taken } = await connect();
    const request = { id: 7 };
    expect(await bridge.invoke('check-ins:get', request)).toEqual(ok({ answered: 'check-ins:get' }));
    expect(taken).toEqual([['check-ins:get', { id: 7 }]]);
    expect((taken[0] as unknown[])[1]).not.toBe(request);
  });

  test('every command of the contract has its channel', async () => {
    await connect();
    expect([...state.ipcHandlers.keys()].sort()).toEqual([...COMMANDS].sort());
  });

  test('a request of the wrong shape is answered with a code', async () => {
    const { bridge, taken } = await connect();
    const answer = await bridge.invoke('check-ins:get', { id: 'seven' } as never);
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(taken).toEqual([]);
  });

  test('a name that is no command does not leave the page', async () => {
    const { bridge } = await connect();
    const invoke = vi.spyOn(ipcRenderer, 'invoke');
    const answer = await bridge.invoke('electron:internal' as never, null as never);
    expect(answer).toEqual(err({ code: 'bad-request', message: 'no such command' }));
    expect(invoke).not.toHaveBeenCalled();
  });

  test('the road counts as open at once', async () => {
    const { bridge } = await connect();
    const told = vi.fn();
    bridge.onConnection(told)();
    expect(told.mock.calls).toEqual([[true]]);
  });

  test('nothing but the three functions is exposed', async () => {
    const { bridge } = await connect();
    expect(Object.keys(bridge).sort()).toEqual(['invoke', 'onConnection', 'subscribe']);
  });
});

describe('views', () => {
  test('are pushed as copies, without the event object', async () => {
    const { bridge, publish } = await connect();
    const onView = vi.fn();
    bridge.subscribe(onView);
    const view = { revision: 1 };
    publish(view);
    expect(onView.mock.calls).toEqual([[{ revision: 1 }]]);
    expect(onView.mock.calls[0]?.[0]).not.toBe(view);
  });

  test('end for the one who unsubscribes, and for nobody else', async () => {
    const { bridge, publish } = await connect();
    const [leaves, stays] = [vi.fn(), vi.fn()];
    const unsubscribe = bridge.subscribe(leaves);
    bridge.subscribe(stays);
    unsubscribe();
    publish({ revision: 1 });
    expect(leaves).not.toHaveBeenCalled();
    expect(stays).toHaveBeenCalledOnce();
    expect(ipcRenderer.listenerCount(VIEW_CHANNEL)).toBe(1);
  });

  test('are not sent to a window that is gone', async () => {
    const { publish, window } = await connect();
    window.webContents.isGone = true;
    expect(() => publish({ revision: 1 })).not.toThrow();
  });
});

describe('a sender that may not command the station', () => {
  test('is a frame inside our page, even with our address', async () => {
    const { bridge, taken, window } = await connect();
    state.rendererFrame = { url: 'app://station/', parent: window.webContents.mainFrame };
    expect(await bridge.invoke('station:view', null)).toMatchObject(REFUSED);
    expect(taken).toEqual([]);
  });

  test('is another window, even with our address', async () => {
    const { bridge, taken } = await connect();
    const other = new BrowserWindow({});
    await other.loadURL('app://station/');
    expect(await bridge.invoke('station:view', null)).toMatchObject(REFUSED);
    expect(taken).toEqual([]);
  });

  test.each(['https://example.org/', 'app://station.example.org/', 'file:///index.html', 'about:blank'])(
    'is our window when it shows %s',
    async (url) => {
      const { bridge, taken, window } = await connect();
      window.webContents.mainFrame.url = url;
      expect(await bridge.invoke('station:view', null)).toMatchObject(REFUSED);
      expect(taken).toEqual([]);
    },
  );

  test('is a frame that is gone when its message is read, and one that another page lends', () => {
    const page = new Page();
    page.mainFrame.url = 'app://station/';
    const judge = (sender: Page, senderFrame: Frame | null) =>
      isTrustedSender({ sender, senderFrame } as never, page as never);
    expect(judge(page, page.mainFrame)).toBe(true);
    expect(judge(page, null)).toBe(false);
    expect(judge(new Page(), page.mainFrame)).toBe(false);
  });
});

test('a port that was closed leaves no channel and no subscription', async () => {
  const { bridge, close, subscribers } = await connect();
  close();
  await expect(bridge.invoke('station:view', null)).rejects.toThrow('No handler registered');
  expect(state.ipcHandlers.size).toBe(0);
  expect(subscribers()).toBe(0);
});
