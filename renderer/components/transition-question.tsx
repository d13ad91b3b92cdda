/** A departure that was noted here and with which the cloud does not agree. */
import type { TransitionView } from '../../electron/shared/transition.ts';
import { useCommand } from '../store/use-command.ts';
import { useCover } from '../store/use-privacy.ts';
import { transitionReasonSentence } from '../text/acting-words.ts';
import { useWords } from '../text/use-words.ts';
import { Question } from './question.tsx';

export function TransitionQuestion({ transition }: { readonly transition: TransitionView }) {
  const words = useWords();
  const { t, formats } = words;
  const isCovered = useCover() !== 'none';
  const settle = useCommand('transitions:settle');
  const { id, name, reason, askedAtMs } = transition;
  const why = reason === null ? '' : transitionReasonSentence(words, reason);
  const time = formats.moment(askedAtMs);
  const answer = (value: 'understood' | 'send-again') => () =>
    void settle.run({ transitionId: id, answer: value });
  const understood = { label: t('acting.understood'), onAnswer: answer('understood') };
  const sendAgain = { label: t('acting.sendAgain'), onAnswer: answer('send-again') };
  return (
    <Question
      text={
        name === '' || isCovered
          ? t('acting.questionForgotten', { time, why })
          : t('acting.question', { name, time, why })
      }
      // Who has left already cannot leave once more.
      answers={reason?.kind === 'already-left' ? [understood] : [understood, sendAgain]}
      isBusy={settle.isBusy}
      error={settle.error}
    />
  );
}
