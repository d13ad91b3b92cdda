/**
 * The desk of this PC whatever its settings are: before it is set up, while it works, when somebody changes a setting in its window,
 * and in a demo that was opened to look at. Commands about settings and setting up end here; all others are the station's.
 */
import { checkConnection, unusable, type CheckPorts } from './check-connection.ts';
import { readCredentials } from './desk/credentials.ts';
import type { SettingsFile } from './desk/settings-file.ts';
import { createGateway, isHostCommand, type Gateway, type HostHandlers } from './ipc/gateway.ts';
import { explainOpenFailure } from './open-failure.ts';
import { openStation, type DeskParts, type OpenStation, type StationSurroundings } from './open-station.ts';
import { printerFor, type PrinterRoads } from './printer-for.ts';
import type { CommandError, SettingsAnswer } from './shared/contract.ts';
import type { DemoControls } from './shared/demo-controls.ts';
import { err, ok, type Result } from './shared/result.ts';
import type {
  CloudSettings,
  DesktopSettings,
  SettingsChange,
  SettingsFault,
  SettingsValues,
} from './shared/settings-values.ts';
import { systemNetwork } from './system-network.ts';
import type { TokenKeeper } from './token-keeper.ts';

/** All that a desk is opened from, but for what its settings say. */
export interface Premises {
  readonly settings: SettingsFile;
  readonly token: TokenKeeper;
  readonly webhookSecret: TokenKeeper;
  readonly keyHex: string;
  readonly databasePath: string;
  readonly roads: PrinterRoads;
  readonly demo?: DemoControls;
}

/** A world with a desk in it, to look at before this PC has one. */
export interface DemoPremises {
  readonly premises: Premises;
  stop(): Promise<void>;
}

/** The app around the desk, where there is one. */
export interface DesktopPort {
  /** `null`: the desk is not set up. */
  apply(settings: DesktopSettings | null): void;
  quit(): void;
}

export interface DeskHostPorts {
  readonly premises: Premises;
  /** Absent in a browser and in a demo. */
  readonly desktop?: DesktopPort;
  readonly surroundings: Omit<StationSurroundings, 'network'>;
  /** `null` where the desk itself is a demo. */
  readonly openDemo: (() => Promise<DemoPremises>) | null;
}

export interface DeskHost {
  readonly station: OpenStation;
  readonly gateway: Gateway;
  /** As in force; `null` where the desk is not set up. */
  settings(): SettingsValues | null;
  /** Ends the station, and the demo's world where one is open. */
  stop(deadlineMs: number): Promise<void>;
}

/** Sentences for whoever started it. */
export interface DeskHostFailure {
  readonly kind: 'settings' | 'database';
  readonly details: readonly string[];
}

/** What windows only show in another way, and what is no business of the core: it need not be replaced for it. */
const SHOWN_ONLY = /^(privacy\.(blur|lockAfterMin)|announce\.\w+|desktop\.\w+|updates\.\w+)$/;

const NOT_HERE: CommandError = { code: 'not-available', message: 'not at this desk, or not now' };
const CANNOT_STORE: CommandError = { code: 'cannot-store', message: 'nothing could be written' };

/** The parts of a desk with these settings; the faults are those that only the printer knows. */
function partsOf(premises: Premises, settings: SettingsValues): Result<DeskParts, readonly SettingsFault[]> {
  const printer = printerFor(settings, premises.roads);
  if (!printer.ok) {
    const [path = ''] = printer.error.split(':', 1);
    return err([{ path, sentence: printer.error }]);
  }
  const { keyHex, databasePath, token, webhookSecret, demo } = premises;
  return ok({
    settings,
    printer: printer.value,
    token: token.current(),
    webhookSecret: webhookSecret.current(),
    keyHex,
    databasePath,
    rememberTemplate(id) {
      const changed = premises.settings.changed([{ path: 'badge.template', value: id }]);
      if (!changed.ok) return err(sentencesOf(changed.error).join('; '));
      const written = premises.settings.write(changed.value);
      return written.ok ? written : err(written.error.sentence);
    },
    ...(demo === undefined ? {} : { demo }),
  });
}

const sentencesOf = (faults: readonly SettingsFault[]): string[] => faults.map(({ sentence }) => sentence);

/** With the settings as they are, or without any: then its window asks for them. */
export function openDeskHost(ports: DeskHostPorts): Result<DeskHost, DeskHostFailure> {
  const { clock, log } = ports.surroundings;
  const settings = ports.premises.settings.values();
  const parts = settings === null ? ok(null) : partsOf(ports.premises, settings);
  if (!parts.ok) return err({ kind: 'settings', details: sentencesOf(parts.error) });
  const network = systemNetwork(clock, log);
  const opened = openStation({ ...ports.surroundings, network }, parts.value);
  if (!opened.ok) return err({ kind: 'database', details: [explainOpenFailure(opened.error)] });
  ports.desktop?.apply(settings?.desktop ?? null);
  return ok(hostOf(opened.value, ports, { network, environment: process.env, clock }));
}

