import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { Chip } from '../../components/chip.tsx';
import { outcomeChip } from '../../text/badge-words.ts';
import { jobReasonSentence } from '../../text/reason-words.ts';
import { purposeText } from '../../text/purpose-words.ts';
import { useWords } from '../../text/use-words.ts';

/** Every badge of this visitor, newest first, with the reason of those that did not simply come out. */
export function VisitorBadges({ visitor }: { readonly visitor: CheckInDetail }) {
  const words = useWords();
  const { t, formats } = words;
  if (visitor.jobs.length === 0) return null;
  const jobs = visitor.jobs.toSorted((a, b) => b.id - a.id);
  return (
    <section className="visitor-badges">
      <h3>{t('panel.badges')}</h3>
      <ol>
        {jobs.map((job) => {
          const chip = outcomeChip(t, job);
          return (
            <li key={job.id}>
              <p>
                <strong>{job.printNumber}</strong>
                <Chip tone={chip.tone} text={chip.text} />
                <span className="second">
                  {formats.moment(job.createdAtMs)}, {purposeText(t, job)}
                </span>
              </p>
              {job.reason === null ? null : <p className="second">{jobReasonSentence(words, job.reason)}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
