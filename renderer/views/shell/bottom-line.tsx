/** What is happening: the question that only a person can answer, then the latest badges. */
import { BadgeQuestion } from '../../components/badge-question.tsx';
import { TransitionQuestion } from '../../components/transition-question.tsx';
import { useView } from '../../store/window-context.ts';
import { outcomeChip } from '../../text/badge-words.ts';
import { recentSentence } from '../../text/recent-words.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from './place.ts';

/** As many as a wide screen holds; what does not fit on a narrow one wraps out of sight, whole. */
const RECENT_SHOWN = 6;

function Questions() {
  const { t } = useWords();
  const { place, go } = usePlace();
  const questions = useView((view) => view.questions);
  const disagreements = useView((view) => view.transitions.questions);
  const [first] = questions;
  const [disagreement] = disagreements;
  if (disagreement !== undefined)
    return <TransitionQuestion key={disagreement.id} transition={disagreement} />;
  if (first === undefined || place.name === 'prints') return null;
  const more = questions.length - 1;
  return (
    <>
      <BadgeQuestion key={first.id} job={first} />
      {more === 0 ? null : (
        <button type="button" className="link" onClick={() => go({ to: 'place', name: 'prints' })}>
          {t('question.more', { count: more })}
        </button>
      )}
    </>
  );
}

export function BottomLine() {
  const words = useWords();
  const { t } = words;
  const { go } = usePlace();
  const prints = useView((view) => view.prints);
  const unsent = useView((view) => view.transitions.waiting);
  const recent = prints.filter((job) => job.state !== 'uncertain').slice(0, RECENT_SHOWN);
  return (
    <footer className="bottom-line">
      <Questions />
      {unsent === 0 ? null : <p className="unsent">{t('acting.unsent', { count: unsent })}</p>}
      {recent.length === 0 ? <p className="recent-none">{t('prints.noneYet')}</p> : null}
      <ul className="recent" aria-label={t('prints.recent')}>
        {recent.map((job) => (
          <li key={job.id} data-tone={outcomeChip(t, job).tone}>
            <button type="button" onClick={() => go({ to: 'visitor', id: job.checkInId })}>
              <span className="recent-number">{job.printNumber}</span>{' '}
              <bdi className="recent-name">{job.name === '' ? t('prints.forgotten') : job.name}</bdi>
              <span className="recent-outcome"> · {recentSentence(words, job)}</span>
            </button>
          </li>
        ))}
      </ul>
    </footer>
  );
}
