import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Clock } from '../../../electron/shared/clock.ts';
import type { SettingsValues } from '../../../electron/shared/settings-values.ts';
import type { WebhookBody, WebhookOutcome } from '../../../electron/shared/webhook.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { openWebhookReceiver } from '../../../electron/web/webhook-receiver.ts';
import { eventually } from '../../support/eventually.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { freePort, knock, WEBHOOK_SECRET } from '../../support/webhook-sender.ts';

const STORED: WebhookOutcome = { kind: 'stored', understood: 1, rejected: 0 };
const MIB = 1024 * 1024;

interface Given {
  readonly settings?: Partial<SettingsValues['webhook']>;
  readonly secret?: string;
  readonly clock?: Clock;
  readonly take?: (body: WebhookBody) => Promise<WebhookOutcome>;
}

/** A receiver on a port of its own, and a desk behind it that says what the test wants. */
async function open({ settings = {}, secret = WEBHOOK_SECRET, clock = systemClock, take }: Given = {}) {
  const port = settings.port ?? (await freePort());
  const log = createMemoryLog();
  const taken: WebhookBody[] = [];
  const receiver = openWebhookReceiver({
    settings: { enabled: true, host: '127.0.0.1', secretIn: 'authorization', ...settings, port },
    secret,
    take(body) {
      taken.push(body);
      return take?.(body) ?? Promise.resolve(STORED);
    },
    onChange: () => undefined,
    clock,
    log,
  });
  onTestFinished(() => receiver.close());
  const listens = (): Promise<void> => eventually(() => expect(receiver.view().kind).toBe('listening'));
  return { receiver, port, log, taken, listens };
}

async function openOne(given?: Given) {
  const one = await open(given);
  await one.listens();
  return one;
}

/** A sender that speaks HTTP by hand; what it hears, and when it is cut off. */
function speak(port: number, text: string) {
  const socket: Socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk: Buffer) => void (heard += chunk.toString()));
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => socket.destroy());
  socket.write(text);
  onTestFinished(() => void socket.destroy());
  return { socket, closed, heard: () => heard };
}

const head = (lines: readonly string[]): string =>
  [
    'POST /webhook HTTP/1.1',
    'Host: desk',
    `Authorization: Bearer ${WEBHOOK_SECRET}`,
    'Content-Type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n');

describe('what comes with the secret', () => {
  test('is handed over as it came, and answered without a word when it is stored', async () => {
    const { port, taken, receiver } = await openOne();
    const body = '{"checkIn":{"id":1,"state":"Pending","firstName":"Łukasz"}}';
    expect(await knock(port, { body })).toMatchObject({ status: 204, body: '' });
    expect(taken).toEqual([body]);
    expect(receiver.view()).toMatchObject({ counts: { stored: 1 } });
  });

  test('is answered when the desk says so and not before', async () => {
    const gate = Promise.withResolvers<WebhookOutcome>();
    const { port, taken } = await openOne({ take: () => gate.promise });
    const answer = knock(port);
    await eventually(() => expect(taken).toHaveLength(1));
    const early = await Promise.race([answer, knock(port, { path: '/other' })]);
    expect(early.status).toBe(404);
    gate.resolve(STORED);
    expect((await answer).status).toBe(204);
  });

  test.each([
    ['nothing in it was understood', { kind: 'stored', understood: 0, rejected: 2 }, 422],
    ['some of it was not understood', { kind: 'stored', understood: 1, rejected: 2 }, 204],
    ['there was nothing in it', { kind: 'stored', understood: 0, rejected: 0 }, 204],
  ] as const)('%s', async (_what, outcome, status) => {
    const { port } = await openOne({ take: () => Promise.resolve(outcome) });
    expect((await knock(port)).status).toBe(status);
  });

  test('has to come again when the desk cannot take it, and is told when', async () => {
    const { port, receiver } = await openOne({ take: () => Promise.resolve({ kind: 'not-now' }) });
    const { status, headers } = await knock(port);
    expect([status, headers['retry-after']]).toEqual([503, '10']);
    expect(receiver.view()).toMatchObject({ counts: { putOff: 1, stored: 0 } });
  });

  test.each(['application/json; charset=utf-8', 'application/cloudevents+json', 'Application/JSON'])(
    'may call itself %s',
    async (type) => {
      const { port } = await openOne();
      expect((await knock(port, { headers: { 'content-type': type } })).status).toBe(204);
    },
  );

  test('that is no text is known by its size alone', async () => {
    const { port, taken } = await openOne();
    await knock(port, { body: Buffer.from([0x7b, 0xff, 0xfe]) });
    expect(taken).toEqual([{ binaryBytes: 3 }]);
  });

  test('over one connection, one after the other', async () => {
    const { port, taken } = await openOne();
    const one = `${head(['Content-Length: 2'])}{}`;
    const { heard, socket } = speak(port, one);
    await eventually(() => expect(heard()).toContain('204'));
    socket.write(one);
    await eventually(() => expect(heard().match(/ 204 /g)).toHaveLength(2));
    expect(taken).toHaveLength(2);
  });
});

