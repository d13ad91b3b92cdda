/** The badge as it will be printed: the very bitmap, drawn again whenever something about the visitor changes. */
import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { useRefresh } from '../../store/use-refresh.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';

export function BadgePreview({ visitor }: { readonly visitor: CheckInDetail }) {
  const { t } = useWords();
  const { store } = useWindowParts();
  const query = store.preview(visitor.id);
  const { value, error } = useQuery(query);
  useRefresh(query, visitor);
  if (value === null) {
    return (
      <div className="badge-frame" data-empty>
        <p>{t(error === null ? 'panel.previewWait' : 'panel.previewFailed')}</p>
      </div>
    );
  }
  const name = visitor.name === '' ? t('visitor.noName') : visitor.name;
  return (
    <div className="badge-frame">
      <img
        src={`data:image/png;base64,${value.pngBase64}`}
        width={value.widthDots}
        height={value.heightDots}
        data-upright={value.heightDots > value.widthDots || undefined}
        alt={t('panel.preview', { name })}
      />
    </div>
  );
}
