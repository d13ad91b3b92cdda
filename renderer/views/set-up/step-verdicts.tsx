/** The seven steps of a connection with what was found at each. They stand there before anybody checks, so that nothing jumps. */
import { CHECK_STEPS, type ConnectionCheck } from '../../../electron/shared/set-up.ts';
import { Icon } from '../../components/icon.tsx';
import { stepWords } from '../../text/step-words.ts';
import { useWords } from '../../text/use-words.ts';

interface Props {
  readonly check: ConnectionCheck | null;
  readonly isChecking: boolean;
}

export function StepVerdicts({ check, isChecking }: Props) {
  const { t } = useWords();
  return (
    <ol className="verdicts" aria-label={t('setUp.connect.verdicts')} aria-busy={isChecking}>
      {CHECK_STEPS.map((step) => {
        const verdict = check?.steps.find((one) => one.step === step) ?? null;
        const words = stepWords(t, step, verdict);
        return (
          <li key={step} data-tone={words.tone} data-verdict={verdict?.verdict}>
            <span className="verdict-sign" aria-hidden="true">
              {words.tone === 'ok' ? <Icon name="check" /> : null}
              {words.tone === 'bad' ? <Icon name="attention" /> : null}
            </span>
            <span className="verdict-step">{t(`setUp.verdict.${step}`)}</span>
            <span className="verdict-text">{isChecking ? t('setUp.connect.checking') : words.text}</span>
          </li>
        );
      })}
    </ol>
  );
}
