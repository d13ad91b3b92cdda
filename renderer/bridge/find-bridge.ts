/** The two roads to the station: the preload's bridge on the desktop, one WebSocket in a browser. */
import type { Bridge } from '../../electron/shared/contract.ts';
import { createWebBridge } from './web-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload; absent in a browser. */
    readonly station?: Bridge;
  }
}

export const findBridge = (): Bridge => window.station ?? createWebBridge(window.location.href);
