import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { nameOf, TARGETS } from '../../build/targets.ts';
import { describeTarget } from './describe-target.ts';
import { packApp, type PackedApp } from './pack-app.ts';

/** The remaining one is packed, and run, by packed-app.test.ts. */
const OTHERS = TARGETS.filter((target) => nameOf(target) !== 'linux-x64');

const packed = new Map<string, PackedApp>();
beforeAll(async () => {
  // Two at a time: npm and electron-builder keep a core busy each.
  const waiting = [...OTHERS];
  const lane = async (): Promise<void> => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift())
      packed.set(nameOf(target), await packApp(target));
  };
  await Promise.all([lane(), lane()]);
});
afterAll(() => {
  for (const { folder } of packed.values()) rmSync(folder, { recursive: true, force: true });
});

for (const target of OTHERS)
  describeTarget(target, () => {
    const app = packed.get(nameOf(target));
    if (app === undefined) throw new Error(`${nameOf(target)} was not packed`);
    return app;
  });
