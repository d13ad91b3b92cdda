import { expect, test } from 'vitest';
import { openStore } from '../../support/open-store.ts';
import { runCuts } from './run-cuts.ts';

test.each(['brother-ql', 'zpl'] as const)(
  '%s over links that are cut near the commit byte: no second badge, none called printed that is not out',
  async (language) => {
    const report = await runCuts({ language, trials: 60, seed: 4, store: openStore(), onlyLastBytes: 200 });
    expect(report.findings).toEqual([]);
    // A ZPL printer's own count of labels settles them; a Brother has none that outlives the link, so the desk is asked.
    expect(report.uncertain > 0).toBe(language === 'brother-ql');
    // The same cuts make doubles where a job is sent again until it is confirmed: the tray shows them.
    expect(report.doublesOfRetry).toBeGreaterThan(0);
  },
);
