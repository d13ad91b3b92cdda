import { beforeEach, describe, expect, test, vi } from 'vitest';
import { START_PAGE } from '../../../electron/desktop/app-scheme.ts';
import { hardenEveryPage } from '../../../electron/desktop/hardening.ts';
import { app, Page, PageSession, resetElectron } from '../../support/electron.ts';

beforeEach(() => {
  resetElectron();
  hardenEveryPage();
});

/** A page as Electron announces it, whoever made it. */
function newPage(): Page {
  const page = new Page();
  app.emit('web-contents-created', {}, page);
  return page;
}

function isRefused(page: Page, event: string, details: object): boolean {
  const preventDefault = vi.fn();
  page.emit(event, { ...details, preventDefault });
  return preventDefault.mock.calls.length === 1;
}

describe('a page cannot leave', () => {
  describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s is refused', (event) => {
    test.each([
      'https://example.org/',
      'https://example.org/?app://station/',
      'app://station/assets/other.html',
      'app://station.example.org/',
      'file:///etc/passwd',
    ])('to %s', (url) => {
      expect(isRefused(newPage(), event, { url, isMainFrame: true })).toBe(true);
    });
  });

  test('it may load itself anew', () => {
    expect(isRefused(newPage(), 'will-navigate', { url: 'app://station/', isMainFrame: true })).toBe(false);
    expect(isRefused(newPage(), 'will-frame-navigate', { url: 'app://station/', isMainFrame: true })).toBe(
      false,
    );
  });

  test('a frame inside it may not even load our own address', () => {
    expect(isRefused(newPage(), 'will-frame-navigate', { url: 'app://station/', isMainFrame: false })).toBe(
      true,
    );
  });

  test('a redirect is refused even to our own address', () => {
    expect(isRefused(newPage(), 'will-redirect', { url: 'app://station/', isMainFrame: true })).toBe(true);
  });
});

test('a page can open no window and embed no other', () => {
  const page = newPage();
  expect(page.openHandler?.({ url: 'app://station/' })).toEqual({ action: 'deny' });
  expect(isRefused(page, 'will-attach-webview', {})).toBe(true);
});

describe('a session grants nothing', () => {
  function newSession(): PageSession {
    const session = new PageSession();
    app.emit('session-created', session);
    return session;
  }

  test.each(['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'unknown'])(
    '%s is neither given nor said to be given',
    (permission) => {
      const { handlers } = newSession();
      const answer = vi.fn();
      handlers.get('request')?.({} as never, permission as never, answer as never);
      expect(answer.mock.calls).toEqual([[false]]);
      expect(handlers.get('check')?.(null as never, permission as never)).toBe(false);
    },
  );

  test('no device is given', () => {
    expect(newSession().handlers.get('device')?.({ deviceType: 'usb' } as never)).toBe(false);
  });

  test.each([
    {
      what: 'a page of the web',
      url: 'https://evil.example/a.json',
      type: 'application/json',
      isRefused: true,
    },
    {
      what: 'a blob of another origin',
      url: 'blob:https://evil.example/1',
      type: 'application/json',
      isRefused: true,
    },
    {
      what: 'an origin that only begins like ours',
      url: `blob:${START_PAGE.replace(/\/[^/]*$/, '')}x/1`,
      type: 'application/json',
      isRefused: true,
    },
    {
      what: 'a program that our page made',
      url: `blob:${START_PAGE}1`,
      type: 'application/octet-stream',
      isRefused: true,
    },
    ...['application/json', 'application/pdf', 'text/csv;charset=utf-8', 'text/plain'].map((type) => ({
      what: `${type} that our page made`,
      url: `blob:${START_PAGE}1`,
      type,
      isRefused: false,
    })),
  ])('no file is kept but what the desk gives out: $what', ({ url, type, isRefused }) => {
    const preventDefault = vi.fn();
    const item = { getURL: () => url, getMimeType: () => type };
    newSession().emit('will-download', { preventDefault }, item);
    expect(preventDefault).toHaveBeenCalledTimes(isRefused ? 1 : 0);
  });
});
