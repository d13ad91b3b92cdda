import { Icon } from '../../components/icon.tsx';
import { useView } from '../../store/window-context.ts';
import { printerWords } from '../../text/printer-words.ts';
import { useWords } from '../../text/use-words.ts';
import { Status } from './status.tsx';

/** The printer: ready with its roll, or what is wrong and what to do. */
export function PrinterStatus() {
  const { t } = useWords();
  const printer = useView((view) => view.printer);
  return <Status label={t('printer.label')} words={printerWords(t, printer)} sign={<Icon name="prints" />} />;
}
