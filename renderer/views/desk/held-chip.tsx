import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../text/use-words.ts';

interface Props {
  readonly newCount: number;
  readonly goneCount: number;
  readonly onRelease: () => void;
}

/** What the list would show if it were not held in place; a press lets it go. */
export function HeldChip({ newCount, goneCount, onRelease }: Props) {
  const { t } = useWords();
  if (newCount === 0 && goneCount === 0) return null;
  return (
    <button type="button" className="held-chip" onClick={onRelease}>
      <Icon name="up" />
      {newCount > 0 ? t('list.showNew', { count: newCount }) : t('list.order', { count: goneCount })}
    </button>
  );
}
