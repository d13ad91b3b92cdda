/** A departure that was noted here and with which the cloud does not agree: it stands until a person has looked at it. */
import type { TransitionView } from '../../electron/shared/transition.ts';
import { useCommand } from '../store/use-command.ts';
import { useCover } from '../store/use-privacy.ts';
import { transitionReasonSentence } from '../text/acting-words.ts';
import { useWords } from '../text/use-words.ts';
import { Alert } from './notice.tsx';

export function TransitionQuestion({ transition }: { readonly transition: TransitionView }) {
  const words = useWords();
  const { t, formats } = words;
  const isCovered = useCover() !== 'none';
  const settle = useCommand('transitions:settle');
  const { id, name, reason, askedAtMs } = transition;
  const why = reason === null ? '' : transitionReasonSentence(words, reason);
  const time = formats.moment(askedAtMs);
  const text =
    name === '' || isCovered
      ? t('acting.questionForgotten', { time, why })
      : t('acting.question', { name, time, why });
  const answer = (value: 'understood' | 'send-again'): void =>
    void settle.run({ transitionId: id, answer: value });
  return (
    <fieldset className="question" aria-label={text}>
      <span className="question-text">{text}</span>
      <span className="question-answers">
        <button
          type="button"
          className="button small"
          disabled={settle.isBusy}
          onClick={() => answer('understood')}
        >
          {t('acting.understood')}
        </button>
        {reason?.kind === 'already-left' ? null : (
          <button
            type="button"
            className="button small"
            disabled={settle.isBusy}
            onClick={() => answer('send-again')}
          >
            {t('acting.sendAgain')}
          </button>
        )}
      </span>
      {settle.error === null ? null : <Alert>{t(`commandError.${settle.error}`)}</Alert>}
    </fieldset>
  );
}
