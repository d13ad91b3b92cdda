/**
 * The bridge in the sandboxed window: one call per command, one subscription, no logic. It is bundled into one small CommonJS
 * file, so it may import names only; nothing of Electron itself, not even an event object, reaches the page.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { COMMANDS, VIEW_CHANNEL } from './shared/channels.ts';
import type { Bridge } from './shared/contract.ts';
import type { StationView } from './shared/view.ts';

const bridge = {
  invoke: (command, request) =>
    // The page must not reach any other channel that the main process may come to listen on.
    COMMANDS.includes(command)
      ? ipcRenderer.invoke(command, request)
      : Promise.resolve({ ok: false, error: { code: 'bad-request', message: 'no such command' } }),
  subscribe(onView) {
    const listener = (_event: IpcRendererEvent, view: StationView): void => onView(view);
    ipcRenderer.on(VIEW_CHANNEL, listener);
    return () => void ipcRenderer.removeListener(VIEW_CHANNEL, listener);
  },
  onConnection(listener) {
    // The main process ends together with the window: this road cannot be lost alone.
    listener(true);
    return () => undefined;
  },
} satisfies Bridge;

contextBridge.exposeInMainWorld('station', bridge);
