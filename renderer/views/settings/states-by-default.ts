/** How the station reads the tenant's states, as far as the window has to know. */
import { PHASES, type Phase } from '../../../electron/shared/check-in.ts';
import type { Json } from '../../../electron/shared/settings-values.ts';

/** As `essentry/phase.ts` reads them when settings say nothing; a test holds the two together. */
export const STATES_BY_DEFAULT: readonly (readonly [words: string, phase: Phase])[] = [
  ['Upcoming', 'upcoming'],
  ['Pending', 'pending'],
  ['Host, Approved', 'approved'],
  ['Onsite', 'onsite'],
  ['Rejected', 'rejected'],
  ['Left, Checked out, Departed', 'left'],
];

const plain = (state: string): string => state.toLowerCase().replace(/[\s_-]+/g, '');
/** Spelling that does not tell two states apart. */
export const sameState = (a: string, b: string): boolean => plain(a) === plain(b);

export function phasesIn(value: Json): Readonly<Record<string, Phase>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([state, phase]) => {
      const known = PHASES.find((one) => one === phase);
      return known === undefined ? [] : [[state, known] as const];
    }),
  );
}
