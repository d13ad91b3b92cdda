/** One card: which, who has it or had it last, and since when. */
import type { CardList, CardRow as Row } from '../../../electron/shared/cards.ts';
import { Age } from '../../components/age.tsx';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';
import { CardNumber, cardType } from './card-number.tsx';
import type { Revealed } from './use-revealed.ts';

interface Props {
  readonly row: Row;
  readonly list: CardList;
  readonly revealed: Revealed;
}

export function CardHead({ list }: Pick<Props, 'list'>) {
  const { t } = useWords();
  return (
    <tr className="card-row card-names">
      <th scope="col">{t('cards.card')}</th>
      <th scope="col">{t(list === 'free' ? 'cards.lastHolder' : 'cards.holder')}</th>
      <th scope="col" className="card-time">
        {t(`cards.since.${list}`)}
      </th>
    </tr>
  );
}

function Holder({ row, list }: Pick<Props, 'row' | 'list'>) {
  const { t } = useWords();
  const { go } = usePlace();
  const { holder } = row;
  if (holder === null) return <span className="second">{t('cards.nobody')}</span>;
  if (holder.name === null)
    return (
      <span className="second">{t(list === 'in-use' ? 'cards.holderUnknown' : 'cards.holderForgotten')}</span>
    );
  const name = holder.name === '' ? t('visitor.noName') : holder.name;
  return (
    <>
      <button
        type="button"
        className="link strong card-holder"
        aria-label={t('prints.open', { name })}
        onClick={() => go({ to: 'visitor', id: holder.checkInId })}
      >
        <bdi data-personal>{name}</bdi>
      </button>
      {holder.companyName === null ? null : (
        <span className="second">
          <bdi data-personal>{holder.companyName}</bdi>
        </span>
      )}
    </>
  );
}

export function CardRow({ row, list, revealed }: Props) {
  const { formats } = useWords();
  const sinceMs = row.leftAtMs ?? row.sinceMs;
  return (
    <tr className="card-row">
      <td className="card-cell">
        <CardNumber cardId={row.id} masked={row.maskedNumber} revealed={revealed} />
        {row.type === null ? null : <span className="second">{cardType(row.type)}</span>}
      </td>
      <td className="card-who">
        <Holder row={row} list={list} />
      </td>
      <td className="card-time" data-over={list === 'not-returned' || undefined}>
        <span className="time-at">{formats.moment(sinceMs)}</span>
        <span className="second">
          <Age sinceMs={sinceMs} />
        </span>
      </td>
    </tr>
  );
}
