import { SearchField } from '../../components/search-field.tsx';
import { useWords } from '../../text/use-words.ts';
import { focusElement, LIST_ID, SEARCH_ID } from './key-map.ts';
import { usePlace } from './place.ts';

/** Searches everything kept while it is typed. */
export function Search() {
  const { t } = useWords();
  const { place, go } = usePlace();
  return (
    <search className="search">
      <SearchField
        id={SEARCH_ID}
        label={t('search.label')}
        placeholder={t('search.placeholder')}
        clearLabel={t('search.clear')}
        shortcut={{ shown: t('search.shortcut'), aria: 'Control+K /' }}
        value={place.search}
        onChange={(text) => go({ to: 'search', text })}
        onLeave={() => focusElement(LIST_ID)}
      />
    </search>
  );
}
