import { useIsConnected, useView } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';

/** The window lost its station. What was on screen stays, and says from when it is. */
export function LostBanner() {
  const { t, formats } = useWords();
  const isConnected = useIsConnected();
  const asOfMs = useView((view) => view.asOfMs);
  if (isConnected) return null;
  return (
    <div className="banner" data-tone="bad" role="alert">
      <p>
        <strong>{t('app.lostTitle')}</strong>{' '}
        {asOfMs === null ? t('app.lostTextNoTime') : t('app.lostText', { time: formats.time(asOfMs) })}
      </p>
    </div>
  );
}
