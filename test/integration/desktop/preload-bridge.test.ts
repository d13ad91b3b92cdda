/**
 * The road of every command through the preload as it is built and shipped: the page's side, the bridge, IPC with its cloning,
 * the real gateway, a real station, and back. Of Electron only the double (test/support/electron.ts) stands in between.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createBuilder } from 'vite';
import { shippedTemplate } from '../../../electron/badge/template/shipped.ts';
import { openIpcPort } from '../../../electron/desktop/ipc-port.ts';
import { openDesk } from '../../../electron/desktop/open-desk.ts';
import { COMMANDS, VIEW_CHANNEL } from '../../../electron/shared/channels.ts';
import type { Bridge, Command, CommandMap } from '../../../electron/shared/contract.ts';
import type { CloudSettings } from '../../../electron/shared/settings-values.ts';
import { noUpdates } from '../../../electron/shared/updates.ts';
import type { StationView } from '../../../electron/shared/view.ts';
import * as electron from '../../support/electron.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/eventually.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Invented, and to be found in nothing that a refusal says. */
const SOMEBODY = 'Amira Haddad';
const TOKEN = 'demo-token';
const TEMPLATE = shippedTemplate('compact') as NonNullable<ReturnType<typeof shippedTemplate>>;
const sampled = { template: TEMPLATE, sample: 'everyday' } as const;

/** Requests as the window makes them, for a desk with one visitor on site, number 7, who has no badge yet. */
const examples = (essentry: CloudSettings): { readonly [C in Command]: CommandMap[C]['request'] } => ({
  'station:view': null,
  'check-ins:list': { list: 'onsite', search: '', offset: 0, limit: 50 },
  'check-ins:get': { id: 7 },
  'badges:preview': { checkInId: 7 },
  'badges:print': { checkInId: 7, requestId: 'd2719d3f-6a08-4f27-9c25-2a4a1ad1a0a7', reprintBecause: null },
  'badges:scan': { text: 'VST-NOT-A-BADGE' },
  'print-jobs:resolve': { jobId: 99, answer: 'came-out' },
  'print-jobs:cancel': { jobId: 99 },
  'prints:list': { filter: 'all', search: '', beforeId: null, downToId: null, limit: 50 },
  'prints:verify': { noted: null },
  'roll-call:get': null,
  'roll-call:begin': { isDrill: true },
  'roll-call:tick': { rollCallId: 1, checkInId: 7, isFound: true },
  'roll-call:print': { who: 'missing' },
  'roll-call:pdf': { rollCallId: 1 },
  'roll-call:end': { rollCallId: 1 },
  'printers:find': null,
  'templates:list': null,
  'templates:get': { id: 'compact' },
  'templates:check': { text: JSON.stringify(TEMPLATE) },
  'templates:preview': sampled,
  'templates:save': { id: 'compact', template: TEMPLATE },
  'templates:remove': { id: 'compact' },
  'templates:use': { id: 'compact' },
  'templates:test-print': sampled,
  'settings:get': null,
  'settings:check': { changes: [{ path: 'site.name', value: 'Harbour House' }] },
  'settings:save': { changes: [{ path: 'site.name', value: 'Harbour House' }] },
  'settings:set-token': { token: TOKEN },
  'settings:set-webhook-secret': { secret: 'a-secret-of-some-length' },
  'set-up:read-credentials': { text: '{}' },
  'set-up:check': { essentry, token: TOKEN },
  'set-up:connect': { essentry, token: TOKEN },
  'set-up:finish': null,
  'set-up:try-demo': null,
  'set-up:leave-demo': null,
  'phases:unknown': null,
  'diagnostics:get': null,
  'diagnostics:bundle': null,
  'session:reconnect': null,
  'store:acknowledge': null,
  'cards:list': { list: 'in-use', search: '', offset: 0, limit: 50 },
  'cards:reveal': { id: 99 },
  'transitions:request': {
    kind: 'check-out',
    checkInIds: [7],
    requestId: 'd2719d3f-6a08-4f27-9c25-2a4a1ad1a0a8',
  },
  'transitions:settle': { transitionId: 99, answer: 'understood' },
  'transitions:event-names': null,
  'transitions:try-event-name': {
    kind: 'approve',
    eventName: 'Approve',
    checkInId: 7,
    requestId: 'd2719d3f-6a08-4f27-9c25-2a4a1ad1a0a9',
  },
  'updates:get': null,
  'updates:check': null,
  'updates:install': null,
  'desktop:quit': null,
  'demo:set-fault': { fault: 'link-down', isOn: false },
  'demo:tray': { limit: 5 },
});

