/** One person: who, the badge as it will be printed, what can be done about it, and what is known. */
import { useEffect, useRef } from 'react';
import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { BadgeQuestion } from '../../components/badge-question.tsx';
import { Empty } from '../../components/empty.tsx';
import { PlaceBoundary } from '../../components/place-boundary.tsx';
import { Icon } from '../../components/icon.tsx';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { focusElement, LIST_ID, PANEL_ID } from '../shell/key-map.ts';
import { usePlace } from '../shell/place.ts';
import { BadgePreview } from './badge-preview.tsx';
import { KeyHints } from './key-hints.tsx';
import { PrintButton } from './print-button.tsx';
import { VisitorActs } from './visitor-acts.tsx';
import { VisitorBadges } from './visitor-badges.tsx';
import { VisitorCards } from './visitor-cards.tsx';
import { VisitorFacts } from './visitor-facts.tsx';
import { VisitorHistory } from './visitor-history.tsx';
import { VisitorNotices } from './visitor-notices.tsx';

function Visitor({ visitor }: { readonly visitor: CheckInDetail }) {
  const { t } = useWords();
  const inDoubt = visitor.jobs.find((job) => job.state === 'uncertain');
  return (
    <>
      <div className="panel-who">
        <h2>
          <bdi>{visitor.name === '' ? t('visitor.noName') : visitor.name}</bdi>
        </h2>
        <p>{visitor.companyName === null ? t('visitor.noCompany') : <bdi>{visitor.companyName}</bdi>}</p>
      </div>
      <BadgePreview visitor={visitor} />
      {inDoubt === undefined ? null : <BadgeQuestion job={inDoubt} />}
      <VisitorActs visitor={visitor} />
      <PrintButton visitor={visitor} />
      <VisitorNotices visitor={visitor} />
      <VisitorFacts visitor={visitor} />
      <VisitorCards visitor={visitor} />
      <VisitorHistory visitor={visitor} />
      <VisitorBadges visitor={visitor} />
    </>
  );
}

function SelectedVisitor({ id }: { readonly id: number }) {
  const { t } = useWords();
  const { store } = useWindowParts();
  const { value, error } = useQuery(store.detail(id));
  if (value !== null) return <Visitor visitor={value} />;
  if (error === null) return null;
  return error === 'not-found' ? (
    <Empty title={t('panel.forgotten')} hint={t('panel.forgottenHint')} />
  ) : (
    <Empty title={t('panel.failed')} hint={t(`commandError.${error}`)} />
  );
}

/** As in `narrow.css`: below it there is no room for list and panel beside each other. */
const NARROW = '(max-width: 900px)';

/** Where the panel lies over the list the focus goes with it, and back to the list when it is closed. */
function usePanelFocus(isOpen: boolean): void {
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current === isOpen) return;
    wasOpen.current = isOpen;
    if (window.matchMedia(NARROW).matches) focusElement(isOpen ? PANEL_ID : LIST_ID);
  }, [isOpen]);
}

export function VisitorPanel() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const { place, go } = usePlace();
  usePanelFocus(place.isPanelOpen);
  return (
    <aside id={PANEL_ID} className="panel" tabIndex={-1} aria-label={t('panel.label')}>
      <button
        type="button"
        className="button small panel-back"
        onClick={() => go({ to: 'panel', isOpen: false })}
      >
        <Icon name="back" />
        {t('panel.back')}
      </button>
      {place.selectedId === null ? (
        <Empty title={t('panel.none')} hint={t('panel.noneHint')}>
          <KeyHints />
        </Empty>
      ) : (
        <PlaceBoundary key={place.selectedId} onShow={() => store.forgetUnobserved()}>
          <SelectedVisitor id={place.selectedId} />
        </PlaceBoundary>
      )}
    </aside>
  );
}
