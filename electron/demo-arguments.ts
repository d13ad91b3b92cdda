/** The arguments of a demo, the same for its browser form and for Electron's window. */
import { parseArgs } from 'node:util';
import { err, ok, type Result } from './shared/result.ts';

export interface DemoArguments {
  readonly isBrowser: boolean;
  readonly opensWindow: boolean;
  readonly port: number;
  readonly seed: number;
  readonly visitorsPerMinute: number;
  readonly language: 'zpl' | 'brother-ql';
  /** Absent: a folder that is gone afterwards. */
  readonly dataFolder: string | undefined;
}

const LIMITS = { port: 65_535, seed: 2 ** 31, 'visitors-per-minute': 600 } as const;

/** The error is one sentence that names the argument, what was found and what is allowed. */
export function readDemoArguments(args: readonly string[]): Result<DemoArguments, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
        'visitors-per-minute': { type: 'string', default: '6' },
        zpl: { type: 'boolean', default: false },
        data: { type: 'string' },
      },
    });
    for (const name of ['port', 'seed', 'visitors-per-minute'] as const)
      if (!/^\d+$/.test(values[name]) || Number(values[name]) > LIMITS[name])
        return err(`--${name}: found "${values[name]}"; allowed is a whole number from 0 to ${LIMITS[name]}`);
    return ok({
      isBrowser: values.browser,
      opensWindow: !values['no-open'],
      port: Number(values.port),
      seed: Number(values.seed),
      visitorsPerMinute: Number(values['visitors-per-minute']),
      language: values.zpl ? 'zpl' : 'brother-ql',
      dataFolder: values.data,
    });
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : 'the arguments were not understood');
  }
}
