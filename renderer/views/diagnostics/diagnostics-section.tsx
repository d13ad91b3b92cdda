import { useWords } from '../../text/use-words.ts';

/** A section of the settings: how the desk is, for the help desk. */
export function DiagnosticsSection() {
  const { t } = useWords();
  return <h3>{t('diagnostics.title')}</h3>;
}
