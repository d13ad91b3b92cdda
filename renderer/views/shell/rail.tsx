/** The places of the window. Only those that exist have a button. */
import { Icon, type IconName } from '../../components/icon.tsx';
import { useView } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { Mark } from './mark.tsx';
import { type PlaceName, usePlace } from './place.ts';

const PLACES = [
  { name: 'desk', icon: 'desk' },
  { name: 'roll-call', icon: 'rollCall' },
  { name: 'cards', icon: 'card' },
  { name: 'prints', icon: 'badge' },
  { name: 'designer', icon: 'design' },
  { name: 'settings', icon: 'settings' },
] as const satisfies readonly { name: PlaceName; icon: IconName }[];

function DemoButton() {
  const { t } = useWords();
  const { place, go } = usePlace();
  const faults = useView((view) => view.demo?.faults.length ?? 0);
  return (
    <button
      type="button"
      className="rail-button"
      aria-expanded={place.isDemoOpen}
      onClick={() => go({ to: 'demo', isOpen: !place.isDemoOpen })}
    >
      <Icon name="demo" />
      <span>{t('app.demo')}</span>
      {faults > 0 ? <span className="rail-count">{faults}</span> : null}
    </button>
  );
}

/** What in this place waits for somebody. */
function RailCount({ name }: { readonly name: PlaceName }) {
  const { t } = useWords();
  const count = useView((view) =>
    name === 'prints' ? view.questions.length : name === 'cards' ? view.cardsNotReturned : 0,
  );
  if (count === 0) return null;
  return (
    <span className="rail-count">
      {count}
      {name === 'cards' ? <span className="visually-hidden"> {t('cards.list.not-returned')}</span> : null}
    </span>
  );
}

export function Rail() {
  const { t } = useWords();
  const { place, go } = usePlace();
  const hasDemo = useView((view) => view.demo !== null);
  return (
    <nav className="rail" aria-label={t('app.places')}>
      <Mark />
      {PLACES.map(({ name, icon }) => (
        <button
          key={name}
          type="button"
          className="rail-button"
          aria-current={place.name === name ? 'page' : undefined}
          onClick={() => go({ to: 'place', name })}
        >
          <Icon name={icon} />
          <span>{t(`app.${name}`)}</span>
          <RailCount name={name} />
        </button>
      ))}
      <span className="rail-space" />
      <button
        type="button"
        className="rail-button rail-help"
        aria-haspopup="dialog"
        aria-keyshortcuts="? F1"
        onClick={() => go({ to: 'help', isOpen: true })}
      >
        <Icon name="keys" />
        <span>{t('help.open')}</span>
      </button>
      {hasDemo ? <DemoButton /> : null}
    </nav>
  );
}