function hostOf(station: OpenStation, ports: DeskHostPorts, checkPorts: CheckPorts): DeskHost {
  const { log } = ports.surroundings;
  let { premises } = ports;
  let demo: DemoPremises | null = null;
  const current = (): SettingsValues | null => premises.settings.values();
  /** A demo in the desk's window decides nothing about this PC. */
  const desktop = (): DesktopPort | null => (demo === null ? (ports.desktop ?? null) : null);

  const answer = (faults: readonly SettingsFault[]): Result<SettingsAnswer, CommandError> => ok({ faults });

  function check(changes: readonly SettingsChange[]) {
    const changed = premises.settings.changed(changes);
    if (!changed.ok) return changed;
    const parts = partsOf(premises, changed.value.settings);
    return parts.ok ? ok({ ...changed.value, parts: parts.value }) : parts;
  }

  async function save(
    changes: readonly SettingsChange[],
    isBeingSetUp: boolean,
  ): Promise<Result<SettingsAnswer, CommandError>> {
    const checked = check(changes);
    if (!checked.ok) return answer(checked.error);
    const written = premises.settings.write(checked.value);
    if (!written.ok) return answer([written.error]);
    log.info('settings-changed', { paths: changes.map(({ path }) => path).join(' ') });
    desktop()?.apply(checked.value.settings.desktop);
    if (changes.every(({ path }) => SHOWN_ONLY.test(path))) {
      station.refine(checked.value.settings);
      return answer([]);
    }
    const opened = await change({ ...checked.value.parts, isBeingSetUp });
    return opened.ok ? answer([]) : opened;
  }

  async function change(parts: DeskParts): Promise<Result<null, CommandError>> {
    const opened = await station.change(parts);
    return opened.ok ? opened : err(CANNOT_STORE);
  }

  /** With the settings as they are: a token, or a whole world, is another. */
  async function openAgain(): Promise<Result<null, CommandError>> {
    const settings = current();
    if (settings === null) return err(NOT_HERE);
    const parts = partsOf(premises, settings);
    return parts.ok ? change(parts.value) : err(CANNOT_STORE);
  }

  const connecting = (essentry: CloudSettings): SettingsChange[] =>
    Object.entries(essentry).map(([name, value]) => ({ path: `essentry.${name}`, value }));

  async function connect(
    essentry: CloudSettings,
    token: string | null,
  ): Promise<Result<SettingsAnswer, CommandError>> {
    const isFirst = current() === null;
    // Until somebody has chosen when to print, nothing prints by itself.
    const changes = [...connecting(essentry), ...(isFirst ? [{ path: 'printing.auto', value: false }] : [])];
    const checked = check(changes);
    if (!checked.ok) return answer(checked.error);
    if (token !== null) {
      const kept = await premises.token.keep(token);
      if (!kept.ok) return err(CANNOT_STORE);
    }
    return save(changes, isFirst);
  }

  async function tryDemo(): Promise<Result<null, CommandError>> {
    if (ports.openDemo === null || demo !== null || current() !== null) return err(NOT_HERE);
    demo = await ports.openDemo();
    premises = demo.premises;
    return openAgain();
  }

  async function leaveDemo(): Promise<Result<null, CommandError>> {
    if (demo === null) return err(NOT_HERE);
    await station.change(null);
    await demo.stop();
    demo = null;
    premises = ports.premises;
    return ok(null);
  }

  const handlers: HostHandlers = {
    'settings:get': () =>
      ok({
        values: current(),
        token: premises.token.from(),
        isDesktop: desktop() !== null,
        webhookSecret: premises.webhookSecret.from(),
        path: premises.settings.path,
      }),
    'settings:check': ({ changes }) => {
      const checked = check(changes);
      return answer(checked.ok ? [] : checked.error);
    },
    'settings:save': ({ changes }) => (current() === null ? err(NOT_HERE) : save(changes, false)),
    async 'settings:set-token'({ token }) {
      if (current() === null || premises.token.from() === 'environment') return err(NOT_HERE);
      const kept = await premises.token.keep(token);
      return kept.ok ? openAgain() : err(CANNOT_STORE);
    },
    async 'settings:set-webhook-secret'({ secret }) {
      if (current() === null || premises.webhookSecret.from() === 'environment') return err(NOT_HERE);
      const kept = await premises.webhookSecret.keep(secret);
      return kept.ok ? openAgain() : err(CANNOT_STORE);
    },
    'set-up:read-credentials': ({ text }) => {
      const read = readCredentials(text);
      return ok(read.ok ? { credentials: read.value } : { faults: read.error });
    },
    async 'set-up:check'({ essentry, token }) {
      const refused = refusedAtOnce(premises.settings.changed(connecting(essentry)));
      if (refused !== null) return ok(unusable(refused));
      const trial = {
        essentry: { hello: null, transitions: NO_TRANSITIONS, ...current()?.essentry, ...essentry },
        phases: current()?.phases ?? {},
      };
      return ok(await checkConnection(trial, token ?? premises.token.current(), checkPorts));
    },
    'set-up:connect': ({ essentry, token }) => connect(essentry, token),
    'set-up:finish': () => {
      station.finishSetUp();
      return ok(null);
    },
    'set-up:try-demo': tryDemo,
    'set-up:leave-demo': leaveDemo,
    'desktop:quit': () => {
      if (ports.desktop === undefined) return err(NOT_HERE);
      ports.desktop.quit();
      return ok(null);
    },
  };
  const gateway = createGateway(handlers, log);

  return {
    station,
    settings: current,
    gateway: (incoming) => (isHostCommand(incoming.command) ? gateway(incoming) : station.gateway(incoming)),
    async stop(deadlineMs) {
      await station.stop(deadlineMs);
      await demo?.stop();
    },
  };
}

/** What of the cloud's settings does not even fit. */
function refusedAtOnce(changed: Result<unknown, readonly SettingsFault[]>): 'address' | 'location' | null {
  if (changed.ok) return null;
  const of = changed.error.map(({ path }) => path);
  if (of.some((path) => /^essentry\.(apiUrl|socketUrl)$/.test(path))) return 'address';
  return of.includes('essentry.locationId') ? 'location' : null;
}

const NO_TRANSITIONS = { approve: null, reject: null, checkIn: null, checkOut: null };
