/** The frame of the window: rail, header, the place, the line at the foot. Everything below it may count on a view. */
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation, useView } from '../../store/window-context.ts';
import { toLanguage } from '../../text/text.ts';
import { DeskView } from '../desk/desk-view.tsx';
import { NewcomerAnnouncer } from '../desk/newcomer-announcer.tsx';
import { PrintersView } from '../printers/printers-view.tsx';
import { PrintsView } from '../prints/prints-view.tsx';
import { BottomLine } from './bottom-line.tsx';
import { Header } from './header.tsx';
import { focusElement, LIST_ID, pressElement, PRINT_ID, SEARCH_ID, useKeyMap } from './key-map.ts';
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
const DemoDrawer = lazy(async () => ({ default: (await import('../demo/demo-drawer.tsx')).DemoDrawer }));

/** The station decides the language; the page says so too, for screen readers and hyphenation. */
function useStationLanguage(): void {
  const { i18n } = useTranslation('window');
  const language = toLanguage(useView((view) => view.language));
  useEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
}

const PLACE_VIEWS: Readonly<Record<PlaceName, ReactNode>> = {
  desk: <DeskView />,
  prints: <PrintsView />,
  designer: (
    <Suspense>
      <DesignerView />
    </Suspense>
  ),
  printers: <PrintersView />,
};

function OpenShell() {
  useStationLanguage();
  const hasDemo = useView((view) => view.demo !== null);
  const [place, go] = useReducer(movePlace, FIRST_PLACE);
  const control = useMemo(() => ({ place, go }), [place]);
  useKeyMap({
    focusSearch: () => focusElement(SEARCH_ID),
    focusList: () => focusElement(LIST_ID),
    goBack: () => {
      if (place.isDemoOpen) go({ to: 'demo', isOpen: false });
      if (place.search !== '') go({ to: 'search', text: '' });
      focusElement(LIST_ID);
    },
    openList: (list) => go({ to: 'list', list }),
    print: () => pressElement(PRINT_ID),
  });
  return (
    <PlaceContext value={control}>
      <div className="shell">
        <Rail />
        <Header />
        <div className="banners">
          <LostBanner />
          <StoreBanner />
          <ScanBanner />
        </div>
        {PLACE_VIEWS[place.name]}
        <BottomLine />
        {hasDemo && place.isDemoOpen ? (
          <Suspense>
            <DemoDrawer />
          </Suspense>
        ) : null}
        <NewcomerAnnouncer />
      </div>
    </PlaceContext>
  );
}

export function Shell() {
  const hasView = useStation((snapshot) => snapshot.view !== null);
  return hasView ? <OpenShell /> : <Starting />;
}
