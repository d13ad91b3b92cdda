/** "Did badge 1040 come out?" Only a person can know, so it stands until a person answers. */
import type { PrintJobView } from '../../electron/shared/view.ts';
import { useCover } from '../store/use-privacy.ts';
import { useCommand } from '../store/use-command.ts';
import { useWords } from '../text/use-words.ts';
import { Alert } from './notice.tsx';

interface Props {
  readonly job: Pick<PrintJobView, 'id' | 'printNumber' | 'name'>;
}

export function BadgeQuestion({ job }: Props) {
  const { t } = useWords();
  // The number is what the badge in question is known by; the question can be answered without the name.
  const isCovered = useCover() !== 'none';
  const resolve = useCommand('print-jobs:resolve');
  const text =
    job.name === '' || isCovered
      ? t('question.textForgotten', { number: job.printNumber })
      : t('question.text', { number: job.printNumber, name: job.name });
  const answer = (value: 'came-out' | 'did-not') => void resolve.run({ jobId: job.id, answer: value });
  return (
    <fieldset className="question" aria-label={text}>
      <span className="question-text">{text}</span>
      <span className="question-answers">
        <button
          type="button"
          className="button small"
          disabled={resolve.isBusy}
          onClick={() => answer('came-out')}
        >
          {t('question.yes')}
        </button>
        <button
          type="button"
          className="button small"
          disabled={resolve.isBusy}
          onClick={() => answer('did-not')}
        >
          {t('question.no')}
        </button>
      </span>
      {resolve.error === null ? null : <Alert>{t(`commandError.${resolve.error}`)}</Alert>}
    </fieldset>
  );
}
