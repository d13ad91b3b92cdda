import { beforeEach, expect, test, vi } from 'vitest';
import { followSessionEnd } from '../../../electron/desktop/session-end.ts';
import { app, BrowserWindow, resetElectron } from '../../support/electron.ts';

beforeEach(resetElectron);

function ask(event: 'query-session-end' | 'session-end', isPrinting: boolean, reasons = ['shutdown']) {
  const window = new BrowserWindow({});
  followSessionEnd(window as never, () => isPrinting);
  const quit = vi.spyOn(app, 'quit').mockReturnValue();
  const preventDefault = vi.fn();
  window.emit(event, { preventDefault, reasons });
  const told = { waits: preventDefault.mock.calls.length > 0, quits: quit.mock.calls.length > 0 };
  quit.mockRestore();
  return told;
}

test('a session that ends waits for a badge that is being sent, and the app leaves in order', () => {
  expect(ask('query-session-end', true)).toEqual({ waits: true, quits: true });
});

test('a session that ends waits for nothing else', () => {
  expect(ask('query-session-end', false)).toEqual({ waits: false, quits: false });
});

test('a system that has no time is not kept waiting', () => {
  expect(ask('query-session-end', true, ['shutdown', 'critical'])).toEqual({ waits: false, quits: false });
});

test('when the session is over the app leaves as far as it gets', () => {
  expect(ask('session-end', false)).toEqual({ waits: false, quits: true });
});