describe('at the door', () => {
  test.each([
    ['another path', 404, { path: '/' }],
    ['a path below', 404, { path: '/webhook/1' }],
    ['the path of the health', 404, { path: '/healthz' }],
    ['another method', 405, { method: 'GET', body: '' }],
    ['a question before a request of another page', 405, { method: 'OPTIONS', body: '' }],
    ['no secret', 401, { headers: { authorization: undefined } }],
    ['a wrong secret', 401, { headers: { authorization: `Bearer ${WEBHOOK_SECRET}x` } }],
    [
      'the beginning of the secret',
      401,
      { headers: { authorization: `Bearer ${WEBHOOK_SECRET.slice(0, -1)}` } },
    ],
    ['the secret under another scheme', 401, { headers: { authorization: `Basic ${WEBHOOK_SECRET}` } }],
    ['a form', 415, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['text', 415, { headers: { 'content-type': 'text/plain' } }],
    ['no type', 415, { headers: { 'content-type': undefined } }],
    ['something packed', 415, { headers: { 'content-encoding': 'gzip' } }],
  ] as const)('%s is turned away with %i, unread and without a word', async (_what, status, asked) => {
    const { port, taken, receiver } = await openOne();
    const answer = await knock(port, asked);
    expect(answer).toMatchObject({ status, body: '' });
    expect(Object.keys(answer.headers).toSorted()).toEqual(
      [
        'connection',
        'content-length',
        'date',
        ...(status === 401 ? ['www-authenticate'] : []),
        ...(status === 405 ? ['allow'] : []),
      ].toSorted(),
    );
    expect(taken).toEqual([]);
    expect(receiver.view()).toMatchObject({ counts: { refused: 1, stored: 0 } });
  });

  test.each([
    ['authorization', { headers: {} }],
    ['x-webhook-secret', { headers: { authorization: undefined, 'x-webhook-secret': WEBHOOK_SECRET } }],
    ['query', { headers: { authorization: undefined }, path: `/webhook?secret=${WEBHOOK_SECRET}` }],
  ] as const)('the secret is looked for in %s, and nowhere else', async (secretIn, right) => {
    const { port } = await openOne({ settings: { secretIn } });
    expect((await knock(port, right)).status).toBe(204);
    const elsewhere =
      secretIn === 'authorization'
        ? { headers: { authorization: undefined, 'x-webhook-secret': WEBHOOK_SECRET } }
        : {};
    expect((await knock(port, elsewhere)).status).toBe(401);
  });

  test('what a proxy says of the sender opens nothing', async () => {
    const { port } = await openOne();
    const headers = {
      authorization: undefined,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      forwarded: 'for=127.0.0.1',
    };
    expect((await knock(port, { headers })).status).toBe(401);
  });

  test('a hundred wrong secrets are one line of the log, and none of them stands in it', async () => {
    const { port, log, receiver } = await openOne();
    for (let time = 0; time < 100; time += 1)
      await knock(port, { headers: { authorization: 'Bearer somebody-tries-this-secret' } });
    const lines = log.lines.filter((line) => line.includes('webhook-refused'));
    expect(lines).toHaveLength(1);
    expect(log.lines.join()).not.toMatch(/somebody-tries|a-secret-for/);
    expect(receiver.view()).toMatchObject({ counts: { refused: 100 } });
  });
});

describe('a sender that takes its time or its room', () => {
  test('a body of a mebibyte is taken', async () => {
    const { port, taken } = await openOne();
    const body = `"${'x'.repeat(MIB - 2)}"`;
    expect((await knock(port, { body })).status).toBe(204);
    expect(taken).toEqual([body]);
  });

  test('one byte more is too much, and is told by its size alone', async () => {
    const { port, taken } = await openOne({
      take: () => Promise.resolve({ kind: 'stored', understood: 0, rejected: 1 }),
    });
    expect((await knock(port, { body: 'x'.repeat(MIB + 1) })).status).toBe(413);
    expect(taken).toEqual([{ oversizeBytes: MIB + 1 }]);
  });

  test('what says of itself that it is far too much is not even read', async () => {
    const { port, taken } = await openOne({
      take: () => Promise.resolve({ kind: 'stored', understood: 0, rejected: 1 }),
    });
    const { heard, closed } = speak(port, head([`Content-Length: ${10 * 1024 * MIB}`]));
    await closed;
    expect(heard()).toMatch(/^HTTP\/1\.1 413 /);
    expect(heard()).toContain('connection: close');
    expect(taken).toEqual([{ oversizeBytes: 10 * 1024 * MIB }]);
  });

  test('an endless body is cut off', async () => {
    const { port, taken } = await openOne({
      take: () => Promise.resolve({ kind: 'stored', understood: 0, rejected: 1 }),
    });
    const { socket, closed } = speak(port, head(['Transfer-Encoding: chunked']));
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const pour = (): void => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on('drain', pour);
    pour();
    await closed;
    expect(taken).toHaveLength(1);
  });

  test('a sender that goes in the middle has sent nothing', async () => {
    const { port, taken } = await openOne();
    const { socket, closed } = speak(port, `${head(['Content-Length: 100'])}{"checkIn":`);
    socket.end();
    await closed;
    await knock(port);
    expect(taken).toEqual(['{}']);
  });

  test('one that begins and says no more is cut off after its time, and so is a connection in which nothing happens', async () => {
    const { port, taken } = await openOne();
    const idle = speak(port, `${head(['Content-Length: 2'])}{}`);
    const slowHead = speak(port, 'POST /webhook HTTP/1.1\r\nHost: desk\r\n');
    const slowBody = speak(port, `${head(['Content-Length: 100'])}{`);
    const drip = setInterval(() => slowBody.socket.write(' '), 500);
    await Promise.all([slowHead.closed, slowBody.closed, idle.closed]);
    clearInterval(drip);
    expect([slowHead.heard(), slowBody.heard()]).toEqual([
      expect.stringMatching(/^HTTP\/1\.1 408 /),
      expect.stringMatching(/^HTTP\/1\.1 408 /),
    ]);
    expect(taken).toEqual(['{}']);
  });

  test('more connections than there is room for are not let in; those that are in stay', async () => {
    const { port } = await openOne();
    const inside = Array.from({ length: 64 }, () => speak(port, 'POST /webhook HTTP/1.1\r\n'));
    await eventually(() => expect(inside.every(({ socket }) => !socket.connecting)).toBe(true));
    await speak(port, '').closed;
    expect(inside.every(({ socket }) => socket.readyState === 'open')).toBe(true);
  });
});

describe('opening and closing', () => {
  test.each([
    ['none', ''],
    ['a short one', 'too-short'],
    ['one that no header can carry', 'a secret with blanks in it'],
  ])('without a secret it does not open: %s', async (_what, secret) => {
    const { receiver, port } = await open({ secret });
    expect(receiver.view()).toEqual({ kind: 'not-open', because: 'no-secret' });
    await expect(knock(port)).rejects.toThrow('ECONNREFUSED');
  });

  test('a port that somebody else has is said, and taken when it is free', async () => {
    const port = await freePort();
    const clock = createFakeClock();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const { receiver } = await open({ settings: { port }, clock });
    await eventually(() => expect(receiver.view()).toEqual({ kind: 'not-open', because: 'port-in-use' }));
    await new Promise((resolve) => other.close(resolve));
    await clock.advance(10_000);
    await eventually(() => expect(receiver.view().kind).toBe('listening'));
    expect((await knock(port)).status).toBe(204);
  });

  test('an address that this PC does not have is said', async () => {
    const { receiver } = await open({ settings: { host: '192.0.2.1' } });
    await eventually(() =>
      expect(receiver.view()).toEqual({ kind: 'not-open', because: 'address-not-here' }),
    );
  });

  test('it says where it listens, with the path that is entered at essentry', async () => {
    const { receiver, port } = await openOne();
    expect(receiver.view()).toMatchObject({ url: `http://127.0.0.1:${port}/webhook` });
  });

  test('who waits for an answer when it closes gets it; nobody else comes in', async () => {
    const gate = Promise.withResolvers<WebhookOutcome>();
    const { receiver, port, taken } = await openOne({ take: () => gate.promise });
    const answer = knock(port);
    await eventually(() => expect(taken).toHaveLength(1));
    const closed = receiver.close();
    await expect(knock(port)).rejects.toThrow('ECONNREFUSED');
    gate.resolve(STORED);
    expect((await answer).status).toBe(204);
    await closed;
  });

  test('who never gets an answer does not keep it open', async () => {
    const { receiver, port, taken } = await openOne({ take: () => new Promise(() => undefined) });
    const answer = knock(port).catch((cause: unknown) => cause);
    await eventually(() => expect(taken).toHaveLength(1));
    await receiver.close();
    expect(await answer).toBeInstanceOf(Error);
  });
});
