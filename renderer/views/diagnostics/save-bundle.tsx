import { useState } from 'react';
import { Alert } from '../../components/notice.tsx';
import { keepText } from '../../store/keep-file.ts';
import { useCommand } from '../../store/use-command.ts';
import { useWords } from '../../text/use-words.ts';

/** One file for the help desk, and what is in it before it is made. */
export function SaveBundle() {
  const { t } = useWords();
  const bundle = useCommand('diagnostics:bundle');
  const [savedAs, setSavedAs] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    setSavedAs(null);
    const made = await bundle.run(null);
    if (!made.ok) return;
    keepText(made.value);
    setSavedAs(made.value.fileName);
  };
  return (
    <div className="save-bundle">
      <button
        type="button"
        className="button"
        aria-describedby="save-bundle-text"
        aria-disabled={bundle.isBusy}
        onClick={() => bundle.isBusy || void save()}
      >
        {t('diagnostics.save')}
      </button>
      <p id="save-bundle-text" className="second">
        {t('diagnostics.saveText')}
      </p>
      <output className="saved">{savedAs === null ? '' : t('diagnostics.saved', { file: savedAs })}</output>
      {bundle.error === null ? null : <Alert>{t(`commandError.${bundle.error}`)}</Alert>}
    </div>
  );
}
