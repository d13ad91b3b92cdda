/** Wherever somebody is in the window: how many have waited too long for whoever picks them up. */
import { useView } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';

export function PickUpBanner() {
  const { t } = useWords();
  const { place, go } = usePlace();
  const pickUps = useView((view) => view.pickUps);
  const isShown = place.name === 'desk' && place.list === 'pick-up' && place.search === '';
  if (pickUps === null || pickUps.overdue === 0 || isShown) return null;
  return (
    <div className="banner pick-up-banner" data-tone="warn">
      <p>{t('cards.pickUp.banner', { count: pickUps.overdue, minutes: pickUps.overdueAfterMin })}</p>
      <button type="button" className="button small" onClick={() => go({ to: 'list', list: 'pick-up' })}>
        {t('cards.pickUp.show')}
      </button>
    </div>
  );
}
