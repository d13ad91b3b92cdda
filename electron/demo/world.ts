/**
 * The world round a demo desk: a simulated cloud with visitors, a printer twin that paints what comes out, and switches for
 * what can go wrong. The station in it is the real one and cannot tell.
 */
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transport } from '../print/printer.ts';
import type { Clock } from '../shared/clock.ts';
import type { DemoControls } from '../shared/demo-controls.ts';
import type { Logger } from '../shared/logger.ts';
import type { DemoFault } from '../shared/view.ts';
import { createDemoCloud } from './cloud/cloud.ts';
import { DEFAULT_EVENT_NAMES } from './cloud/flow.ts';
import { createDemoPrinter } from './demo-printer.ts';
import type { TwinLabel } from './printer-twin/twin.ts';

export interface DemoWorldOptions {
  readonly seed: number;
  readonly visitorsPerMinute: number;
  readonly language: 'zpl' | 'brother-ql';
  /** It was opened from the set-up of a desk, and can be left for it. */
  readonly canLeave: boolean;
  readonly clock: Clock;
  /** Every badge that comes out is written here as a PNG. */
  readonly trayFolder: string;
  readonly log: Logger;
}

export interface DemoWorld {
  /** `settings.json` for a station in this world, as text: it passes the same check as any other. */
  readonly settingsText: string;
  readonly token: string;
  readonly transport: Transport;
  readonly controls: DemoControls;
  stop(): Promise<void>;
}

const TOKEN = 'demo-token';
const LOCATION_ID = 1;

export async function startDemoWorld(options: DemoWorldOptions): Promise<DemoWorld> {
  const { clock, log, trayFolder } = options;
  mkdirSync(trayFolder, { recursive: true });
  const keep = async (label: TwinLabel): Promise<void> =>
    writeFile(join(trayFolder, `badge-${String(label.number).padStart(4, '0')}.png`), await label.png());
  const { twin, transport } = createDemoPrinter({
    language: options.language,
    clock,
    onLabel: (label) =>
      void keep(label).catch(() => log.warn('demo-badge-not-written', { number: label.number })),
  });
  const cloud = createDemoCloud({
    seed: options.seed,
    clock,
    token: TOKEN,
    locationId: LOCATION_ID,
    visitorsPerMinute: options.visitorsPerMinute,
  });
  const address = await cloud.start();

  const faults = new Set<DemoFault>();
  const applyCloudFaults = (): void => {
    cloud.answerRequests();
    if (faults.has('cloud-500')) cloud.failRequests({ kind: 'answer', status: 500 });
    if (faults.has('token-refused')) cloud.failRequests({ kind: 'answer', status: 401 });
  };

  function setCloudFault(fault: 'link-down' | 'cloud-500' | 'token-refused', isOn: boolean): void {
    if (fault === 'link-down') {
      // Both resolve when the port is closed or open again; nobody waits for a demo's switch.
      void (isOn ? cloud.goAway() : cloud.comeBack()).catch(() => log.warn('demo-cloud-not-switched'));
      return;
    }
    applyCloudFaults();
    // Faults meet requests only; an open link would never notice.
    if (isOn) cloud.dropLinks();
  }

  function setFault(fault: DemoFault, isOn: boolean): void {
    if (faults.has(fault) === isOn) return;
    if (isOn) faults.add(fault);
    else faults.delete(fault);
    if (fault === 'link-down' || fault === 'cloud-500' || fault === 'token-refused')
      setCloudFault(fault, isOn);
    else twin.setFault(fault === 'printer-silent' ? 'silent' : fault, isOn);
  }

  return {
    settingsText: JSON.stringify({
      version: 1,
      essentry: {
        apiUrl: address.apiUrl,
        socketUrl: address.socketUrl,
        locationId: LOCATION_ID,
        transitions: {
          approve: DEFAULT_EVENT_NAMES.approve,
          reject: DEFAULT_EVENT_NAMES.reject,
          checkIn: DEFAULT_EVENT_NAMES.manualCheckIn,
          checkOut: DEFAULT_EVENT_NAMES.checkOut,
        },
      },
      site: { name: 'Harbour House' },
      phases: { 'Awaiting Escort': 'approved' },
      printer: { route: 'demo', language: options.language, dpi: 300 },
      media: { widthMm: 62, heightMm: 100 },
      badge: { typeField: 'guestType', hostField: 'host', escortField: 'escort' },
      // Long enough for the visitors of a demo, and soon enough to be seen.
      escort: { overdueAfterMin: 2 },
    }),
    token: TOKEN,
    transport,
    controls: {
      view: () => ({
        canLeave: options.canLeave,
        faults: [...faults],
        trayFolder,
        painted: twin.labelCounter(),
      }),
      setFault,
      tray: (limit) =>
        Promise.all(
          twin.tray
            .slice(-limit)
            .toReversed()
            .map(async (label) => ({
              number: label.number,
              pngBase64: Buffer.from(await label.png()).toString('base64'),
              paintedAtMs: label.paintedAtMs,
            })),
        ),
    },
    stop: () => cloud.stop(),
  };
}
