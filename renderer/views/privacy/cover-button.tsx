import { Icon } from '../../components/icon.tsx';
import { useCover } from '../../store/use-privacy.ts';
import { useView, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';

/** Turns the cover over, where settings let this desk have one; the key B does the same. */
export function CoverButton() {
  const { t } = useWords();
  const { privacy } = useWindowParts();
  const blur = useView((view) => view.privacy.blur);
  const isCovered = useCover() !== 'none';
  if (blur === 'off') return null;
  const label = t(isCovered ? 'privacy.uncover' : 'privacy.cover');
  return (
    <button
      type="button"
      className="button small cover-button"
      data-covered={isCovered || undefined}
      aria-keyshortcuts="B"
      title={t(isCovered ? 'privacy.uncoverKey' : 'privacy.coverKey')}
      onClick={() => privacy.turnOver(blur)}
    >
      <Icon name={isCovered ? 'covered' : 'seen'} />
      <span>{label}</span>
    </button>
  );
}
