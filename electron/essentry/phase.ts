/**
 * The cloud's `state` is free text of the tenant's own check-in flow, so a phase is a reading, not a fact. "Approved" is a
 * transition in essentry, not a state: after it a check-in stands in Host or, in shorter flows, in Onsite.
 */
import type { Phase } from '../shared/check-in.ts';

const DEFAULT_PHASES: Readonly<Record<string, Phase>> = {
  upcoming: 'upcoming',
  pending: 'pending',
  host: 'approved',
  approved: 'approved',
  onsite: 'onsite',
  rejected: 'rejected',
  left: 'left',
  checkedout: 'left',
  departed: 'left',
};

/** Spelling that does not tell two states apart: case, spaces, `-` and `_`. */
export const normaliseState = (state: string): string => state.toLowerCase().replace(/[\s_-]+/g, '');

export type PhaseReader = (state: string, leftAtMs: number | null) => Phase;

/** `overrides`: literal state of the tenant → phase, from settings. A set `leftAt` always means left. */
export function createPhaseReader(overrides: Readonly<Record<string, Phase>>): PhaseReader {
  const phases = new Map<string, Phase>(Object.entries(DEFAULT_PHASES));
  for (const [state, phase] of Object.entries(overrides)) phases.set(normaliseState(state), phase);
  return (state, leftAtMs) => (leftAtMs === null ? (phases.get(normaliseState(state)) ?? 'unknown') : 'left');
}
