/** Where the cloud is: typed, or read from a file; checked step by step; and then the desk is there. */
import { useEffect, useRef } from 'react';
import type { SettingsReport } from '../../../electron/shared/settings-values.ts';
import { Alert } from '../../components/notice.tsx';
import { useWords } from '../../text/use-words.ts';
import { FaultText } from '../settings/fields.tsx';
import { CloudFields } from './cloud-fields.tsx';
import { CredentialsFile, useCredentials } from './credentials-file.tsx';
import { StepHead } from './step-head.tsx';
import { StepVerdicts } from './step-verdicts.tsx';
import { TryDemo } from './try-demo.tsx';
import { type CloudControl, hasPassed, typedCloud, useCloud, withCredentials } from './use-cloud.ts';

/** What the check came to, read out and shown. */
export function CloudSaid({ cloud }: { readonly cloud: CloudControl }) {
  const { t } = useWords();
  const { check, busy, error, faults } = cloud;
  const said = ((): string => {
    if (busy === 'checking') return t('setUp.connect.checking');
    if (busy === 'connecting') return t('setUp.connect.connecting');
    if (check === null) return '';
    if (!hasPassed(check)) return t('setUp.connect.stopped');
    return check.checkIns === null || check.checkIns === 0
      ? t('setUp.connect.foundNone')
      : t('setUp.connect.found', { count: check.checkIns });
  })();
  const isGood = check !== null && hasPassed(check);
  return (
    <>
      <output className="cloud-said" data-tone={isGood ? 'ok' : undefined}>
        {said}
      </output>
      {error === null ? null : (
        <Alert>
          {error === 'cannot-store' ? t('commandError.cannot-store') : t('setUp.connect.failedCheck')}
        </Alert>
      )}
      {faults.map(({ path, sentence }) => (
        <FaultText key={path} fault={{ sentence: t('setUp.connect.refused'), forIt: sentence }} />
      ))}
    </>
  );
}

/** After a check the hand goes where something is to be done: to what is wrong, or on. */
export function useFocusAfterCheck(
  { check, missing }: CloudControl,
  form: React.RefObject<HTMLElement | null>,
  onward: React.RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (check !== null && hasPassed(check)) onward.current?.focus();
    else if (check !== null || missing.length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [check, missing, form, onward]);
}

export function ConnectStep({
  report,
  onConnected,
  onNext,
}: {
  readonly report: SettingsReport;
  readonly onConnected: () => void;
  /** For somebody who came back and leaves it as it is. */
  readonly onNext: () => void;
}) {
  const { t } = useWords();
  const cloud = useCloud(typedCloud(report.values?.essentry ?? null), report.token !== 'none');
  const form = useRef<HTMLFormElement>(null);
  const connectButton = useRef<HTMLButtonElement>(null);
  const { type, ask } = cloud;
  const credentials = useCredentials((read) => {
    const next = withCredentials(cloud.typed, read);
    type(next);
    // Nothing is written by a check, so a file is enough to know whether all is well.
    void ask(next);
  });
  useFocusAfterCheck(cloud, form, connectButton);
  const { check, busy } = cloud;
  const isReady = check !== null && hasPassed(check);

  async function connect(): Promise<void> {
    if (busy === null && (await cloud.connect())) onConnected();
  }

  return (
    <div className="set-up-step" {...credentials.dropping}>
      <StepHead step="connect" title={t('setUp.connect.title')} intro={t('setUp.connect.intro')} />
      <form
        ref={form}
        className="set-up-main"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (busy === null) void (isReady ? connect() : ask());
        }}
      >
        <div className="setting-card">
          <CloudFields cloud={cloud} tokenFrom={report.token} />
        </div>
        <CredentialsFile control={credentials} />
        <div className="set-up-actions">
          {isReady ? (
            <button
              ref={connectButton}
              type="submit"
              className="button primary"
              aria-disabled={busy !== null || undefined}
            >
              {t('setUp.connect.connect')}
            </button>
          ) : (
            <button type="submit" className="button primary" aria-disabled={busy !== null || undefined}>
              {t(check === null ? 'setUp.connect.check' : 'setUp.connect.checkAgain')}
            </button>
          )}
          {report.values === null ? null : (
            <button type="button" className="button" onClick={onNext}>
              {t('setUp.next')}
            </button>
          )}
          <CloudSaid cloud={cloud} />
        </div>
        {report.values === null ? <TryDemo /> : null}
      </form>
      <aside className="set-up-side">
        <h2>{t('setUp.connect.verdicts')}</h2>
        <p className="second">{t('setUp.connect.verdictsHint')}</p>
        <StepVerdicts check={check} isChecking={busy === 'checking'} />
      </aside>
    </div>
  );
}
