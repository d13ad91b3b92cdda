/** The cards of the site: which have not come back, which are in use, which are free; by number or by person. */
import { useState } from 'react';
import { CARD_LISTS, type CardList, type CardPage } from '../../../electron/shared/cards.ts';
import { Empty } from '../../components/empty.tsx';
import { Alert, Notice } from '../../components/notice.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';
import { CardHead, CardRow } from './card-row.tsx';
import { useRevealed } from './use-revealed.ts';
import '../../styles/cards.css';

/** More than hang at any desk; whoever looks for one of more finds it by its number or its visitor. */
const SHOWN = 200;

/** What stood there stays until what was asked for comes; rows of another list never stand in for these. */
function useCards(list: CardList, search: string) {
  const { store } = useWindowParts();
  const { value, error } = useQuery(store.cards({ list, search, offset: 0, limit: SHOWN }));
  const [kept, setKept] = useState<{ readonly list: CardList; readonly page: CardPage } | null>(null);
  if (value !== null && kept?.page !== value) setKept({ list, page: value });
  return {
    page: value ?? (kept?.list === list ? kept.page : null),
    counts: value?.counts ?? kept?.page.counts ?? null,
    hasFailed: error !== null && error !== 'not-now',
  };
}

function Lists({ list, counts, onList }: ListsProps) {
  const { t, formats } = useWords();
  return (
    <fieldset className="history-filters" aria-label={t('cards.lists')}>
      {CARD_LISTS.map((each) => (
        <button
          key={each}
          type="button"
          className="history-filter"
          aria-pressed={list === each}
          onClick={() => onList(each)}
        >
          {t(`cards.list.${each}`)}{' '}
          <span
            className="history-count"
            data-warn={(each === 'not-returned' && counts !== null && counts[each] > 0) || undefined}
          >
            {counts === null ? '' : formats.number(counts[each])}
          </span>
        </button>
      ))}
    </fieldset>
  );
}

interface ListsProps {
  readonly list: CardList;
  readonly counts: CardPage['counts'] | null;
  readonly onList: (list: CardList) => void;
}

function Nothing({ list, search }: { readonly list: CardList; readonly search: string }) {
  const { t } = useWords();
  return search === '' ? (
    <Empty title={t(`cards.none.${list}`)} hint={t(`cards.noneHint.${list}`)} />
  ) : (
    <Empty title={t('cards.nothingFound', { text: search })} hint={t('cards.nothingFoundHint')} />
  );
}

export function CardsView() {
  const { t } = useWords();
  const { place, go } = usePlace();
  const { list, search } = place.cards;
  const revealed = useRevealed();
  const { page, counts, hasFailed } = useCards(list, search.trim());
  const rows = page?.rows ?? [];
  return (
    <main className="prints cards">
      <div className="prints-head">
        <h2>{t('cards.title')}</h2>
        <p>{t('cards.intro')}</p>
      </div>
      <div className="history-tools">
        <Lists
          list={list}
          counts={counts}
          onList={(next) => go({ to: 'cards', cards: { list: next, search } })}
        />
        <search className="search history-search">
          <SearchField
            label={t('cards.search')}
            placeholder={t('cards.searchHint')}
            clearLabel={t('cards.clear')}
            value={search}
            onChange={(text) => go({ to: 'cards', cards: { list, search: text } })}
          />
          <output className="visually-hidden">
            {search.trim() === '' || page === null ? '' : t('cards.found', { count: page.total })}
          </output>
        </search>
      </div>
      {revealed.error === null ? null : <Alert>{t(`commandError.${revealed.error}`)}</Alert>}
      {hasFailed ? <Notice tone="warn">{t('cards.failed')}</Notice> : null}
      {page !== null && rows.length === 0 ? <Nothing list={list} search={search.trim()} /> : null}
      {rows.length === 0 ? null : (
        <table className="card-table" aria-label={t(`cards.list.${list}`)}>
          <thead>
            <CardHead list={list} />
          </thead>
          <tbody>
            {rows.map((row) => (
              <CardRow key={row.id} row={row} list={list} revealed={revealed} />
            ))}
          </tbody>
        </table>
      )}
      {page !== null && page.total > rows.length ? (
        <p className="second">{t('cards.first', { shown: rows.length })}</p>
      ) : null}
    </main>
  );
}