let preload = '';
beforeAll(async () => {
  // Into a folder of its own: others build the app meanwhile.
  const outDir = mkdtempSync(join(tmpdir(), 'vestibule-preload-'));
  const builder = await createBuilder({
    configFile: join(ROOT, 'electron/vite.config.ts'),
    logLevel: 'error',
    environments: { preload: { build: { outDir } } },
  });
  const environment = builder.environments['preload'];
  if (environment === undefined) throw new Error('no build named preload');
  await builder.build(environment);
  preload = readFileSync(join(outDir, 'preload.cjs'), 'utf8');
  rmSync(outDir, { recursive: true });
});

async function openDeskBehindPreload() {
  electron.resetElectron();
  const { cloud, essentry } = await startQuietCloud();
  const dataFolder = tempFolder();
  // Nothing prints by itself, so that what is asked for is the first badge there is.
  const settings = { version: 1, essentry, printing: { auto: false }, printer: { route: 'demo' } };
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(settings));
  const log = createMemoryLog();
  const desk = await openDesk(
    {
      dataFolder,
      machineFolder: tempFolder(),
      version: '0.0.0',
      fontFolders: undefined,
      locale: 'en-GB',
      updates: noUpdates('not-installed'),
      // What it asks of the app is the app's own: here it is only heard.
      desktop: { apply: () => undefined, quit: () => undefined },
      log,
    },
    undefined,
  );
  if (!desk.ok) throw new Error(desk.error.kind);
  const { station, gateway } = desk.value;
  onTestFinished(() => desk.value.stop());
  const window = new electron.BrowserWindow({});
  await window.loadURL('app://station/');
  onTestFinished(openIpcPort(window.webContents as never, gateway, station.publisher));
  // A sandboxed preload is given `require` as an argument, not a module system.
  // oxlint-disable-next-line typescript/no-implied-eval -- this is the built file's own text
  new Function('require', preload)(() => electron);
  const bridge = electron.state.exposed.get('station') as Bridge;
  station.start();
  const until = (command: Command, request: unknown, value: object): Promise<void> =>
    eventually(async () => expect(await bridge.invoke(command, request as never)).toMatchObject({ value }));
  await bridge.invoke('settings:set-token', { token: TOKEN });
  await until('station:view', null, { session: { kind: 'live' } });
  arrive(cloud, 7, { firstName: 'Amira', lastName: 'Haddad', state: 'Onsite' });
  await until('check-ins:get', { id: 7 }, { name: SOMEBODY });
  return { bridge, log, window, essentry: { auth: 'header', ...essentry } as CloudSettings };
}

/** The commands to which another answer than success is the right one at this desk. */
const NOT_DONE: Partial<Record<Command, string>> = {
  'print-jobs:resolve': 'not-found',
  'print-jobs:cancel': 'not-found',
  'transitions:settle': 'not-found',
  // Whoever is on site already has nothing to be approved.
  'transitions:try-event-name': 'not-now',
  'cards:reveal': 'not-found',
  // The desk is set up, and no demo.
  'set-up:try-demo': 'not-available',
  'set-up:leave-demo': 'not-available',
  'demo:set-fault': 'not-available',
  'demo:tray': 'not-available',
};

