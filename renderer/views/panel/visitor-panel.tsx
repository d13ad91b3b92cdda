/** One person: who, the badge as it will be printed, what can be done about it, and what is known. */
import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { BadgeQuestion } from '../../components/badge-question.tsx';
import { Empty } from '../../components/empty.tsx';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { PANEL_ID } from '../shell/key-map.ts';
import { usePlace } from '../shell/place.ts';
import { BadgePreview } from './badge-preview.tsx';
import { KeyHints } from './key-hints.tsx';
import { PrintButton } from './print-button.tsx';
import { VisitorBadges } from './visitor-badges.tsx';
import { VisitorFacts } from './visitor-facts.tsx';
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
      <PrintButton visitor={visitor} />
      <VisitorNotices visitor={visitor} />
      <VisitorFacts visitor={visitor} />
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

export function VisitorPanel() {
  const { t } = useWords();
  const { place } = usePlace();
  return (
    <aside id={PANEL_ID} className="panel" tabIndex={-1} aria-label={t('panel.label')}>
      {place.selectedId === null ? (
        <Empty title={t('panel.none')} hint={t('panel.noneHint')}>
          <KeyHints />
        </Empty>
      ) : (
        <SelectedVisitor key={place.selectedId} id={place.selectedId} />
      )}
    </aside>
  );
}
