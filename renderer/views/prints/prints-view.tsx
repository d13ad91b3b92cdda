/** The latest badges: what became of each, how long it took, and why; on top what only a person can answer. */
import type { PrintJobView } from '../../../electron/shared/view.ts';
import { BadgeQuestion } from '../../components/badge-question.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { useView } from '../../store/window-context.ts';
import { outcomeChip } from '../../text/badge-words.ts';
import { jobReasonSentence } from '../../text/reason-words.ts';
import { tookText } from '../../text/recent-words.ts';
import { purposeText } from '../../text/purpose-words.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';

function PrintRow({ job }: { readonly job: PrintJobView }) {
  const words = useWords();
  const { t, formats } = words;
  const { go } = usePlace();
  const chip = outcomeChip(t, job);
  const seconds = tookText(words, job);
  return (
    <tr>
      <td className="print-number">{job.printNumber}</td>
      <td>
        {job.name === '' ? (
          <span className="second">{t('prints.forgotten')}</span>
        ) : (
          <button
            type="button"
            className="link strong"
            aria-label={t('prints.open', { name: job.name })}
            onClick={() => go({ to: 'visitor', id: job.checkInId })}
          >
            <bdi>{job.name}</bdi>
          </button>
        )}
      </td>
      <td>
        <Chip tone={chip.tone} text={chip.text} />
      </td>
      <td className="print-reason">{job.reason === null ? null : jobReasonSentence(words, job.reason)}</td>
      <td>{purposeText(t, job)}</td>
      <td className="number">{formats.moment(job.createdAtMs)}</td>
      <td className="number">{seconds === null ? '–' : `${seconds} s`}</td>
    </tr>
  );
}

function PrintTable({ prints }: { readonly prints: readonly PrintJobView[] }) {
  const { t } = useWords();
  return (
    <table className="prints-table">
      <thead>
        <tr>
          <th scope="col">{t('prints.number')}</th>
          <th scope="col">{t('prints.visitor')}</th>
          <th scope="col">{t('prints.outcome')}</th>
          <th scope="col">{t('prints.reason')}</th>
          <th scope="col">{t('prints.purpose')}</th>
          <th scope="col" className="number">
            {t('prints.created')}
          </th>
          <th scope="col" className="number">
            {t('prints.took')}
          </th>
        </tr>
      </thead>
      <tbody>
        {prints.map((job) => (
          <PrintRow key={job.id} job={job} />
        ))}
      </tbody>
    </table>
  );
}

function OpenQuestions() {
  const { t } = useWords();
  const questions = useView((view) => view.questions);
  if (questions.length === 0) return null;
  return (
    <section className="open-questions" aria-labelledby="open-questions">
      <h3 id="open-questions">{t('prints.questions')}</h3>
      {questions.map((job) => (
        <BadgeQuestion key={job.id} job={job} />
      ))}
    </section>
  );
}

export function PrintsView() {
  const { t } = useWords();
  const prints = useView((view) => view.prints);
  const jobs = useView((view) => view.jobs);
  return (
    <main className="prints">
      <div className="prints-head">
        <h2>{t('prints.title')}</h2>
        <p>{t('prints.intro')}</p>
        <p className="tally">{t('prints.tally', jobs)}</p>
      </div>
      <OpenQuestions />
      {prints.length === 0 ? (
        <Empty title={t('prints.empty')} hint={t('prints.emptyHint')} />
      ) : (
        <PrintTable prints={prints} />
      )}
    </main>
  );
}
