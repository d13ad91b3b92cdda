/** The desk: who is here on the left, one person on the right. */
import { TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { CheckInList } from '../../../electron/shared/view.ts';
import { VisitorPanel } from '../panel/visitor-panel.tsx';
import { usePlace } from '../shell/place.ts';
import { ListBody } from './list-body.tsx';
import { ListTabs } from './list-tabs.tsx';
import { SeveralBar, SeveralToggle } from './several.tsx';

export function DeskView() {
  const { place, go } = usePlace();
  const search = place.search.trim();
  const several = place.marked === null ? null : <SeveralBar marked={place.marked} />;
  return (
    <main className="desk" data-panel={place.isPanelOpen || undefined}>
      {search === '' ? (
        <Tabs
          className="lists"
          selectedKey={place.list}
          onSelectionChange={(key) => go({ to: 'list', list: key as CheckInList })}
        >
          <ListTabs />
          <SeveralToggle />
          <TabPanel key={place.list} id={place.list} className="list-panel">
            <ListBody list={place.list} search="" />
          </TabPanel>
          {several}
        </Tabs>
      ) : (
        <section className="lists">
          <SeveralToggle />
          <ListBody list={null} search={search} />
          {several}
        </section>
      )}
      <VisitorPanel />
    </main>
  );
}
