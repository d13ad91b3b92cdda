/** Everything round a station that outlives it: its folder, its cloud, its printer, its visitors and what its people wished for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoCloud, type DemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import type { Random } from '../../../electron/demo/cloud/random.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { createCommitted, type Committed } from './committed.ts';
import { createMoments, type Moments } from './moments.ts';
import { TOKEN } from './station-process.ts';
import { createVisitors, type Visitors } from './visitors.ts';
import { startWatchedPrinter, type WatchedPrinter } from './watched-printer.ts';

export interface FrontDesk {
  readonly folder: string;
  readonly moments: Moments;
  readonly cloud: DemoCloud;
  readonly printer: WatchedPrinter;
  readonly visitors: Visitors;
  readonly committed: Committed;
  readonly wishes: { readonly jobKeys: Set<string>; readonly checkInIds: Set<number> };
  /** The folder stays where something was found in it. */
  close(options: { readonly keepsFolder: boolean }): Promise<void>;
}

const LOCATION = 1;

export async function openFrontDesk(random: Random): Promise<FrontDesk> {
  const language = random.pick<'brother-ql' | 'zpl'>(['brother-ql', 'zpl']);
  const moments = createMoments();
  const printer = await startWatchedPrinter(language, moments);
  const cloud = createDemoCloud({
    seed: random.integer(0, 0x7fff_ffff),
    clock: systemClock,
    token: TOKEN,
    locationId: LOCATION,
    visitorsPerMinute: 0,
  });
  const { apiUrl, socketUrl } = await cloud.start();
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-crash-'));
  const settings = {
    version: 1,
    essentry: { apiUrl, socketUrl, locationId: LOCATION },
    printer: { route: 'tcp', host: '127.0.0.1', port: printer.port, language, dpi: 300 },
  };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  return {
    folder,
    moments,
    cloud,
    printer,
    visitors: createVisitors(cloud, random.fork(1), () => moments.happened('frame-sent')),
    committed: createCommitted({ counts: language === 'zpl' }),
    wishes: { jobKeys: new Set(), checkInIds: new Set() },
    async close({ keepsFolder }) {
      await cloud.stop();
      await printer.close();
      if (!keepsFolder) rmSync(folder, { recursive: true });
    },
  };
}
