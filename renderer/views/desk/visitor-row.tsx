/** One visitor in a list. A row answers in reading order: who, is it them, what for, has the badge come out, since when. */
import { memo } from 'react';
import { GridListItem } from 'react-aria-components/GridList';
import type { CheckInRow } from '../../../electron/shared/view.ts';
import { Chip } from '../../components/chip.tsx';
import type { IconName } from '../../components/icon.tsx';
import { badgeChip } from '../../text/badge-words.ts';
import { identityWords } from '../../text/identity-words.ts';
import type { Tone } from '../../text/tone.ts';
import { useWords } from '../../text/use-words.ts';
import { visitWords } from '../../text/visit-words.ts';
import { type TimeColumn, VisitorTime } from './visitor-time.tsx';

interface Props {
  readonly row: CheckInRow;
  readonly column: TimeColumn;
  /** In a search, rows of every list stand together, so each says in which one it is. */
  readonly showsPhase: boolean;
  readonly isGone: boolean;
}

const IDENTITY_ICONS: Readonly<Partial<Record<Tone, IconName>>> = { ok: 'check', warn: 'attention' };

function Who({ row, isGone }: Pick<Props, 'row' | 'isGone'>) {
  const { t } = useWords();
  const note = isGone ? t('list.movedOn') : row.isUnconfirmed ? t('visitor.unconfirmed') : null;
  return (
    <span className="cell who">
      <span className="who-name">
        <bdi>{row.name === '' ? t('visitor.noName') : row.name}</bdi>
      </span>
      <span className="second">
        {row.companyName === null ? t('visitor.noCompany') : <bdi>{row.companyName}</bdi>}
        {note === null ? null : <em className="who-note"> · {note}</em>}
      </span>
    </span>
  );
}

function Visit({ row, showsPhase }: Pick<Props, 'row' | 'showsPhase'>) {
  const words = useWords();
  const { first, second } = visitWords(words, row, showsPhase);
  return (
    <span className="cell visit">
      {row.phase === 'unknown' ? (
        <Chip tone="neutral" text={row.state} />
      ) : (
        <span className="first">{first}</span>
      )}
      <span className="second">{second}</span>
    </span>
  );
}

export const VisitorRow = memo(function VisitorRow({ row, column, showsPhase, isGone }: Props) {
  const { t } = useWords();
  const identity = identityWords(t, row.verification);
  const badge = badgeChip(t, row.badge);
  return (
    <GridListItem
      id={row.id}
      className="row"
      textValue={row.name === '' ? t('visitor.noName') : row.name}
      data-gone={isGone || undefined}
    >
      <Who row={row} isGone={isGone} />
      <span className="cell">
        <Chip tone={identity.tone} text={identity.text} icon={IDENTITY_ICONS[identity.tone]} />
      </span>
      <Visit row={row} showsPhase={showsPhase} />
      <span className="cell">
        <Chip tone={badge.tone} text={badge.text} />
      </span>
      <VisitorTime row={row} column={column} />
    </GridListItem>
  );
});
