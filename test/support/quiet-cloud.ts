import { onTestFinished } from 'vitest';
import { createDemoCloud, type DemoCloud } from '../../electron/demo/cloud/cloud.ts';
import type { CheckInPatch } from '../../electron/demo/cloud/objects.ts';
import { systemClock } from '../../electron/system-clock.ts';

/** A simulated essentry in which nothing happens but what the test says. `essentry` is that part of a station's settings. */
export async function startQuietCloud(
  host = '127.0.0.1',
): Promise<{ readonly cloud: DemoCloud; readonly essentry: object }> {
  const cloud = createDemoCloud({
    seed: 1,
    clock: systemClock,
    token: 'demo-token',
    locationId: 1,
    visitorsPerMinute: 0,
    host,
  });
  const { apiUrl, socketUrl } = await cloud.start();
  onTestFinished(() => cloud.stop());
  return { cloud, essentry: { apiUrl, socketUrl, locationId: 1 } };
}

/** Somebody who arrived just now, waits for approval, and whose visit has no end. */
export function arrive(cloud: DemoCloud, id: number, person: CheckInPatch = {}): void {
  cloud.upsertCheckIn({
    id,
    state: 'Pending',
    arrivedAt: new Date().toISOString(),
    legitimation: undefined,
    accessControl: undefined,
    ...person,
  });
}
