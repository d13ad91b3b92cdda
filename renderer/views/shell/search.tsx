import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../text/use-words.ts';
import { focusElement, LIST_ID, SEARCH_ID } from './key-map.ts';
import { usePlace } from './place.ts';

/** Searches everything kept while it is typed; Escape clears, the arrow down and Enter lead into what was found. */
export function Search() {
  const { t } = useWords();
  const { place, go } = usePlace();
  const clear = (): void => {
    go({ to: 'search', text: '' });
    focusElement(SEARCH_ID);
  };
  return (
    <search className="search">
      <Icon name="search" />
      <input
        id={SEARCH_ID}
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('search.label')}
        aria-keyshortcuts="Control+K /"
        placeholder={t('search.placeholder')}
        value={place.search}
        onChange={(event) => go({ to: 'search', text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') clear();
          else if (event.key === 'ArrowDown' || event.key === 'Enter') focusElement(LIST_ID);
          else return;
          event.preventDefault();
        }}
      />
      {place.search === '' ? (
        <kbd>{t('search.shortcut')}</kbd>
      ) : (
        <button type="button" className="icon-button" aria-label={t('search.clear')} onClick={clear}>
          <Icon name="close" />
        </button>
      )}
    </search>
  );
}
