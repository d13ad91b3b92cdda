import { useWords } from '../../text/use-words.ts';

const HINTS = ['choose', 'open', 'print', 'search', 'lists'] as const;

/** The keys worth knowing, while nobody is selected and there is room for them. */
export function KeyHints() {
  const { t } = useWords();
  return (
    <dl className="key-hints">
      {HINTS.map((hint) => (
        <div key={hint}>
          <dt>
            <kbd>{t(`keys.${hint}Key`)}</kbd>
          </dt>
          <dd>{t(`keys.${hint}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
