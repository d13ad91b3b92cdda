import type { CheckInDetail } from '../../../electron/shared/view.ts';
import type { VisitorCard } from '../../../electron/shared/cards.ts';
import { Alert } from '../../components/notice.tsx';
import { useWords } from '../../text/use-words.ts';
import type { Words } from '../../text/reason-words.ts';
import { CardNumber, cardType } from '../cards/card-number.tsx';
import { useRevealed } from '../cards/use-revealed.ts';

function whatBecame({ t, formats }: Words, card: VisitorCard, hasLeft: boolean): string {
  if (card.toMs !== null)
    return t(card.wasReassigned ? 'cards.passedOn' : 'cards.handedBack', {
      time: formats.moment(card.toMs),
    });
  return t(hasLeft ? 'cards.notReturned' : 'cards.has', { time: formats.moment(card.fromMs) });
}

/** Every card that this visitor has or had, and what became of it. */
export function VisitorCards({ visitor }: { readonly visitor: CheckInDetail }) {
  const words = useWords();
  const { t } = words;
  const revealed = useRevealed();
  if (visitor.cards.length === 0) return null;
  const hasLeft = visitor.phase === 'left' || visitor.phase === 'rejected';
  return (
    <section className="visitor-badges visitor-cards">
      <h3>{t('cards.ofVisitor')}</h3>
      {revealed.error === null ? null : <Alert>{t(`commandError.${revealed.error}`)}</Alert>}
      <ol>
        {visitor.cards.map((card) => (
          <li key={`${card.id} ${card.fromMs}`}>
            <p>
              <CardNumber cardId={card.id} masked={card.maskedNumber} revealed={revealed} />
              {card.type === null ? null : <span className="second">{cardType(card.type)}</span>}
            </p>
            <p className="second" data-warn={(hasLeft && card.toMs === null) || undefined}>
              {whatBecame(words, card, hasLeft)}
              {card.hadBefore ? ` ${t('cards.before')}` : ''}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
