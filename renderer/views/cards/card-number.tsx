/** The number of a card: its last four characters, and the whole of it for as long as somebody needs it. */
import { useWords } from '../../text/use-words.ts';
import type { Revealed } from './use-revealed.ts';

/** The cloud's word for a kind of card: "RFID_CARD" reads "RFID card". */
export const cardType = (type: string): string =>
  type
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .split(' ')
    .map((word, index) => (index > 0 && word === word.toUpperCase() ? word.toLowerCase() : word))
    .join(' ');

interface Props {
  readonly cardId: number;
  readonly masked: string | null;
  readonly revealed: Revealed;
}

export function CardNumber({ cardId, masked, revealed }: Props) {
  const { t } = useWords();
  if (masked === null) return <span className="card-number">{t('cards.noNumber')}</span>;
  const number = revealed.numberOf(cardId);
  return (
    <>
      <output className="card-number" data-personal={number === null ? undefined : true}>
        {number ?? masked}
      </output>
      <button type="button" className="link card-show" onClick={() => revealed.turn(cardId)}>
        {t(number === null ? 'cards.show' : 'cards.hide')}
        <span className="visually-hidden"> {masked}</span>
      </button>
    </>
  );
}
