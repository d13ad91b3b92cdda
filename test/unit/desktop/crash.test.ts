import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { survive } from '../../../electron/desktop/crash.ts';
import { app, resetElectron, state } from '../../support/electron.ts';
import { eventually } from '../../support/eventually.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

beforeEach(resetElectron);

function setUp({ close = () => Promise.resolve(), mayStart = true } = {}) {
  const process = new EventEmitter();
  const log = createMemoryLog();
  const clock = createFakeClock();
  const told: string[] = [];
  const letGo = survive({
    process,
    close: () => {
      told.push('close');
      return close();
    },
    mayStartAnew: () => mayStart,
    startAnewAfterwards: () => told.push('start anew'),
    lastWords: ['Stopped', 'Please start it'],
    clock,
    log,
  });
  const crash = (cause: unknown = new RangeError('Anna Berg'), event = 'uncaughtException'): void =>
    void process.emit(event, cause);
  return { process, log, clock, told, letGo, crash };
}

test.each(['uncaughtException', 'unhandledRejection'])(
  'after an %s the desk is closed first, then started anew',
  async (event) => {
    const { told, crash } = setUp();
    crash(new RangeError('broken'), event);
    await eventually(() => expect(state.exitCode).toBe(1));
    expect(told).toEqual(['close', 'start anew']);
    expect(state.boxes).toEqual([]);
  },
);

test('what is logged is the kind of error and the line, never the message', async () => {
  const { log, crash } = setUp();
  crash();
  await eventually(() => expect(state.exitCode).toBe(1));
  expect(log.lines.join()).toMatch(/"name":"RangeError","at":"crash\.test\.ts:\d+:\d+"/);
  expect(log.lines.join()).not.toMatch(/Anna|Berg|\//);
});

test('a desk that cannot be closed comes back all the same, in a few seconds', async () => {
  const { told, clock, crash } = setUp({ close: () => new Promise(() => undefined) });
  crash();
  await clock.advance(7_999);
  expect(state.exitCode).toBeNull();
  await clock.advance(1);
  expect(told).toEqual(['close', 'start anew']);
  expect(state.exitCode).toBe(1);
});

test('a close that fails is logged, and the desk comes back', async () => {
  const { told, log, crash } = setUp({ close: () => Promise.reject(new TypeError('no')) });
  crash();
  await eventually(() => expect(state.exitCode).toBe(1));
  expect(told).toContain('start anew');
  expect(log.lines.join()).toContain('"event":"stop-failed","name":"TypeError"');
});

test('what follows from a crash is no second one', async () => {
  const { told, crash } = setUp();
  crash();
  crash();
  await eventually(() => expect(state.exitCode).toBe(1));
  expect(told).toEqual(['close', 'start anew']);
});

test('too many crashes are told to whoever sits there, and it stays closed', async () => {
  const { told, log, crash } = setUp({ mayStart: false });
  crash();
  await eventually(() => expect(state.exitCode).toBe(1));
  expect(told).toEqual(['close']);
  expect(state.boxes).toEqual(['Stopped: Please start it']);
  expect(log.lines.join()).toContain('crash-limit-reached');
});

test('a crash while the app leaves brings nothing back', () => {
  const { told, log, crash } = setUp();
  app.emit('before-quit', {});
  crash();
  expect([told, state.exitCode]).toEqual([[], null]);
  expect(log.lines).toHaveLength(1);
});

test('what was thrown may be no error at all', async () => {
  const { log, crash } = setUp();
  crash('Anna Berg');
  await eventually(() => expect(state.exitCode).toBe(1));
  expect(log.lines[0]).toContain('"name":"string","at":"unknown"');
});

test('let go, it hears nothing more', () => {
  const { process, letGo } = setUp();
  letGo();
  expect(process.eventNames()).toEqual([]);
});
