/**
 * The desktop's road between window and station, and the only place that touches `ipcMain` and `webContents.send`. It gives a
 * verdict on the sender of each message; what a command means is the gateway's business.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Gateway } from '../ipc/gateway.ts';
import type { ViewSource } from '../ipc/publisher.ts';
import { COMMANDS, VIEW_CHANNEL } from '../shared/channels.ts';
import { isOwnAddress } from './app-scheme.ts';

/**
 * The main frame of our window, and a page of ours in it: a frame inside the page, another window and a foreign page that got
 * into our window are all refused (security checklist, item 17). `senderFrame` is `null` when the frame is gone already.
 */
export function isTrustedSender(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  contents: WebContents,
): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === contents && frame !== null && frame === contents.mainFrame && isOwnAddress(frame.url)
  );
}

/** The returned function takes everything down again; the window may be gone by then. */
export function openIpcPort(contents: WebContents, gateway: Gateway, publisher: ViewSource): () => void {
  for (const command of COMMANDS)
    ipcMain.handle(command, (event, request: unknown) =>
      gateway({ isTrusted: isTrustedSender(event, contents), command, request }),
    );
  const unsubscribe = publisher.subscribe((view) => {
    if (!contents.isDestroyed()) contents.send(VIEW_CHANNEL, view);
  });
  return () => {
    unsubscribe();
    for (const command of COMMANDS) ipcMain.removeHandler(command);
  };
}
