/** Every badge of this desk: what only a person can answer on top, then the history, to be searched, exported and checked. */
import { BadgeQuestion } from '../../components/badge-question.tsx';
import { Alert } from '../../components/notice.tsx';
import { useView } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';
import { HistoryList, usePrintPages } from './history-list.tsx';
import { HistoryFilters, HistorySearch } from './history-tools.tsx';
import { LedgerVerdictPanel, useCheckButton, useLedgerCheck } from './ledger-check.tsx';
import { useExport } from './use-export.ts';
import { usePrints } from './use-prints.ts';

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
  const { place, go } = usePlace();
  const { prints } = place;
  const pages = usePrintPages(prints);
  const first = usePrints(pages.requests[0]);
  const ledger = useLedgerCheck();
  const checkButton = useCheckButton(ledger);
  const exporting = useExport(prints);
  const tools = {
    prints,
    counts: first.page?.counts ?? null,
    onChange: (next: typeof prints) => go({ to: 'prints', prints: next }),
  };
  return (
    <main className="prints history">
      <div className="prints-head history-top">
        <h2>{t('prints.title')}</h2>
        <p>{t('history.intro')}</p>
        <div className="history-actions">
          <output className="history-exported">{exporting.said}</output>
          <button
            type="button"
            className="button small"
            title={t('history.exportHint')}
            aria-disabled={exporting.isBusy}
            onClick={exporting.run}
          >
            {t(exporting.isBusy ? 'history.exporting' : 'history.export')}
          </button>
          {checkButton.element}
        </div>
      </div>
      {exporting.error === null ? null : <Alert>{exporting.error}</Alert>}
      <LedgerVerdictPanel ledger={ledger} onClosed={checkButton.focus} />
      <OpenQuestions />
      <div className="history-tools">
        <HistoryFilters {...tools} />
        <HistorySearch {...tools} />
      </div>
      {/* Made anew when something else was found: a hand on the list does not hold that back. */}
      <HistoryList key={first.lookedFor} prints={prints} first={first} pages={pages} />
    </main>
  );
}
