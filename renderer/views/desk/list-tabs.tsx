import { Tab, TabList } from 'react-aria-components/Tabs';
import { useView } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { LISTS } from '../shell/place.ts';

/** The lists with how many are in each; the keys 1 to 6 open them too. Whom to pick up only where the site knows who needs it. */
export function ListTabs() {
  const { t } = useWords();
  const pickUps = useView((view) => view.pickUps);
  const counts = useView((view) => view.counts);
  return (
    <TabList className="tabs" aria-label={t('tabs.label')}>
      {LISTS.map((list, index) =>
        list === 'pick-up' && pickUps === null ? null : (
          <Tab key={list} id={list} className="tab" aria-keyshortcuts={String(index + 1)}>
            {t(`tabs.${list}`)}{' '}
            <span
              className="tab-count"
              data-warn={
                (list === 'overdue' && counts[list] > 0) ||
                (list === 'pick-up' && (pickUps?.overdue ?? 0) > 0) ||
                undefined
              }
            >
              {counts[list]}
            </span>
          </Tab>
        ),
      )}
    </TabList>
  );
}
