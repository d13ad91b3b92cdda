/** What is looked for in the history: its kind, with how many there are, and a number, a name or a company. */
import { PRINT_FILTERS, type PrintCounts } from '../../../electron/shared/print-history.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useWords } from '../../text/use-words.ts';
import type { PrintsPlace } from '../shell/place.ts';

interface Props {
  readonly prints: PrintsPlace;
  /** `null` until they are known. */
  readonly counts: PrintCounts | null;
  readonly onChange: (prints: PrintsPlace) => void;
}

export function HistoryFilters({ prints, counts, onChange }: Props) {
  const { t, formats } = useWords();
  return (
    <fieldset className="history-filters" aria-label={t('history.filters')}>
      {PRINT_FILTERS.map((filter) => (
        <button
          key={filter}
          type="button"
          className="history-filter"
          aria-pressed={prints.filter === filter}
          onClick={() => onChange({ ...prints, filter })}
        >
          {t(`history.filter.${filter}`)}{' '}
          <span
            className="history-count"
            data-warn={(filter === 'uncertain' && counts !== null && counts.uncertain > 0) || undefined}
          >
            {counts === null ? '' : formats.number(counts[filter])}
          </span>
        </button>
      ))}
    </fieldset>
  );
}

export function HistorySearch({ prints, counts, onChange }: Props) {
  const { t } = useWords();
  return (
    <search className="search history-search">
      <SearchField
        label={t('history.search')}
        placeholder={t('history.searchHint')}
        clearLabel={t('history.clear')}
        value={prints.search}
        onChange={(search) => onChange({ ...prints, search })}
      />
      <output className="visually-hidden">
        {prints.search.trim() === '' || counts === null
          ? ''
          : t('history.found', { count: counts[prints.filter] })}
      </output>
    </search>
  );
}
