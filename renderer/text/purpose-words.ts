/** Who asked for a badge, and where it is a second one, why. */
import type { PrintJobView } from '../../electron/shared/view.ts';
import type { Translate } from './text.ts';

export function purposeText(
  t: Translate,
  { purpose, reprintReason }: Pick<PrintJobView, 'purpose' | 'reprintReason'>,
): string {
  const asked = t(`purpose.${purpose}`);
  return reprintReason === null ? asked : `${asked}: ${t(`reprintReason.${reprintReason}`)}`;
}
