/** The frame of the window: rail, header, the place, the line at the foot. Everything below it may count on a view. */
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { PlaceBoundary } from '../../components/place-boundary.tsx';
import { useStation, useView, useWindowParts } from '../../store/window-context.ts';
import { speak, toLanguage } from '../../text/text.ts';
import { DeskView } from '../desk/desk-view.tsx';
import { NewcomerAnnouncer } from '../desk/newcomer-announcer.tsx';
import { PickUpAnnouncer } from '../pick-up/pick-up-announcer.tsx';
import { PickUpBanner } from '../pick-up/pick-up-banner.tsx';
import { PrivacyGuard } from '../privacy/privacy-guard.tsx';
import { RollCallBanner } from '../roll-call/roll-call-banner.tsx';
import { BottomLine } from './bottom-line.tsx';
import { Header } from './header.tsx';
import {
  actElementId,
  focusElement,
  LIST_ID,
  pressElement,
  PRINT_ID,
  SEARCH_ID,
  SEVERAL_ID,
  useKeyMap,
} from './key-map.ts';
import { LostBanner } from './lost-banner.tsx';
import { FIRST_PLACE, movePlace, PlaceContext, type PlaceName } from './place.ts';
import { Rail } from './rail.tsx';
import { Starting } from './starting.tsx';
import { ScanBanner } from './scan-banner.tsx';
import { StoreBanner } from './store-banner.tsx';

/** Few desks open it on a day: it is not part of what is loaded to see who is here. */
const DesignerView = lazy(async () => ({
  default: (await import('../designer/designer-view.tsx')).DesignerView,
}));
const CardsView = lazy(async () => ({ default: (await import('../cards/cards-view.tsx')).CardsView }));
const PrintsView = lazy(async () => ({ default: (await import('../prints/prints-view.tsx')).PrintsView }));
const RollCallView = lazy(async () => ({
  default: (await import('../roll-call/roll-call-view.tsx')).RollCallView,
}));
const SettingsView = lazy(async () => ({
  default: (await import('../settings/settings-view.tsx')).SettingsView,
}));
const SetUpView = lazy(async () => ({ default: (await import('../set-up/set-up-view.tsx')).SetUpView }));
const HelpOverlay = lazy(async () => ({ default: (await import('../help/help-overlay.tsx')).HelpOverlay }));
const DemoDrawer = lazy(async () => ({ default: (await import('../demo/demo-drawer.tsx')).DemoDrawer }));

/** The station decides the language; the page says so too, for screen readers and hyphenation. */
function useStationLanguage(): void {
  const { i18n } = useTranslation('window');
  const language = toLanguage(useView((view) => view.language));
  useEffect(() => {
    document.documentElement.lang = language;
    void speak(i18n, language);
  }, [i18n, language]);
}

const PLACE_VIEWS: Readonly<Record<PlaceName, ReactNode>> = {
  desk: <DeskView />,
  'roll-call': (
    <Suspense>
      <RollCallView />
    </Suspense>
  ),
  cards: (
    <Suspense>
      <CardsView />
    </Suspense>
  ),
  prints: (
    <Suspense>
      <PrintsView />
    </Suspense>
  ),
  designer: (
    <Suspense>
      <DesignerView />
    </Suspense>
  ),
  settings: (
    <Suspense>
      <SettingsView />
    </Suspense>
  ),
};

function OpenShell() {
  useStationLanguage();
  const { store } = useWindowParts();
  const hasDemo = useView((view) => view.demo !== null);
  const hasPickUps = useView((view) => view.pickUps !== null);
  const { privacy } = useWindowParts();
  const blur = useView((view) => view.privacy.blur);
  const [place, go] = useReducer(movePlace, FIRST_PLACE);
  const control = useMemo(() => ({ place, go }), [place]);
  useKeyMap({
    focusSearch: () => focusElement(SEARCH_ID),
    focusList: () => focusElement(LIST_ID),
    goBack: () => {
      if (place.isDemoOpen) go({ to: 'demo', isOpen: false });
      if (place.marked !== null) go({ to: 'marked', marked: null });
      if (place.search !== '') go({ to: 'search', text: '' });
      if (place.isPanelOpen) go({ to: 'panel', isOpen: false });
      focusElement(LIST_ID);
    },
    openList: (list) => {
      // A tab that is not there has no key.
      if (list !== 'pick-up' || hasPickUps) go({ to: 'list', list });
    },
    print: () => pressElement(PRINT_ID),
    act: (kind) => pressElement(actElementId(kind)),
    markSeveral: () => pressElement(SEVERAL_ID),
    turnCover: () => privacy.turnOver(blur),
    openPlace: (name) => go({ to: 'place', name }),
    openHelp: () => go({ to: 'help', isOpen: true }),
  });
  return (
    <PlaceContext value={control}>
      <div className="shell">
        <Rail />
        <Header />
        <div className="banners">
          <LostBanner />
          <RollCallBanner />
          <StoreBanner />
          <PickUpBanner />
          <ScanBanner />
        </div>
        <PlaceBoundary
          key={place.name}
          onShow={() => store.forgetUnobserved()}
          onShownAgain={() => focusElement(LIST_ID)}
        >
          {PLACE_VIEWS[place.name]}
        </PlaceBoundary>
        <BottomLine />
        {hasDemo && place.isDemoOpen ? (
          <Suspense>
            <DemoDrawer />
          </Suspense>
        ) : null}
        {place.isHelpOpen ? (
          <Suspense>
            <HelpOverlay />
          </Suspense>
        ) : null}
        <PlaceBoundary isSilent>
          <NewcomerAnnouncer />
          <PickUpAnnouncer />
        </PlaceBoundary>
        <PrivacyGuard />
      </div>
    </PlaceContext>
  );
}

/** Before there is a desk, and until its printer is chosen, nothing else is asked. */
function SetUpShell() {
  return (
    <Suspense>
      <SetUpView />
    </Suspense>
  );
}

export function Shell() {
  const what = useStation(({ view }) =>
    view === null ? 'starting' : view.setUp === null ? 'desk' : 'set-up',
  );
  if (what === 'starting') return <Starting />;
  return what === 'desk' ? <OpenShell /> : <SetUpShell />;
}
