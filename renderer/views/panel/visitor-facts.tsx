import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { identitySentence, nameSentence } from '../../text/identity-words.ts';
import { useWords } from '../../text/use-words.ts';
import { visitSentence } from '../../text/visit-words.ts';

interface Fact {
  readonly name: 'identity' | 'name' | 'card' | 'visit' | 'type' | 'host' | 'state' | 'arrived' | 'left';
  readonly text: string | null;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]/g, '');

/** Our word, and the tenant's own where it says something else. */
const stateText = (phase: string, state: string): string =>
  plain(phase) === plain(state) ? phase : `${phase} (${state})`;

/** What the desk knows about a visitor, in words. What is not known is left out, but for what somebody would look for. */
export function VisitorFacts({ visitor }: { readonly visitor: CheckInDetail }) {
  const words = useWords();
  const { t, formats } = words;
  const moment = (ms: number | null): string | null => (ms === null ? null : formats.moment(ms));
  const facts: readonly Fact[] = [
    { name: 'identity', text: capitalised(identitySentence(t, visitor.verification)) },
    { name: 'name', text: visitor.hasInvitation ? nameSentence(t, visitor.verification) : null },
    // Each card has a line of its own below.
    { name: 'card', text: visitor.cards.length > 0 ? null : (visitor.maskedCard ?? t('panel.noCard')) },
    { name: 'visit', text: visitSentence(words, visitor) },
    { name: 'type', text: visitor.type },
    { name: 'host', text: visitor.host },
    { name: 'state', text: stateText(t(`phase.${visitor.phase}`), visitor.state) },
    { name: 'arrived', text: moment(visitor.arrivedAtMs) },
    { name: 'left', text: moment(visitor.leftAtMs) },
  ];
  return (
    <dl className="facts" aria-label={t('panel.facts')}>
      {facts.map(({ name, text }) =>
        text === null ? null : (
          <div key={name}>
            <dt>{t(`panel.${name}`)}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
