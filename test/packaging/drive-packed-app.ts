/**
 * Runs a packed app under plain Node: its own main process and preload, with the double in Electron's place. Reports in JSON
 * lines on stdout. Arguments: the app's folder, its resources, its user data, then the app's own.
 */
import { mkdirSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bridge } from '../../electron/shared/contract.ts';
import type { StationView } from '../../electron/shared/view.ts';

const [appFolder = '', resources = '', userData = ''] = process.argv.slice(2);
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const double = new URL('../support/electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
});
const { app, state } = await import('../support/electron.ts');
app.isPackaged = true;
mkdirSync(userData, { recursive: true });
app.setPath('userData', userData);
app.setPath('appData', userData);
Object.assign(process, { resourcesPath: resources });

const ended = new Promise<number>((resolve) => void app.once('double-ended', resolve));
await import(pathToFileURL(join(appFolder, 'dist/main/main.js')).href);
createRequire(import.meta.url)(join(appFolder, 'dist/main/preload.cjs'));
const station = state.exposed.get('station') as Bridge;

async function until(isReached: (view: StationView) => boolean): Promise<StationView> {
  for (;;) {
    if (state.ipcHandlers.size > 0) {
      const answer = await station.invoke('station:view', null);
      if (answer.ok && isReached(answer.value)) return answer.value;
    }
    await delay(25);
  }
}

const pushed: StationView[] = [];
station.subscribe((view) => void pushed.push(view));
await until((view) => view.session.kind === 'live');
say({ event: 'live', url: state.windows[0]?.webContents.mainFrame.url });

const view = await until(({ jobs }) => jobs.done > 0);
const checkInId = view.prints[0]?.checkInId ?? 0;
const preview = await station.invoke('badges:preview', { checkInId });
const page = await state.protocolHandlers.get('app')?.(new Request('app://station/'));
say({
  event: 'printed',
  done: view.jobs.done,
  previewBytes: preview.ok ? Buffer.from(preview.value.pngBase64, 'base64').length : 0,
  pushed: pushed.length,
  page: await page?.text(),
});

app.emit('window-all-closed');
say({ event: 'ended', code: await ended });
