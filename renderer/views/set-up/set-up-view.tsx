/**
 * The first minutes of a desk: where its cloud is, its printer, when badges print, and in. Each step says where one is, can be gone
 * back to, and keeps nothing for later: what was chosen is saved when the step is left.
 */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../../electron/shared/languages.ts';
import { Alert } from '../../components/notice.tsx';
import { useRefresh } from '../../store/use-refresh.ts';
import { useQuery, useView, useWindowParts } from '../../store/window-context.ts';
import { LANGUAGE_CHOICES } from '../../text/language-names.ts';
import { speak } from '../../text/text.ts';
import { useWords } from '../../text/use-words.ts';
import { Choices } from '../settings/fields.tsx';
import { useSaveSettings } from '../settings/use-settings.ts';
import type { WhenToPrint } from '../settings/when-to-print.ts';
import { LostBanner } from '../shell/lost-banner.tsx';
import { Mark } from '../shell/mark.tsx';
import { ConnectStep } from './connect-step.tsx';
import { PrinterStep } from './printer-step.tsx';
import { PrintingStep } from './printing-step.tsx';
import { ReadyStep } from './ready-step.tsx';
import { SET_UP_STEPS, type SetUpStep } from './step-head.tsx';

/** `de-AT` is German; a system may speak what the cloud does not. */
const languageOf = (wanted: string): Language =>
  LANGUAGES.find((language) => wanted.toLowerCase().split(/[-_]/)[0] === language) ?? 'en';

/**
 * Until there is a desk the window keeps the language that was chosen in it; a desk that has just been connected still says English
 * then, and is told at once.
 */
function useSetUpLanguage() {
  const { i18n } = useTranslation('window');
  const said = languageOf(useView((view) => view.language));
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? said;
  useEffect(() => {
    document.documentElement.lang = language;
    void speak(i18n, language);
  }, [i18n, language]);
  return { language, choose: setChosen };
}

export function SetUpView() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const stage = useView((view) => view.setUp);
  const { language, choose } = useSetUpLanguage();
  const query = store.settings();
  // A demo that was left, and a desk that was connected, have other settings than before.
  useEffect(() => query.refresh(), [query]);
  useRefresh(query, stage);
  const { value: report, error } = useQuery(query);
  const saving = useSaveSettings();
  const [wanted, setWanted] = useState<SetUpStep>('printer');
  const [when, setWhen] = useState<WhenToPrint | null>(null);
  const values = report?.values ?? null;
  const step = stage === 'connect' || values === null ? 'connect' : wanted;

  async function say(next: Language): Promise<void> {
    choose(next);
    if (stage === 'printer') await saving.save([{ path: 'language', value: next }]);
  }

  async function connected(): Promise<void> {
    setWanted('printer');
    // From now on the desk decides, which has not been told yet.
    choose(language);
    await saving.save([{ path: 'language', value: language }]);
  }

  return (
    <div className="set-up">
      <header className="set-up-head">
        <span className="set-up-name">
          <Mark />
          <span className="strong">{t('app.name')}</span>
        </span>
        <ol className="set-up-steps" aria-label={t('setUp.steps')}>
          {SET_UP_STEPS.map((one) => (
            <li
              key={one}
              aria-current={one === step ? 'step' : undefined}
              data-done={SET_UP_STEPS.indexOf(one) < SET_UP_STEPS.indexOf(step) || undefined}
            >
              {t(`setUp.step.${one}`)}
            </li>
          ))}
        </ol>
        <Choices
          aria-label={t('setUp.language')}
          value={language}
          choices={LANGUAGE_CHOICES}
          onChange={(next) => void say(next)}
        />
      </header>
      <LostBanner />
      <main className="set-up-body" aria-label={t('setUp.title')}>
        {report === null && error !== null ? <Alert>{t('settings.failed')}</Alert> : null}
        {report !== null && step === 'connect' ? (
          <ConnectStep
            report={report}
            onConnected={() => void connected()}
            onNext={() => setWanted('printer')}
          />
        ) : null}
        {values !== null && step === 'printer' ? (
          <PrinterStep
            values={values}
            onBack={() => setWanted('connect')}
            onNext={() => setWanted('printing')}
          />
        ) : null}
        {values !== null && step === 'printing' ? (
          <PrintingStep
            values={values}
            chosen={when}
            onBack={() => setWanted('printer')}
            onNext={(next) => {
              setWhen(next);
              setWanted('ready');
            }}
          />
        ) : null}
        {values !== null && step === 'ready' ? (
          <ReadyStep values={values} onBack={() => setWanted('printing')} />
        ) : null}
      </main>
    </div>
  );
}
