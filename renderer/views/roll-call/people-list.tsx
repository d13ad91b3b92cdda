/**
 * The people of a roll call as one list in which the whole row is pressed: selected is found. Only what is in sight is drawn, so
 * that five thousand scroll as well as five, and rows keep their place under a hand.
 */
import type { KeyboardEvent } from 'react';
import type { Selection } from 'react-aria-components';
import { GridList } from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import type { RollCallPerson } from '../../../electron/shared/roll-call.ts';
import { useWords } from '../../text/use-words.ts';
import { HeldChip } from '../desk/held-chip.tsx';
import { useHandOnList, useHeldOrder } from '../desk/held-order.ts';
import { LIST_ID } from '../shell/key-map.ts';
import { PersonRow } from './person-row.tsx';

/** As in roll-call.css; at least 48 for a finger in a hurry. */
const ROW_HEIGHT = 60;

interface Props {
  readonly people: readonly RollCallPerson[];
  /** As they are now, also who does not belong into this list any more and is held in it. */
  readonly everybody: readonly RollCallPerson[];
  readonly isUnderWay: boolean;
  readonly onTick: (person: RollCallPerson, isFound: boolean) => void;
}

/** With Shift an arrow would tick off whom it comes to; here arrows move and Space ticks. */
function moveOnly(event: KeyboardEvent): void {
  if (event.shiftKey && /^(Arrow|Home|End|Page)/.test(event.key)) event.stopPropagation();
}

function asTheyAre(
  rows: readonly RollCallPerson[],
  everybody: readonly RollCallPerson[],
): readonly RollCallPerson[] {
  const now = new Map(everybody.map((person) => [person.id, person]));
  return rows.map((row) => now.get(row.id) ?? row);
}

export function PeopleList({ people, everybody, isUnderWay, onTick }: Props) {
  const { t } = useWords();
  const hand = useHandOnList();
  const held = useHeldOrder(people, hand.isHeld);
  const rows = held.goneIds.size === 0 ? held.rows : asTheyAre(held.rows, everybody);
  const found = new Set(rows.filter(({ foundAtMs }) => foundAtMs !== null).map(({ id }) => id));

  /** One person at a time: a slip that selects everybody, or a range, ticks nobody off. */
  function onSelectionChange(keys: Selection): void {
    if (keys === 'all') return;
    const changed = rows.filter(({ id }) => keys.has(id) !== found.has(id));
    const [person] = changed;
    if (person !== undefined && changed.length === 1) onTick(person, keys.has(person.id));
  }

  return (
    <div className="people" onKeyDownCapture={moveOnly} {...hand.handlers}>
      <HeldChip newCount={held.newCount} goneCount={held.goneIds.size} onRelease={hand.release} />
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_HEIGHT }}>
        <GridList
          id={LIST_ID}
          className="people-rows"
          aria-label={t(isUnderWay ? 'rollCall.list' : 'rollCall.listOnSite')}
          items={rows}
          dependencies={[isUnderWay, t]}
          selectionMode={isUnderWay ? 'multiple' : 'none'}
          selectionBehavior="toggle"
          escapeKeyBehavior="none"
          disallowTypeAhead
          selectedKeys={found}
          onSelectionChange={onSelectionChange}
        >
          {(person) => <PersonRow person={person} isUnderWay={isUnderWay} />}
        </GridList>
      </Virtualizer>
    </div>
  );
}
