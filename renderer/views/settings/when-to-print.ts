/** When badges print by themselves: three plain choices for what settings say in two members. */
import type { SettingsChange, SettingsValues } from '../../../electron/shared/settings-values.ts';

export const WHEN_TO_PRINT = ['approved', 'onsite', 'by-hand'] as const;
export type WhenToPrint = (typeof WHEN_TO_PRINT)[number];

/** Automatic printing without a phase to print in prints nothing by itself. */
export function whenOf({
  auto,
  onPhases,
}: Pick<SettingsValues['printing'], 'auto' | 'onPhases'>): WhenToPrint {
  if (!auto || onPhases.length === 0) return 'by-hand';
  return onPhases.includes('approved') ? 'approved' : 'onsite';
}

/** Whoever is on site has been approved, so that choice holds for both. The phases stay when nothing prints by itself. */
export function changesOf(when: WhenToPrint): readonly SettingsChange[] {
  if (when === 'by-hand') return [{ path: 'printing.auto', value: false }];
  return [
    { path: 'printing.auto', value: true },
    { path: 'printing.onPhases', value: when === 'approved' ? ['approved', 'onsite'] : ['onsite'] },
  ];
}
