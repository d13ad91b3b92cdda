/** What became of a test badge. `notReady`: where the printer itself says what keeps it. */
import type { TestPrint } from '../../electron/shared/badge-template.ts';
import type { Translate } from './text.ts';

export function testPrintSentence(t: Translate, result: TestPrint, notReady: string): string {
  switch (result.kind) {
    case 'out':
      return t(`designer.test.${result.proof}`);
    case 'uncertain':
      return t('designer.test.uncertain');
    case 'not-now':
      return result.why === 'busy' ? t('designer.test.busy') : notReady;
  }
}
