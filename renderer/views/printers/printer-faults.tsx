import type { SettingsFault } from '../../../electron/shared/settings-values.ts';
import { useWords } from '../../text/use-words.ts';
import { FaultText } from '../settings/fields.tsx';

/** What of a choice the station does not take, where no field stands for it. */
export function PrinterFaults({ faults }: { readonly faults: readonly SettingsFault[] }) {
  const { t } = useWords();
  const allowed = (path: string): 'route' | 'media' | 'printer' => {
    if (path.endsWith('.route')) return 'route';
    return path.startsWith('media') ? 'media' : 'printer';
  };
  return faults.map(({ path, sentence }) => (
    <FaultText
      key={`${path} ${sentence}`}
      fault={{ sentence: t(`settings.printers.allowed.${allowed(path)}`), forIt: sentence }}
    />
  ));
}
