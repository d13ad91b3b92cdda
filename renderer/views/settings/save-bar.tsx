/**
 * A section is saved as a whole, by a button, and not each setting as it is touched: saving opens the desk anew for a moment, a
 * printer and its roll only fit together, and whoever leafs through the settings at a busy desk must not change how it prints.
 */
import { useWords } from '../../text/use-words.ts';
import { useWindowParts } from '../../store/window-context.ts';
import { isIn, type SaveControl, useSection } from './use-settings.ts';
import type { SettingsSection } from '../shell/place.ts';

/** Faults that no field of the section shows: of the file as a whole, or of another setting in it. */
function OtherFaults({ section }: { readonly section: SettingsSection }) {
  const { t } = useWords();
  const { faults } = useSection();
  const other = faults.filter(({ path }) => !isIn(section)(path));
  if (other.length === 0) return null;
  return (
    <div className="save-bar-faults">
      <p>{t('settings.refused')}</p>
      <ul>
        {other.map(({ path, sentence }) => (
          <li key={`${path} ${sentence}`}>
            <small>{t('settings.forIt', { sentence })}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function SaveBar({
  section,
  saving,
  onDiscard,
}: {
  readonly section: SettingsSection;
  readonly saving: SaveControl;
  readonly onDiscard: () => void;
}) {
  const { t } = useWords();
  const { draft } = useWindowParts();
  const { changes, faults } = useSection();
  const isBusy = saving.state === 'saving';
  const isDirty = changes.length > 0;
  const isFit = faults.length === 0;
  const said = saidOf();

  function saidOf(): string {
    if (isBusy) return t('settings.saving');
    if (saving.state === 'failed' && saving.error !== null)
      return saving.error === 'cannot-store' ? t('commandError.cannot-store') : t('settings.notSaved');
    if (isDirty) return isFit ? t('settings.unsaved') : t('settings.mendFirst');
    return saving.state === 'saved' ? t('settings.saved') : '';
  }

  async function save(): Promise<void> {
    if (isBusy || !isDirty) return;
    const isSaved = isFit && (await saving.save(changes));
    if (!isSaved) document.querySelector<HTMLElement>('.settings-section [aria-invalid]')?.focus();
  }

  const isShown = isDirty || saving.state !== 'idle';
  return (
    <div className="save-bar" data-shown={isShown || undefined} data-bad={!isFit || undefined}>
      <OtherFaults section={section} />
      <output className="save-bar-said">{said}</output>
      {isShown ? (
        <span className="save-bar-buttons">
          {isDirty && !isBusy ? (
            <button
              type="button"
              className="button small"
              onClick={() => {
                draft.drop(isIn(section));
                saving.forget();
                onDiscard();
              }}
            >
              {t('settings.discard')}
            </button>
          ) : null}
          {/* Not disabled, which would take the focus from whoever has just saved. */}
          <button
            type="button"
            className="button small primary"
            aria-disabled={isBusy || !isDirty || !isFit || undefined}
            onClick={() => void save()}
          >
            {t('settings.save')}
          </button>
        </span>
      ) : null}
    </div>
  );
}
