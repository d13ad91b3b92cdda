/** One visitor in a list. A row answers in reading order: who, is it them, what for, has the badge come out, since when. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- see visitor-list.tsx */
/* oxlint-disable jsx-a11y/click-events-have-key-events -- the keys of all rows are those of the grid */
import { memo } from 'react';
import type { CheckInRow } from '../../../electron/shared/view.ts';
import { Chip } from '../../components/chip.tsx';
import type { IconName } from '../../components/icon.tsx';
import { isOpen } from '../../text/acting-words.ts';
import { badgeChip } from '../../text/badge-words.ts';
import { identityWords } from '../../text/identity-words.ts';
import type { Translate } from '../../text/text.ts';
import type { Tone } from '../../text/tone.ts';
import { useWords } from '../../text/use-words.ts';
import { visitWords } from '../../text/visit-words.ts';
import { PickUpMark } from '../pick-up/pick-up-mark.tsx';
import { LIST_ID } from '../shell/key-map.ts';
import { MarkBox } from './several.tsx';
import { type TimeColumn, VisitorTime } from './visitor-time.tsx';

interface CellsProps {
  readonly row: CheckInRow;
  readonly column: TimeColumn;
  /** In a search, rows of every list stand together, so each says in which one it is. */
  readonly showsPhase: boolean;
  readonly isGone: boolean;
  /** Has come to wait, and has not been looked at yet. */
  readonly isUnseen: boolean;
}

interface Place {
  /** Of its row among all of the grid, the names of the columns included. */
  readonly rowIndex: number;
  /** From the first row of its part. */
  readonly yPx: number;
}

interface Props extends CellsProps, Place {
  /** Of its row among all that can be reached. */
  readonly index: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** `null`: nobody is being marked. */
  readonly isMarked: boolean | null;
  /** Has come into this list just now. */
  readonly isNew: boolean;
  readonly onChoose: (index: number, row: CheckInRow) => void;
  readonly onSee: (id: number) => void;
}

const IDENTITY_ICONS: Readonly<Partial<Record<Tone, IconName>>> = { ok: 'check', warn: 'attention' };

/** What was asked for stands first, because a company's name may leave no room behind it. */
function actNote(t: Translate, { transition }: CheckInRow): string | null {
  return transition !== null && isOpen(transition.state) ? t(`acting.row.${transition.state}`) : null;
}

function Who({ row, isGone, isUnseen }: Pick<CellsProps, 'row' | 'isGone' | 'isUnseen'>) {
  const { t } = useWords();
  const note = isGone ? t('list.movedOn') : row.isUnconfirmed ? t('visitor.unconfirmed') : null;
  const asked = actNote(t, row);
  return (
    <span className="cell who" role="gridcell">
      {isUnseen ? (
        <span className="unseen">
          <span className="visually-hidden">{t('list.unseen')} </span>
        </span>
      ) : null}
      <span className="who-name">
        <bdi>{row.name === '' ? t('visitor.noName') : row.name}</bdi>
      </span>
      <span className="second">
        {asked === null ? null : <em className="who-note">{asked} · </em>}
        {row.companyName === null ? t('visitor.noCompany') : <bdi>{row.companyName}</bdi>}
        {note === null ? null : <em className="who-note"> · {note}</em>}
      </span>
    </span>
  );
}

function Visit({ row, showsPhase }: Pick<CellsProps, 'row' | 'showsPhase'>) {
  const words = useWords();
  const { first, second } = visitWords(words, row, showsPhase);
  return (
    <span className="cell visit" role="gridcell">
      {row.phase === 'unknown' ? (
        <Chip tone="neutral" text={row.state} />
      ) : (
        <span className="first">{first}</span>
      )}
      <span className="second">{row.pickUp === null ? second : <PickUpMark pickUp={row.pickUp} />}</span>
    </span>
  );
}

/** Apart from the row's place, which changes for all rows when one comes. */
const Cells = memo(function Cells({ row, column, showsPhase, isGone, isUnseen }: CellsProps) {
  const { t } = useWords();
  const identity = identityWords(t, row.verification);
  const badge = badgeChip(t, row.badge);
  return (
    <>
      <Who row={row} isGone={isGone} isUnseen={isUnseen} />
      <span className="cell" role="gridcell">
        <Chip tone={identity.tone} text={identity.text} icon={IDENTITY_ICONS[identity.tone]} />
      </span>
      <Visit row={row} showsPhase={showsPhase} />
      <span className="cell" role="gridcell">
        <Chip tone={badge.tone} text={badge.text} />
      </span>
      <VisitorTime row={row} column={column} />
    </>
  );
});

export const rowElementId = (index: number): string => `${LIST_ID}-${index}`;

export function VisitorRow(props: Props) {
  const { index, rowIndex, yPx, isActive, isSelected, isMarked, isNew, onChoose, onSee, ...cells } = props;
  return (
    <div
      id={rowElementId(index)}
      className="row"
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isMarked ?? isSelected}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      data-gone={cells.isGone || undefined}
      data-new={isNew || undefined}
      style={{ transform: `translateY(${yPx}px)` }}
      onClick={() => onChoose(index, cells.row)}
      onPointerEnter={() => onSee(cells.row.id)}
    >
      {isMarked === null ? null : <MarkBox isMarked={isMarked} />}
      <Cells {...cells} />
    </div>
  );
}

/** Keeps the place of a row whose page is on the way. */
export const PlaceholderRow = memo(function PlaceholderRow({ rowIndex, yPx }: Place) {
  const { t } = useWords();
  return (
    <div
      className="row placeholder"
      role="row"
      aria-rowindex={rowIndex}
      style={{ transform: `translateY(${yPx}px)` }}
    >
      <span className="cell" role="gridcell">
        <span className="visually-hidden">{t('list.rowComes')}</span>
      </span>
    </div>
  );
});
