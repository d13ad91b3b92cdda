/**
 * The one double of Electron, which vitest puts in place of the package (test/vitest.config.ts). It keeps the two habits that
 * code gets wrong: what crosses IPC is cloned as Chromium does it, and nobody answers on a channel without a handler.
 * `resetElectron` before each test; `state` is what a test sets and looks at. Long, because the package is one module: its parts know
 * each other, and code under test takes them all from there.
 */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Frame {
  url: string;
  readonly parent: Frame | null;
}

/** `WebContents`. */
export class Page extends EventEmitter {
  readonly mainFrame: Frame = { url: 'about:blank', parent: null };
  readonly session = session.defaultSession;
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  isGone = false;

  getURL(): string {
    return this.mainFrame.url;
  }

  forcefullyCrashRenderer(): void {
    state.calls.push('webContents.forcefullyCrashRenderer');
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  }

  invalidate(): void {
    state.calls.push('webContents.invalidate');
  }

  /** What a press on a link does, as far as listeners let it: whether the page would have gone there. */
  follow(url: string): boolean {
    let isPrevented = false;
    this.emit('will-navigate', { url, isMainFrame: true, preventDefault: () => void (isPrevented = true) });
    return !isPrevented;
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  async getPrintersAsync(): Promise<readonly { name: string; description: string }[]> {
    return state.printers;
  }

  print(options: unknown, onEnd: (isTaken: boolean, reason: string) => void): void {
    state.pages.push({ url: this.mainFrame.url, options });
    if (state.takesPages !== null)
      onEnd(state.takesPages, state.takesPages ? '' : 'Invalid deviceName provided');
  }

  send(channel: string, value: unknown): void {
    if (this.isGone) throw new TypeError('Object has been destroyed');
    const copy = structuredClone(value);
    if (state.rendererFrame === this.mainFrame) ipcRenderer.emit(channel, { sender: ipcRenderer }, copy);
  }
}

/** `Session`. */
export class PageSession extends EventEmitter {
  readonly handlers = new Map<string, (...parameters: never[]) => unknown>();

  setPermissionRequestHandler(handler: (...parameters: never[]) => unknown): void {
    this.handlers.set('request', handler);
  }

  setPermissionCheckHandler(handler: (...parameters: never[]) => unknown): void {
    this.handlers.set('check', handler);
  }

  setDevicePermissionHandler(handler: (...parameters: never[]) => unknown): void {
    this.handlers.set('device', handler);
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new Page();
  readonly options: unknown;
  isShown = false;
  isFilling = false;
  /** `false`: its page cannot be loaded; `null`: nobody hears of it again. */
  loads: boolean | null = state.loads;

  constructor(options: unknown) {
    super();
    this.options = options;
    state.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    const { webContents } = this;
    webContents.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false });
    if (this.loads === null) return new Promise(() => undefined);
    if (!this.loads) {
      webContents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', url, true);
      throw new Error('ERR_FILE_NOT_FOUND (-6)');
    }
    webContents.mainFrame.url = url;
    state.rendererFrame = webContents.mainFrame;
    this.emit('ready-to-show');
  }

  show(): void {
    this.isShown = true;
    this.emit('show');
  }

  hide(): void {
    this.isShown = false;
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.isShown;
  }

  setKiosk(isFilling: boolean): void {
    this.isFilling = isFilling;
  }

  isFullScreen(): boolean {
    return this.isFilling;
  }

  /** As on macOS, where it takes a moment: a test says when it is over. */
  setFullScreen(isFilling: boolean): void {
    this.isFilling = isFilling;
  }

  isKiosk(): boolean {
    return this.isFilling;
  }

  focus(): void {
    state.calls.push('window.focus');
  }

  restore(): void {
    state.calls.push('window.restore');
  }

  /** As a person closes it: a listener may keep it. */
  close(): boolean {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => void (isPrevented = true) });
    if (!isPrevented) this.destroy();
    return !isPrevented;
  }

  destroy(): void {
    if (this.webContents.isGone) return;
    this.webContents.isGone = true;
    this.isShown = false;
    this.emit('closed');
  }

  isMinimized(): boolean {
    return false;
  }

  isDestroyed(): boolean {
    return this.webContents.isGone;
  }
}

class App extends EventEmitter {
  isPackaged = false;

