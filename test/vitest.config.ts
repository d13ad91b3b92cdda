import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LONGEST_WAIT_MS } from './support/longest-wait.ts';

/**
 * One project a tier. `unit` needs neither a browser nor a port outside its own process and is what `npm run check` runs;
 * the other tiers start real servers, real child processes and a real Chromium.
 */
const tier = (name: string, testTimeout: number, globalSetup: readonly string[] = []) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    testTimeout,
    hookTimeout: testTimeout,
    globalSetup: [...globalSetup],
  },
});

const alone = (project: ReturnType<typeof tier>) => ({
  ...project,
  test: { ...project.test, fileParallelism: false, sequence: { groupOrder: 1 } },
});

const builtWindow = [`${import.meta.dirname}/support/built-window.ts`];

const unit = tier('unit', 90_000);

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  // Outside of Electron nothing takes an archive for a folder, and Node's own files are the original ones.
  resolve: { alias: { electron: `${import.meta.dirname}/support/electron.ts`, 'original-fs': 'node:fs' } },
  test: {
    reporters: ['default', `${import.meta.dirname}/support/plain-count-reporter.ts`],
    environment: 'node',
    restoreMocks: true,
    expect: { poll: { timeout: LONGEST_WAIT_MS } },
    // Most tests wait for a browser, a socket or a child process: one more at a time than there are cores.
    maxWorkers: Math.max(3, availableParallelism() + 1),
    projects: [
      // One process for all: nothing in the core works at import or keeps state in a module, so files cannot disturb each other.
      { ...unit, test: { ...unit.test, isolate: false } },
      tier('integration', 180_000, builtWindow),
      tier('renderer', 180_000, builtWindow),
      tier('packaging', 300_000, [`${import.meta.dirname}/support/built-app.ts`]),
      // Windows of the one screen there is. Where there is no Electron it is skipped as a whole, by name.
      alone(tier('e2e', 180_000)),
      // Figures with limits in milliseconds want the machine to themselves: after everything else, one at a time.
      alone(tier('performance', 120_000, builtWindow)),
      // Short forms; the long ones are `npm run simulate`, `npm run crash` and `npm run fuzz`.
      tier('simulation', 300_000),
    ],
  },
});
