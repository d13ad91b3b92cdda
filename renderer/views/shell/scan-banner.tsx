/** Opens the visitor of a badge that is scanned, and says so where it has expired or is none of ours. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { Icon } from '../../components/icon.tsx';
import { useWindowParts } from '../../store/window-context.ts';
import type { Translate } from '../../text/text.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from './place.ts';
import { createScanListener, withoutScan } from './scanner.ts';

type Outcome =
  | { readonly kind: 'forged' | 'forgotten' | 'unanswered' }
  | {
      readonly kind: 'visitor';
      readonly visitor: CheckInDetail;
      readonly expired: 'left' | 'validity-over' | null;
    };

/** A field that React keeps hears of a change by the event, and believes it only when the browser's own setter was used. */
function takeOut(target: EventTarget | null, code: string): void {
  if (!(target instanceof HTMLInputElement) && !(target instanceof HTMLTextAreaElement)) return;
  const prototype: unknown = Object.getPrototypeOf(target);
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'value');
  descriptor?.set?.call(target, withoutScan(target.value, code));
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select');

/** Heard before anything else in the window, or the letters of a code would press its shortcuts. */
function useScanner(onScan: (code: string) => void): void {
  const [listener] = useState(createScanListener);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { code, isBurst } = listener.heard(event);
    if (code === null && (!isBurst || (isField(event.target) && event.key !== 'Enter'))) return;
    event.preventDefault();
    event.stopPropagation();
    if (code === null) return;
    takeOut(event.target, code);
    onScan(code);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

function sentence(t: Translate, outcome: Outcome): string {
  if (outcome.kind !== 'visitor') return t(`scan.${outcome.kind}`);
  const name = outcome.visitor.name === '' ? t('visitor.noName') : outcome.visitor.name;
  if (outcome.expired === null) return t('scan.found', { name });
  return t(outcome.expired === 'left' ? 'scan.left' : 'scan.over', { name });
}

export function ScanBanner() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const { go } = usePlace();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const look = async (text: string): Promise<void> => {
    const scanned = await store.invoke('badges:scan', { text });
    if (!scanned.ok) return setOutcome({ kind: 'unanswered' });
    if (scanned.value.kind !== 'visitor') return setOutcome({ kind: scanned.value.kind });
    const { checkInId, expired } = scanned.value;
    const visitor = await store.invoke('check-ins:get', { id: checkInId });
    go({ to: 'visitor', id: checkInId });
    setOutcome(visitor.ok ? { kind: 'visitor', visitor: visitor.value, expired } : { kind: 'unanswered' });
  };
  useScanner((code) => void look(code));
  const isFine = outcome?.kind === 'visitor' && outcome.expired === null;
  return (
    <>
      <output className="visually-hidden">{isFine ? sentence(t, outcome) : ''}</output>
      {outcome === null || isFine ? null : (
        <div className="banner" data-tone="warn" role="alert">
          <p data-personal={outcome.kind === 'visitor' || undefined}>{sentence(t, outcome)}</p>
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
