/** "Did badge 1040 come out?" */
import type { PrintJobView } from '../../electron/shared/view.ts';
import { useCover } from '../store/use-privacy.ts';
import { useCommand } from '../store/use-command.ts';
import { useWords } from '../text/use-words.ts';
import { Question } from './question.tsx';

interface Props {
  readonly job: Pick<PrintJobView, 'id' | 'printNumber' | 'name'>;
}

export function BadgeQuestion({ job }: Props) {
  const { t } = useWords();
  // The number is what the badge in question is known by; the question can be answered without the name.
  const isCovered = useCover() !== 'none';
  const resolve = useCommand('print-jobs:resolve');
  const answer = (value: 'came-out' | 'did-not') => () => void resolve.run({ jobId: job.id, answer: value });
  return (
    <Question
      text={
        job.name === '' || isCovered
          ? t('question.textForgotten', { number: job.printNumber })
          : t('question.text', { number: job.printNumber, name: job.name })
      }
      answers={[
        { label: t('question.yes'), onAnswer: answer('came-out') },
        { label: t('question.no'), onAnswer: answer('did-not') },
      ]}
      isBusy={resolve.isBusy}
      error={resolve.error}
    />
  );
}
