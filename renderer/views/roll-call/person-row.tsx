/** One person in a roll call: the whole row is the button, and says in words what it shows by colour. */
import { memo } from 'react';
import { GridListItem } from 'react-aria-components/GridList';
import { type RollCallPerson, standingOf } from '../../../electron/shared/roll-call.ts';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../text/use-words.ts';
import type { Words } from '../../text/reason-words.ts';

interface Props {
  readonly person: RollCallPerson;
  /** Without a roll call nobody is missing. */
  readonly isUnderWay: boolean;
}

export function nameOf(
  { t }: Words,
  { name, isForgotten }: Pick<RollCallPerson, 'name' | 'isForgotten'>,
): string {
  if (name !== '') return name;
  return t(isForgotten ? 'rollCall.forgotten' : 'rollCall.noName');
}

function stateText({ t, formats }: Words, person: RollCallPerson): string {
  switch (standingOf(person)) {
    case 'missing':
      return t('rollCall.stateMissing');
    case 'found':
      return t('rollCall.stateFound', { time: formats.moment(person.foundAtMs ?? 0) });
    case 'left':
      if (person.isDepartureUnsent) return t('rollCall.stateLeftUnsent');
      return t('rollCall.stateLeft', { time: formats.moment(person.leftAtMs ?? 0) });
  }
}

export const PersonRow = memo(function PersonRow({ person, isUnderWay }: Props) {
  const words = useWords();
  const { t, formats } = words;
  const name = nameOf(words, person);
  const standing = standingOf(person);
  return (
    <GridListItem
      id={person.id}
      className="person" // What a screen reader says of the row.
      textValue={isUnderWay ? t('rollCall.row', { name, state: stateText(words, person) }) : name}
      data-standing={isUnderWay ? standing : undefined}
    >
      {isUnderWay ? (
        <span className="person-box">{standing === 'found' ? <Icon name="check" /> : null}</span>
      ) : null}
      <span className="person-who">
        <span className="who-name">
          <bdi>{name}</bdi>
        </span>
        <span className="second">
          <bdi>{person.companyName ?? ''}</bdi>
        </span>
      </span>
      <span className="person-visit">
        <span className="second">
          {person.host === null ? '' : <bdi>{t('rollCall.host', { name: person.host })}</bdi>}
        </span>
        <span className="second">
          {person.arrivedAtMs === null
            ? ''
            : t('rollCall.since', { time: formats.moment(person.arrivedAtMs) })}
          {person.isUnconfirmed ? <em className="person-note">{t('rollCall.unconfirmed')}</em> : null}
        </span>
      </span>
      {isUnderWay ? <span className="person-state">{stateText(words, person)}</span> : null}
    </GridListItem>
  );
});
