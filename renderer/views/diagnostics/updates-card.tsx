/** Which version there is, whether a newer one is to be had, and what it waits for; whoever cannot wait installs it here. */
import { useState } from 'react';
import type { Diagnostics } from '../../../electron/shared/diagnostics.ts';
import type { InstallRefusal } from '../../../electron/shared/updates.ts';
import { Alert } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { canInstall, refusalWords, updatesWords } from '../../text/updates-words.ts';
import { useWords } from '../../text/use-words.ts';
import { Card } from './card.tsx';

export function UpdatesCard({ updates }: Pick<Diagnostics, 'updates'>) {
  const words = useWords();
  const { t } = words;
  const check = useCommand('updates:check');
  const install = useCommand('updates:install');
  const [refusal, setRefusal] = useState<InstallRefusal | null>(null);
  const { state } = updates;
  const { tone, title, details } = updatesWords(words, updates);
  const isReady = state.kind === 'ready';
  const isBusy = check.isBusy || install.isBusy || state.kind === 'loading' || state.kind === 'installing';
  const mayInstall = canInstall(state) && !isBusy;
  const error = check.error ?? install.error;
  const begin = async (): Promise<void> => {
    const answer = await install.run(null);
    setRefusal(answer.ok ? answer.value.because : null);
  };
  return (
    <Card id="updates" title={t('updates.title')} summary={title} tone={tone} width="full">
      {details.map((detail, index) => (
        <p key={detail} id={`updates-detail-${index}`} className="second">
          {detail}
        </p>
      ))}
      {state.kind === 'off' ? null : (
        <div className="updates-actions">
          <button
            type="button"
            className="button small"
            aria-disabled={isBusy || undefined}
            onClick={() => void (isBusy || check.run(null))}
          >
            {t(check.isBusy ? 'updates.checking' : 'updates.check')}
          </button>
          {isReady ? (
            <button
              type="button"
              className="button small primary"
              aria-disabled={!mayInstall || undefined}
              // The first detail says what it waits for.
              aria-describedby="updates-detail-0"
              onClick={() => void (mayInstall && begin())}
            >
              {t('updates.install')}
            </button>
          ) : null}
        </div>
      )}
      <output className="second">{state.kind === 'installing' ? t('updates.beginning') : ''}</output>
      {refusal === null || !isReady ? null : <Alert>{refusalWords(t, refusal)}</Alert>}
      {error === null ? null : <Alert>{t(`commandError.${error}`)}</Alert>}
    </Card>
  );
}
