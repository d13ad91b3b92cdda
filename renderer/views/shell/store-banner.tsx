import { useCommand } from '../../store/use-command.ts';
import { useView } from '../../store/window-context.ts';
import { storeWords } from '../../text/store-words.ts';
import { useWords } from '../../text/use-words.ts';
import { focusElement, LIST_ID } from './key-map.ts';

/** What is the matter with the station's own memory. What is over stays until somebody has read it. */
export function StoreBanner() {
  const words = useWords();
  const store = useView((view) => view.store);
  const asOfMs = useView((view) => view.asOfMs);
  const acknowledge = useCommand('store:acknowledge');
  const said = storeWords(words, { store, asOfMs });
  if (said === null) return null;

  async function dismiss(): Promise<void> {
    const answer = await acknowledge.run(null);
    // The button is gone with its sentence; the keyboard goes on where the work is.
    if (answer.ok) focusElement(LIST_ID);
  }

  return (
    <section
      className="banner"
      data-tone={said.tone}
      role={store.kind === 'unwritable' ? 'alert' : undefined}
      aria-label={words.t('store.label')}
    >
      <p>
        <strong>{said.title}</strong> {said.text}
        {said.forIt === null ? null : <small>{said.forIt}</small>}
      </p>
      {store.kind === 'rebuilt' ? (
        <button
          type="button"
          className="button small"
          disabled={acknowledge.isBusy}
          onClick={() => void dismiss()}
        >
          {words.t('store.dismiss')}
        </button>
      ) : null}
    </section>
  );
}
