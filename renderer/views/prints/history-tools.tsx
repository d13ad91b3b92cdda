/** What is looked for in the history: its kind, with how many there are, and a number, a name or a company. */
import { useRef } from 'react';
import { PRINT_FILTERS, type PrintCounts } from '../../../electron/shared/print-history.ts';
import { Icon } from '../../components/icon.tsx';
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
  const input = useRef<HTMLInputElement>(null);
  const clear = (): void => {
    onChange({ ...prints, search: '' });
    input.current?.focus();
  };
  return (
    <search className="search history-search">
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={t('history.search')}
        placeholder={t('history.searchHint')}
        value={prints.search}
        onChange={(event) => onChange({ ...prints, search: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || prints.search === '') return;
          event.stopPropagation();
          clear();
        }}
      />
      {prints.search === '' ? null : (
        <button type="button" className="icon-button" aria-label={t('history.clear')} onClick={clear}>
          <Icon name="close" />
        </button>
      )}
      <output className="visually-hidden">
        {prints.search.trim() === '' || counts === null
          ? ''
          : t('history.found', { count: counts[prints.filter] })}
      </output>
    </search>
  );
}
