import { describe, expect, test } from 'vitest';
import { createPhaseReader } from '../../../electron/essentry/phase.ts';

describe('reading a phase from a tenant’s state', () => {
  const phaseOf = createPhaseReader({ 'Awaiting Escort': 'approved', Onsite: 'pending' });

  test.each([
    ['Upcoming', 'upcoming'],
    ['PENDING', 'pending'],
    ['Host', 'approved'],
    ['approved', 'approved'],
    ['On-Site', 'pending'],
    ['checked_out', 'left'],
    ['Departed', 'left'],
    ['awaiting escort', 'approved'],
    ['Sauna', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (state, phase) => {
    expect(phaseOf(state, null)).toBe(phase);
  });

  test('whoever has a time of leaving has left, whatever the state says', () => {
    expect(phaseOf('Pending', 1)).toBe('left');
  });
});