describe('through the preload as it is shipped', () => {
  test('every command of the contract makes its round trip', async () => {
    const { bridge, essentry } = await openDeskBehindPreload();
    const requests = examples(essentry);
    const answers: Partial<Record<string, string>> = {};
    for (const command of Object.keys(requests) as Command[]) {
      const answer = await bridge.invoke(command, requests[command]);
      answers[command] = answer.ok ? 'done' : answer.error.code;
    }
    expect(Object.keys(answers).sort()).toEqual([...COMMANDS].sort());
    expect(answers).toEqual(
      Object.fromEntries(COMMANDS.map((command) => [command, NOT_DONE[command] ?? 'done'])),
    );
  });

  test('every command is refused with a request of another shape, in words that quote nothing of it', async () => {
    const { bridge, log } = await openDeskBehindPreload();
    const bad = [
      { [SOMEBODY]: SOMEBODY },
      SOMEBODY,
      [SOMEBODY],
      { id: { [SOMEBODY]: 1 }, changes: [{ [SOMEBODY]: 1 }], template: { [SOMEBODY]: SOMEBODY } },
    ];
    for (const command of COMMANDS)
      for (const request of bad) {
        const answer = await bridge.invoke(command, request as never);
        const message = expect.stringMatching(new RegExp(`^${command}: not understood: [a-z0-9., ]+$`, 'i'));
        expect(answer).toEqual({ ok: false, error: { code: 'bad-request', message } });
        expect(JSON.stringify(answer)).not.toMatch(/Amira|Haddad/);
      }
    expect(JSON.stringify(log.lines)).not.toContain(SOMEBODY);
  });

  test('what cannot be copied does not arrive: a function is refused on the page’s side, a symbol is left out', async () => {
    const { bridge } = await openDeskBehindPreload();
    const withFunction = { id: () => SOMEBODY };
    await expect(bridge.invoke('check-ins:get', withFunction as never)).rejects.toThrow(
      /^An object could not be cloned\.$/,
    );
    const withSymbol = { id: Symbol(SOMEBODY) };
    expect(await bridge.invoke('check-ins:get', withSymbol as never)).toEqual({
      ok: false,
      error: { code: 'bad-request', message: 'check-ins:get: not understood: id' },
    });
  });

  test('another channel than a command’s is not reached', async () => {
    const { bridge } = await openDeskBehindPreload();
    electron.ipcMain.handle('another:channel', () => SOMEBODY);
    expect(await bridge.invoke('another:channel' as never, null as never)).toEqual({
      ok: false,
      error: { code: 'bad-request', message: 'no such command' },
    });
  });

  test('a frame inside the page is refused every command', async () => {
    const { bridge, window } = await openDeskBehindPreload();
    electron.state.rendererFrame = { url: 'app://station/', parent: window.webContents.mainFrame };
    const codes: string[] = [];
    for (const command of COMMANDS) {
      const answer = await bridge.invoke(command, null);
      codes.push(answer.ok ? command : answer.error.code);
    }
    expect([...new Set(codes)]).toEqual(['refused-sender']);
  });

  test('views are pushed whole, with rising revisions, until the page unsubscribes', async () => {
    const { bridge } = await openDeskBehindPreload();
    const revisions: number[] = [];
    const unsubscribe = bridge.subscribe((view: StationView) => void revisions.push(view.revision));
    const changes = [{ path: 'site.name', value: 'Harbour House' }];
    expect(await bridge.invoke('settings:save', { changes })).toEqual({ ok: true, value: { faults: [] } });
    await eventually(() => expect(revisions.length).toBeGreaterThan(1));
    expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
    expect(await bridge.invoke('station:view', null)).toMatchObject({ value: { siteName: 'Harbour House' } });
    unsubscribe();
    expect(electron.ipcRenderer.listenerCount(VIEW_CHANNEL)).toBe(0);
  });
});
