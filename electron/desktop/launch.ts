/** How the app was started: as the desk of this PC, or as a demo. */
import { readDemoArguments, type DemoArguments } from '../demo-arguments.ts';
import type { Result } from '../shared/result.ts';

export type Launch =
  | { readonly kind: 'desk' }
  | { readonly kind: 'demo'; readonly options: Result<DemoArguments, string> };

/** What stands before `--demo` belongs to Electron and Chromium; what stands after it, to the demo. */
export function readLaunch(argv: readonly string[]): Launch {
  const at = argv.indexOf('--demo');
  return at === -1 ? { kind: 'desk' } : { kind: 'demo', options: readDemoArguments(argv.slice(at + 1)) };
}
