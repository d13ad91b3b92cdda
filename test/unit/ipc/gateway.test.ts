import { describe, expect, test, vi } from 'vitest';
import { createGateway, type Handlers } from '../../../electron/ipc/gateway.ts';
import { COMMANDS } from '../../../electron/shared/channels.ts';
import { ok } from '../../../electron/shared/result.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

function setUp(over: Partial<Handlers> = {}) {
  const calls = vi.fn<(command: string, request: unknown) => void>();
  const handlers = Object.fromEntries(
    COMMANDS.map((command) => [command, (request: unknown) => (calls(command, request), ok(null))]),
  ) as unknown as Handlers;
  const log = createMemoryLog();
  return { calls, log, gateway: createGateway({ ...handlers, ...over }, log) };
}

describe('the gateway', () => {
  test('hands a good request to its handler', async () => {
    const { gateway, calls } = setUp();
    expect(await gateway({ isTrusted: true, command: 'check-ins:get', request: { id: 7 } })).toEqual(
      ok(null),
    );
    expect(calls).toHaveBeenCalledWith('check-ins:get', { id: 7 });
  });

  test('answers a sender it does not trust with a code, and calls nothing', async () => {
    const { gateway, calls } = setUp();
    const answer = await gateway({ isTrusted: false, command: 'check-ins:get', request: { id: 7 } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'refused-sender' } });
    expect(calls).not.toHaveBeenCalled();
  });

  test.each<[unknown, unknown]>([
    ['no:command', null],
    [undefined, null],
    ['__proto__', null],
    ['check-ins:get', { id: '7' }],
    ['check-ins:get', { id: 7, extra: 1 }],
    ['check-ins:list', { list: 'cellar', search: '', limit: 10 }],
    ['check-ins:list', { list: null, search: '', limit: 100_000 }],
    ['badges:print', { checkInId: 1, requestId: 'not-a-uuid', reprintBecause: null }],
    ['station:view', undefined],
  ])('refuses %j with %j', async (command, request) => {
    const { gateway, calls } = setUp();
    expect(await gateway({ isTrusted: true, command, request })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    expect(calls).not.toHaveBeenCalled();
  });

  test('a handler that throws is an answer too, without its message', async () => {
    const { gateway, log } = setUp({
      'session:reconnect': () => {
        throw new Error('Amira Haddad');
      },
    });
    const answer = await gateway({ isTrusted: true, command: 'session:reconnect', request: null });
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify([answer, log.lines])).not.toContain('Amira');
  });
});