  getPath(name: string): string {
    return state.paths.get(name) ?? join(tmpdir(), `vestibule-double-${process.pid}`, name);
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} is not there`);
    state.paths.set(name, path);
  }

  getVersion(): string {
    return '0.0.0-double';
  }

  getLocale(): string {
    return 'en-GB';
  }

  requestSingleInstanceLock(): boolean {
    state.calls.push('app.requestSingleInstanceLock');
    return state.hasLock;
  }

  releaseSingleInstanceLock(): void {
    state.calls.push('app.releaseSingleInstanceLock');
  }

  enableSandbox(): void {
    state.calls.push('app.enableSandbox');
  }

  async whenReady(): Promise<void> {
    await new Promise(setImmediate);
    state.calls.push('ready');
    this.emit('session-created', session.defaultSession);
  }

  /** Ends the app unless a listener of `before-quit` or `will-quit` asks for time, or a window stays open. */
  quit(): void {
    const isLetThrough = (event: string): boolean => {
      let isPrevented = false;
      this.emit(event, { preventDefault: () => void (isPrevented = true) });
      return !isPrevented;
    };
    if (!isLetThrough('before-quit')) return;
    for (const window of state.windows) if (!window.isDestroyed() && !window.close()) return;
    if (isLetThrough('will-quit')) this.exit(0);
  }

  relaunch(options: unknown): void {
    state.relaunches.push(options);
  }

  getLoginItemSettings(item: object = {}): { openAtLogin: boolean; wasOpenedAtLogin: boolean } {
    state.loginItemsAsked.push(item);
    return { openAtLogin: state.opensAtLogin, wasOpenedAtLogin: state.wasOpenedAtLogin };
  }

  setLoginItemSettings(item: { openAtLogin: boolean }): void {
    state.loginItems.push(item);
    state.opensAtLogin = item.openAtLogin;
  }

  exit(code: number): void {
    state.exitCode ??= code;
    this.emit('double-ended', code);
  }
}

const blankDesktop = () => ({
  relaunches: [] as unknown[],
  opensAtLogin: false,
  wasOpenedAtLogin: false,
  loginItems: [] as unknown[],
  loginItemsAsked: [] as unknown[],
  hasTray: true,
  trays: [] as Tray[],
  /** Ids of what keeps the display awake. */
  blockers: new Map<number, string>(),
  boxes: [] as string[],
  /** Whether pages of new windows can be loaded. */
  loads: true as boolean | null,
});

export const state = {
  ...blankDesktop(),
  /** Calls whose order matters. */
  calls: [] as string[],
  windows: [] as BrowserWindow[],
  paths: new Map<string, string>(),
  hasLock: true,
  exitCode: null as number | null,
  schemes: [] as unknown[],
  protocolHandlers: new Map<string, (request: Request) => Promise<Response>>(),
  ipcHandlers: new Map<string, (event: unknown, request: unknown) => unknown>(),
  /** What the preload gave the page, by name. */
  exposed: new Map<string, unknown>(),
  /** The frame for which the preload's `ipcRenderer` speaks. */
  rendererFrame: null as Frame | null,
  menu: undefined as unknown,
  printers: [] as { name: string; description: string }[],
  pages: [] as { url: string; options: unknown }[],
  /** `null`: the system never says. */
  takesPages: true as boolean | null,
  keyStore: { isAvailable: true, backend: 'gnome_libsecret', key: 'key-1', isRotated: false },
};

export const session = { defaultSession: new PageSession() };
export const app = new App();
export const powerMonitor = new EventEmitter();

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly unknown[]): void {
    state.calls.push('protocol.registerSchemesAsPrivileged');
    state.schemes.push(...schemes);
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    state.protocolHandlers.set(scheme, handler);
  },
};

export const Menu = {
  setApplicationMenu(menu: unknown): void {
    state.calls.push('Menu.setApplicationMenu');
    state.menu = menu;
  },
  buildFromTemplate: (template: unknown): unknown => template,
};

export class Tray extends EventEmitter {
  tooltip = '';
  menu: { label?: string; click?: () => void }[] = [];
  readonly image: unknown;

  constructor(image: unknown) {
    super();
    if (!state.hasTray) throw new Error('no tray');
    this.image = image;
    state.trays.push(this);
  }

  setToolTip(text: string): void {
    this.tooltip = text;
  }

  setContextMenu(menu: never): void {
    this.menu = menu;
  }

  press(label: string): void {
    this.menu.find((item) => item.label === label)?.click?.();
  }
}

export const nativeImage = {
  createFromDataURL(dataURL: string) {
    const representations: unknown[] = [{ scaleFactor: 1, dataURL }];
    return { representations, addRepresentation: (one: unknown) => void representations.push(one) };
  },
};

export const powerSaveBlocker = {
  start(type: string): number {
    const id = state.blockers.size + 1;
    state.blockers.set(id, type);
    return id;
  },
  stop(id: number): void {
    if (!state.blockers.delete(id)) throw new Error(`nothing is blocked by ${id}`);
  },
};

export const dialog = {
  showErrorBox(title: string, text: string): void {
    state.boxes.push(`${title}: ${text}`);
  },
};

export const ipcMain = {
  handle(channel: string, handler: (event: unknown, request: unknown) => unknown): void {
    if (state.ipcHandlers.has(channel)) throw new Error(`a second handler for '${channel}'`);
    state.ipcHandlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    state.ipcHandlers.delete(channel);
  },
};

class RendererIpc extends EventEmitter {
  async invoke(channel: string, request: unknown): Promise<unknown> {
    const handler = state.ipcHandlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const frame = state.rendererFrame;
    const sender = state.windows.find((window) => isInside(frame, window.webContents.mainFrame))?.webContents;
    const answer = await handler({ sender, senderFrame: frame }, cloneForIpc(request));
    return cloneForIpc(answer);
  }
}

/** In Chromium's words: Node's own quote the source of a function, which no real log would ever hold. */
function cloneForIpc(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
}

const isInside = (frame: Frame | null, top: Frame): boolean =>
  frame !== null && (frame === top || isInside(frame.parent, top));

export const ipcRenderer = new RendererIpc();

/**
 * What a value is on the other side of the bridge between page and preload, by the table in Electron's contextBridge page: a
 * function is a stand-in whose arguments and results cross as well, a symbol is left out, and of an object only its own values
 * remain. `any`, because it changes nothing but identity.
 */
// oxlint-disable-next-line typescript/no-explicit-any
function acrossWorlds(value: unknown): any {
  if (typeof value === 'symbol') return undefined;
  if (typeof value === 'function')
    return (...args: unknown[]): unknown =>
      acrossWorlds((value as (...args: unknown[]) => unknown)(...args.map(acrossWorlds)));
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Promise)
    return value.then(acrossWorlds, (cause: unknown) => {
      throw new Error(cause instanceof Error ? cause.message : String(cause));
    });
  if (Array.isArray(value)) return value.map(acrossWorlds);
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, acrossWorlds(inner)]));
}

export const contextBridge = {
  exposeInMainWorld(name: string, api: unknown): void {
    state.exposed.set(name, acrossWorlds(api));
  },
};

/** Encrypts so that a test sees the difference and another key cannot read it; protects nothing. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => state.keyStore.isAvailable,
  getSelectedStorageBackend: (): string => state.keyStore.backend,
  encryptStringAsync: async (text: string): Promise<Buffer> =>
    Buffer.concat([Buffer.from(`${state.keyStore.key}|`), Buffer.from(text).reverse()]),
  async decryptStringAsync(bytes: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const [key, text = ''] = bytes.toString().split('|');
    if (key !== state.keyStore.key) throw new Error('Error while decrypting the ciphertext');
    return { result: Buffer.from(text).reverse().toString(), shouldReEncrypt: state.keyStore.isRotated };
  },
};

/** What the preload has exposed stays: it is exposed once, when the preload is imported. */
export function resetElectron(): void {
  state.printers = [];
  state.pages = [];
  state.takesPages = true;
  for (const emitter of [app, powerMonitor, ipcRenderer, session.defaultSession])
    emitter.removeAllListeners();
  session.defaultSession.handlers.clear();
  state.calls.length = 0;
  state.windows.length = 0;
  state.schemes.length = 0;
  for (const map of [state.paths, state.protocolHandlers, state.ipcHandlers]) map.clear();
  Object.assign(state, blankDesktop());
  Object.assign(state, { hasLock: true, exitCode: null, rendererFrame: null, menu: undefined });
  state.keyStore = { isAvailable: true, backend: 'gnome_libsecret', key: 'key-1', isRotated: false };
}
