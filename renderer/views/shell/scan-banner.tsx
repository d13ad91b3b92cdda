/** Opens the visitor of a badge or a card that is scanned, and says so where it has expired, is free or is none of ours. */
import { useState } from 'react';
import type { CommandMap } from '../../../electron/shared/contract.ts';
import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { Icon } from '../../components/icon.tsx';
import { useWindowParts } from '../../store/window-context.ts';
import type { Words } from '../../text/reason-words.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from './place.ts';
import { useScanner } from './use-scanner.ts';

type Scanned = CommandMap['badges:scan']['response'];

interface Outcome {
  readonly scanned: Scanned | { readonly kind: 'unanswered' };
  /** Whoever it names; `null`: nobody who is kept. */
  readonly visitor: CheckInDetail | null;
}

function visitorOf(scanned: Scanned): number | null {
  if (scanned.kind === 'visitor' || scanned.kind === 'card') return scanned.checkInId;
  return scanned.kind === 'free-card' ? scanned.lastCheckInId : null;
}

const isFine = ({ scanned }: Outcome): boolean =>
  (scanned.kind === 'visitor' && scanned.expired === null) || (scanned.kind === 'card' && !scanned.hasLeft);

function sentence({ t, formats }: Words, { scanned, visitor }: Outcome): string {
  const name = visitor === null || visitor.name === '' ? t('visitor.noName') : visitor.name;
  switch (scanned.kind) {
    case 'visitor':
      if (scanned.expired === null) return t('scan.found', { name });
      return t(scanned.expired === 'left' ? 'scan.left' : 'scan.over', { name });
    case 'card':
      return t(scanned.hasLeft ? 'cards.scan.left' : 'cards.scan.found', { name });
    case 'free-card':
      return visitor === null || scanned.returnedAtMs === null
        ? t('cards.scan.free')
        : t('cards.scan.freeLast', { name, time: formats.moment(scanned.returnedAtMs) });
    case 'card-of-unknown':
      return t(scanned.leftAtMs === null ? 'cards.scan.unknownHolder' : 'cards.scan.forgottenHolder');
    case 'unknown-card':
      return t('cards.scan.unknown');
    default:
      return t(`scan.${scanned.kind}`);
  }
}

export function ScanBanner() {
  const words = useWords();
  const { t } = words;
  const { store } = useWindowParts();
  const { go } = usePlace();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const look = async (text: string): Promise<void> => {
    const answer = await store.invoke('badges:scan', { text });
    if (!answer.ok) return setOutcome({ scanned: { kind: 'unanswered' }, visitor: null });
    const scanned = answer.value;
    const id = visitorOf(scanned);
    if (id === null) return setOutcome({ scanned, visitor: null });
    const visitor = await store.invoke('check-ins:get', { id });
    // Who had a card last is told of, not opened: nobody is asking for them.
    if (scanned.kind !== 'free-card') go({ to: 'visitor', id });
    setOutcome(
      visitor.ok ? { scanned, visitor: visitor.value } : { scanned: { kind: 'unanswered' }, visitor: null },
    );
  };
  useScanner((scanned) => void look(scanned));
  const isQuiet = outcome === null || isFine(outcome);
  return (
    <>
      <output className="visually-hidden">
        {outcome !== null && isQuiet ? sentence(words, outcome) : ''}
      </output>
      {isQuiet ? null : (
        <div className="banner" data-tone="warn" role="alert">
          <p data-personal={outcome.visitor !== null || undefined}>{sentence(words, outcome)}</p>
          <button
            type="button"
            className="icon-button"
            aria-label={t('app.close')}
            onClick={() => setOutcome(null)}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </>
  );
}
