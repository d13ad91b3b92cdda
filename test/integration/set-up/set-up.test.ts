/**
 * A desk from nothing to its first badge through the commands of its window, on a real station in a process of its own with a
 * simulated cloud: what is checked, what is written, and that no change of settings needs a restart.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CloudSettings } from '../../../electron/shared/settings-values.ts';
import type { CheckStep, ConnectionCheck } from '../../../electron/shared/set-up.ts';
import { untilHealth, untilJobs } from '../../support/live-desk.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe, type ServeProcess } from '../../support/serve-process.ts';
import { startTcpSink } from '../../support/tcp-sink.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/eventually.ts';

const NO_TOKEN = { ESSENTRY_TOKEN: '' };

async function openUnset(environment: Readonly<Record<string, string>> = NO_TOKEN) {
  const { cloud, essentry } = await startQuietCloud();
  const dataFolder = tempFolder();
  const station = await startServe({ dataFolder, environment });
  const address = { auth: 'header', ...essentry } as CloudSettings;
  return { cloud, address, dataFolder, station };
}

const verdictOf = ({ steps }: ConnectionCheck, step: CheckStep) => steps.find((one) => one.step === step);

const view = (station: ServeProcess) => station.command('station:view', null);

describe('a desk that nobody has set up', () => {
  test('opens, says so, and has nothing to show', async () => {
    const { station } = await openUnset();
    expect(await view(station)).toMatchObject({ setUp: 'connect', session: { kind: 'idle' } });
    expect(await station.health()).toMatchObject({
      session: 'idle',
      store: 'ok',
      printer: { route: 'none' },
    });
    await expect(station.command('check-ins:get', { id: 1 })).rejects.toThrow('not-now');
  });

  test('is connected, gets its printer and prints, without a restart; and is all there after one', async () => {
    const { cloud, address, dataFolder, station } = await openUnset();
    const sink = await startTcpSink();
    arrive(cloud, 1, { state: 'Am Tor' });
    const checked = await station.command('set-up:check', { essentry: address, token: 'demo-token' });
    expect(checked.steps.map(({ step, verdict }) => `${step} ${verdict}`)).toEqual([
      'network ok',
      'proxy not-needed',
      'certificate not-needed',
      'token ok',
      'location ok',
      'socket ok',
      'snapshot ok',
    ]);
    expect(checked).toMatchObject({ checkIns: 1, unknownStates: [{ state: 'Am Tor', checkIns: 1 }] });
    expect(existsSync(join(dataFolder, 'settings.json'))).toBe(false);

    expect(await station.command('set-up:connect', { essentry: address, token: 'demo-token' })).toEqual({
      faults: [],
    });
    await untilHealth(station, { session: 'live' });
    expect(await view(station)).toMatchObject({ setUp: 'printer', unknownStates: 1 });
    expect(await station.command('settings:get', null)).toMatchObject({
      token: 'kept',
      values: { printing: { auto: false }, printer: null },
    });

    const saved = await station.command('settings:save', {
      changes: [
        { path: 'printer', value: { route: 'tcp', host: '127.0.0.1', port: sink.port, language: 'zpl' } },
        { path: 'printing.auto', value: true },
        { path: 'phases', value: { 'Am Tor': 'pending' } },
      ],
    });
    expect(saved).toEqual({ faults: [] });
    await station.command('set-up:finish', null);
    await untilHealth(station, { session: 'live' });
    expect(await view(station)).toMatchObject({ setUp: null, unknownStates: 0, counts: { waiting: 1 } });
    arrive(cloud, 2, { firstName: 'Amira', lastName: 'Haddad' });
    cloud.transition(2, 'Host');
    await eventually(() => expect(sink.jobs()).toBe(1));

    expect(await station.end('SIGTERM')).toBe(0);
    const files = ['settings.json', 'secrets.json', 'logs/vestibule.log'].map((name) =>
      readFileSync(join(dataFolder, name), 'utf8'),
    );
    expect(files.join()).not.toContain('demo-token');
    const again = await startServe({ dataFolder, environment: NO_TOKEN });
    await untilHealth(again, { session: 'live' });
    expect(await view(again)).toMatchObject({ setUp: null });
    await untilJobs(again, { done: 1 });
  });

  test.each([
    ['a wrong token', { token: 'nobody' }, 'token', 'token-refused'],
    ['a token that cannot be sent', { token: 'to\nken' }, 'token', 'token-unusable'],
    ['no token', { token: null }, 'token', 'token-missing'],
    ['another location', { essentry: { locationId: 9 } }, 'location', 'location-refused'],
    ['an address where nobody is', { essentry: { apiUrl: 'http://127.0.0.1:9' } }, 'network', 'unreachable'],
    ['an address that is none', { essentry: { apiUrl: 'ftp://x' } }, 'network', 'address-unusable'],
    ['a socket that is not there', { essentry: { socketUrl: 'ws://127.0.0.1:9' } }, 'socket', 'unreachable'],
  ] as const)('%s is named at its step', async (_, wrong, step, because) => {
    const { address, station } = await openUnset();
    const given = { essentry: {}, token: 'demo-token', ...wrong };
    const checked = await station.command('set-up:check', {
      essentry: { ...address, ...given.essentry },
      token: given.token,
    });
    expect(verdictOf(checked, step)).toEqual({ step, verdict: 'failed', because });
    expect(checked.steps.filter(({ verdict }) => verdict === 'failed')).toHaveLength(1);
  });

  test('a cloud with a fault is told apart from a wrong token', async () => {
    const { cloud, address, station } = await openUnset();
    cloud.failRequests({ kind: 'answer', status: 500 });
    const checked = await station.command('set-up:check', { essentry: address, token: 'demo-token' });
    expect(verdictOf(checked, 'snapshot')).toMatchObject({ verdict: 'failed', because: 'server-error' });
  });

  test('settings that do not fit are refused, and nothing is written', async () => {
    const { address, dataFolder, station } = await openUnset();
    const refused = await station.command('set-up:connect', {
      essentry: { ...address, apiUrl: 'http://cloud.example' },
      token: 'demo-token',
    });
    expect(refused.faults).toMatchObject([{ path: 'essentry.apiUrl' }]);
    expect(existsSync(join(dataFolder, 'settings.json'))).toBe(false);
    expect(existsSync(join(dataFolder, 'secrets.json'))).toBe(false);
  });

  test('can be looked at as a demo, and left for setting up again', async () => {
    const { dataFolder, station } = await openUnset();
    await station.command('set-up:try-demo', null);
    await untilHealth(station, { session: 'live' });
    expect(await view(station)).toMatchObject({ setUp: null, demo: { canLeave: true } });
    await station.command('settings:save', { changes: [{ path: 'site.name', value: 'Hafenhaus' }] });
    expect(await view(station)).toMatchObject({ siteName: 'Hafenhaus' });
    await station.command('set-up:leave-demo', null);
    expect(await view(station)).toMatchObject({ setUp: 'connect', demo: null });
    expect(existsSync(join(dataFolder, 'settings.json'))).toBe(false);
  });
});

describe('the design that was put to use last', () => {
  const inUse = async (station: ServeProcess) => (await station.command('templates:list', null)).inUse;

  test('stays in use, and is told, when the token is entered anew', async () => {
    const { address, station } = await openUnset();
    await station.command('set-up:connect', { essentry: address, token: 'demo-token' });
    await station.command('templates:use', { id: 'event' });
    await station.command('settings:set-token', { token: 'demo-token' });
    expect(await inUse(station)).toBe('event');
    expect(await station.command('settings:get', null)).toMatchObject({
      values: { badge: { template: 'event' } },
    });
  });

  test('stays in use in a demo when something else is changed', async () => {
    const { station } = await openUnset();
    await station.command('set-up:try-demo', null);
    await station.command('templates:use', { id: 'event' });
    await station.command('settings:save', { changes: [{ path: 'site.name', value: 'Hafenhaus' }] });
    expect(await inUse(station)).toBe('event');
  });
});

describe('a desk at work', () => {
  async function openWorking() {
    const { cloud, essentry } = await startQuietCloud();
    const sink = await startTcpSink();
    const dataFolder = tempFolder();
    const station = await startServe({
      dataFolder,
      settings: {
        version: 1,
        essentry,
        printer: { route: 'tcp', host: '127.0.0.1', port: sink.port, language: 'zpl' },
      },
    });
    await untilHealth(station, { session: 'live' });
    return { cloud, sink, dataFolder, station };
  }

  test('a change that only windows or the app around them show leaves the link as it is', async () => {
    const { cloud, station } = await openWorking();
    await station.command('settings:save', {
      changes: [
        { path: 'privacy.blur', value: 'on' },
        { path: 'announce.sound', value: false },
        { path: 'desktop.kiosk', value: true },
      ],
    });
    expect(await view(station)).toMatchObject({
      privacy: { blur: 'on' },
      announce: { sound: false },
      session: { kind: 'live' },
    });
    expect(cloud.log().filter(({ kind }) => kind === 'connect')).toHaveLength(1);
  });

  test('a station in a browser is no app, and cannot be quit from its window', async () => {
    const { station } = await openWorking();
    expect(await station.command('settings:get', null)).toMatchObject({ isDesktop: false });
    await expect(station.command('desktop:quit', null)).rejects.toThrow('not-available');
    expect(await station.health()).toMatchObject({ session: 'live' });
  });

  test('a change while a badge waits loses no badge and makes no second one', async () => {
    const { cloud, sink, station } = await openWorking();
    arrive(cloud, 1, {});
    cloud.transition(1, 'Host');
    await eventually(() => expect(sink.jobs()).toBe(1));
    for (const name of ['Tor 1', 'Tor 2', 'Tor 3'])
      await station.command('settings:save', { changes: [{ path: 'site.name', value: name }] });
    await untilHealth(station, { session: 'live', jobs: { done: 1, uncertain: 0, queued: 0 } });
    expect(sink.jobs()).toBe(1);
  });

  test('faults are told beforehand, and what cannot be printed on is one of them', async () => {
    const { station } = await openWorking();
    const before = await station.command('settings:get', null);
    for (const [path, value] of [
      ['media.widthMm', 5],
      ['printer', { route: 'driver', queue: 'Q' }],
      ['printer', { route: 'tcp', host: '127.0.0.1', language: 'brother-ql', dpi: 203 }],
    ] as const) {
      const checked = await station.command('settings:check', { changes: [{ path, value }] });
      expect(checked.faults).toHaveLength(1);
      expect(await station.command('settings:save', { changes: [{ path, value }] })).toEqual(checked);
    }
    expect(await station.command('settings:get', null)).toEqual(before);
  });

  test('a token from the environment is not replaced from a window', async () => {
    const { station } = await openWorking();
    expect(await station.command('settings:get', null)).toMatchObject({ token: 'environment' });
    await expect(station.command('settings:set-token', { token: 'other' })).rejects.toThrow('not-available');
  });
});
