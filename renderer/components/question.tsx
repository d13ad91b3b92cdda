/** Something that only a person can know, so it stands until a person answers. */
import type { CommandError } from '../../electron/shared/contract.ts';
import { useWords } from '../text/use-words.ts';
import { Alert } from './notice.tsx';

interface Props {
  readonly text: string;
  readonly answers: readonly { readonly label: string; readonly onAnswer: () => void }[];
  readonly isBusy: boolean;
  /** Why the last answer was not taken. */
  readonly error: CommandError['code'] | null;
}

export function Question({ text, answers, isBusy, error }: Props) {
  const { t } = useWords();
  return (
    <fieldset className="question" aria-label={text}>
      <span className="question-text">{text}</span>
      <span className="question-answers">
        {answers.map(({ label, onAnswer }) => (
          <button key={label} type="button" className="button small" disabled={isBusy} onClick={onAnswer}>
            {label}
          </button>
        ))}
      </span>
      {error === null ? null : <Alert>{t(`commandError.${error}`)}</Alert>}
    </fieldset>
  );
}
