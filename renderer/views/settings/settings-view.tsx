/** Everything that a site decides, in sections; each is checked while it is typed and saved as a whole. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { SettingsReport, SettingsValues } from '../../../electron/shared/settings-values.ts';
import { Alert } from '../../components/notice.tsx';
import { useQuery, useView, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { DiagnosticsSection } from '../diagnostics/diagnostics-section.tsx';
import { SETTINGS_SECTIONS, type SettingsSection, usePlace } from '../shell/place.ts';
import { BadgesSection } from './badges-section.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { DeskSection } from './desk-section.tsx';
import { PrintersSection } from './printers-section.tsx';
import { PrintingSection } from './printing-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { SaveBar } from './save-bar.tsx';
import { StatesSection } from './states-section.tsx';
import { isIn, SectionContext, useChanges, useSaveSettings, useSectionControl } from './use-settings.ts';

type Editable = Exclude<SettingsSection, 'diagnostics'>;

const SECTIONS: Readonly<Record<Editable, ReactNode>> = {
  connection: <ConnectionSection />,
  states: <StatesSection />,
  printers: <PrintersSection />,
  printing: <PrintingSection />,
  badges: <BadgesSection />,
  privacy: <PrivacySection />,
  desk: <DeskSection />,
};

function EditableSection({
  section,
  report,
  values,
}: {
  readonly section: Editable;
  readonly report: SettingsReport;
  readonly values: SettingsValues;
}) {
  const { t } = useWords();
  const saving = useSaveSettings();
  const control = useSectionControl(section, report, values, saving);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <SectionContext value={control}>
      <div className="settings-section">
        <h3 ref={heading} tabIndex={-1}>
          {t(`settings.section.${section}`)}
        </h3>
        <p className="second">{t(`settings.intro.${section}`)}</p>
        {SECTIONS[section]}
        <p className="settings-where second">
          {report.path === null ? t('settings.whereDemo') : t('settings.where', { path: report.path })}
        </p>
      </div>
      <SaveBar section={section} saving={saving} onDiscard={() => heading.current?.focus()} />
    </SectionContext>
  );
}

function SectionTab({ section }: { readonly section: SettingsSection }) {
  const { t } = useWords();
  const isChanged = [...useChanges().keys()].some(isIn(section));
  const unknown = useView((view) => view.unknownStates);
  return (
    <Tab id={section} className="settings-tab">
      {t(`settings.section.${section}`)}
      {isChanged ? (
        <span className="settings-dot">
          <span className="visually-hidden">{t('settings.unsaved')}</span>
        </span>
      ) : null}
      {section === 'states' && unknown > 0 ? <span className="rail-count">{unknown}</span> : null}
    </Tab>
  );
}

export function SettingsView() {
  const { t } = useWords();
  const { place, go } = usePlace();
  const { store } = useWindowParts();
  const query = store.settings();
  // Another window, or the designer, may have changed them since.
  useEffect(() => query.refresh(), [query]);
  const { value: report, error } = useQuery(query);
  const values = report?.values ?? null;
  const { section } = place;
  return (
    <main className="settings">
      <Tabs
        className="settings-tabs"
        orientation="vertical"
        selectedKey={section}
        onSelectionChange={(key) => {
          const next = SETTINGS_SECTIONS.find((one) => one === key);
          if (next !== undefined && next !== section) go({ to: 'section', section: next });
        }}
      >
        <div className="settings-nav">
          <h2>{t('settings.title')}</h2>
          <TabList className="settings-tablist" aria-label={t('settings.sections')}>
            {SETTINGS_SECTIONS.map((one) => (
              <SectionTab key={one} section={one} />
            ))}
          </TabList>
        </div>
        <TabPanel id={section} className="settings-panel" key={section}>
          {section === 'diagnostics' ? (
            <div className="settings-section">
              <DiagnosticsSection />
            </div>
          ) : report !== null && values !== null ? (
            <EditableSection section={section} report={report} values={values} />
          ) : (
            <SettingsWait hasFailed={error !== null} onAgain={() => query.refresh()} />
          )}
        </TabPanel>
      </Tabs>
    </main>
  );
}

function SettingsWait({ hasFailed, onAgain }: { readonly hasFailed: boolean; readonly onAgain: () => void }) {
  const { t } = useWords();
  if (!hasFailed) return <p className="settings-section second">{t('settings.reading')}</p>;
  return (
    <div className="settings-section">
      <Alert>{t('settings.failed')}</Alert>
      <button type="button" className="button small" onClick={onAgain}>
        {t('settings.again')}
      </button>
    </div>
  );
}
