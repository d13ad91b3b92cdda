/** The list with what is shown of it: everybody, the missing or the found, and what somebody types. */
import { useDeferredValue, useMemo, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { ROLL_CALL_LIMIT, type RollCall, type RollCallPerson } from '../../../electron/shared/roll-call.ts';
import { Empty } from '../../components/empty.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useWords } from '../../text/use-words.ts';
import { focusElement, LIST_ID } from '../shell/key-map.ts';
import { findPeople, type Shown, SHOWN } from './find-people.ts';
import { PeopleList } from './people-list.tsx';

const LABELS = { everybody: 'everybody', missing: 'onlyMissing', found: 'onlyFound' } as const;

interface Props {
  readonly rollCall: RollCall;
  readonly onTick: (person: RollCallPerson, isFound: boolean) => void;
}

function Nobody({ isUnderWay, shown, text }: { isUnderWay: boolean; shown: Shown; text: string }) {
  const { t } = useWords();
  if (text !== '') return <Empty title={t('rollCall.noMatch', { text })} hint={t('rollCall.noMatchHint')} />;
  if (shown === 'missing' && isUnderWay)
    return <Empty title={t('rollCall.nobodyMissing')} hint={t('rollCall.nobodyMissingHint')} />;
  if (shown === 'found' && isUnderWay)
    return <Empty title={t('rollCall.nobodyFound')} hint={t('rollCall.nobodyFoundHint')} />;
  return <Empty title={t('rollCall.nobodyOnSite')} hint={t('rollCall.nobodyOnSiteHint')} />;
}

export function People({ rollCall: { open, people, counts }, onTick }: Props) {
  const { t } = useWords();
  const [chosen, setShown] = useState<Shown>('everybody');
  const [typed, setTyped] = useState('');
  const isUnderWay = open !== null;
  const shown = isUnderWay ? chosen : 'everybody';
  const text = useDeferredValue(typed.trim());
  const rows = useMemo(() => findPeople(people, shown, text), [people, shown, text]);
  const count = { everybody: people.length, missing: counts.missing, found: counts.found };
  return (
    <section className="roll-call-people">
      <div className="roll-call-filters">
        {isUnderWay ? (
          <ToggleButtonGroup
            className="choices"
            aria-label={t('rollCall.show')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[shown]}
            onSelectionChange={(keys) => {
              const [key] = keys;
              if (key !== undefined) setShown(key as Shown);
            }}
          >
            {SHOWN.map((each) => (
              <ToggleButton key={each} id={each} className="choice">
                {t(`rollCall.${LABELS[each]}`)} <span className="choice-count">{count[each]}</span>
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        ) : null}
        <div className="roll-call-filter">
          <SearchField
            label={t('rollCall.filter')}
            placeholder={t('rollCall.filter')}
            clearLabel={t('rollCall.clearFilter')}
            value={typed}
            onChange={setTyped}
            onLeave={() => focusElement(LIST_ID)}
          />
        </div>
      </div>
      {rows.length === 0 ? (
        <Nobody isUnderWay={isUnderWay} shown={shown} text={text} />
      ) : (
        // Another choice is another list: it begins at its top, and nothing in it is held.
        <PeopleList
          key={`${shown} ${text}`}
          people={rows}
          everybody={people}
          isUnderWay={isUnderWay}
          onTick={onTick}
        />
      )}
      {isUnderWay && rows.length > 0 ? <p className="roll-call-hint">{t('rollCall.tickHint')}</p> : null}
      {people.length < ROLL_CALL_LIMIT ? null : (
        <p className="roll-call-hint">{t('rollCall.firstOf', { shown: ROLL_CALL_LIMIT })}</p>
      )}
    </section>
  );
}
