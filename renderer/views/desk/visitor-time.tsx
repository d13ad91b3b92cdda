/** The last column: the time that matters in this list, and its age. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- see visitor-list.tsx */
import { assertNever } from '../../../electron/shared/result.ts';
import type { CheckInList, CheckInRow } from '../../../electron/shared/view.ts';
import { Age } from '../../components/age.tsx';
import { useNow } from '../../store/window-context.ts';
import { MINUTE_MS } from '../../text/age.ts';
import { useWords } from '../../text/use-words.ts';

export type TimeColumn = 'arrived' | 'expectedAt' | 'leftAt' | 'overdueBy' | 'pickUpSince';

export function timeColumn(list: CheckInList | null): TimeColumn {
  if (list === 'expected') return 'expectedAt';
  if (list === 'left') return 'leftAt';
  if (list === 'overdue') return 'overdueBy';
  if (list === 'pick-up') return 'pickUpSince';
  return 'arrived';
}

/** The moment that the column tells of, and whether its age is counted from it. */
function momentOf(row: CheckInRow, column: TimeColumn): number | null {
  switch (column) {
    case 'arrived':
      return row.arrivedAtMs;
    case 'expectedAt':
      return row.validFromMs;
    case 'leftAt':
      return row.leftAtMs;
    case 'overdueBy':
      return row.validToMs;
    case 'pickUpSince':
      return row.pickUp?.sinceMs ?? null;
    default:
      return assertNever(column);
  }
}

interface Props {
  readonly row: CheckInRow;
  readonly column: TimeColumn;
}

export function VisitorTime({ row, column }: Props) {
  const { formats } = useWords();
  const nowMs = useNow(MINUTE_MS);
  const ms = momentOf(row, column);
  if (ms === null)
    return (
      <span className="cell time" role="gridcell">
        –
      </span>
    );
  return (
    <span className="cell time" role="gridcell" data-over={column === 'overdueBy' || undefined}>
      <span className="time-at">{formats.moment(ms)}</span>
      {ms > nowMs + MINUTE_MS ? null : (
        <span className="time-age">
          <Age sinceMs={ms} />
        </span>
      )}
    </span>
  );
}
