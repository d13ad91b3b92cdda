import { useView } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';

/** Wherever somebody is in the window: a roll call is under way, and how many are missing. */
export function RollCallBanner() {
  const { t } = useWords();
  const { place, go } = usePlace();
  const rollCall = useView((view) => view.rollCall);
  if (rollCall === null || place.name === 'roll-call') return null;
  const { isDrill, missing: count } = rollCall;
  const sentence =
    count === 0
      ? t(isDrill ? 'rollCall.bannerDrillNobody' : 'rollCall.bannerNobody')
      : t(isDrill ? 'rollCall.bannerDrill' : 'rollCall.banner', { count });
  return (
    <div className="banner roll-call-banner" data-tone={isDrill ? 'warn' : 'bad'}>
      <output>{sentence}</output>
      <button type="button" className="button small" onClick={() => go({ to: 'place', name: 'roll-call' })}>
        {t('rollCall.bannerOpen')}
      </button>
    </div>
  );
}
