/** Heard before anything else in the window, or the keys of a code would press its shortcuts. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useWindowParts } from '../../store/window-context.ts';
import { isActingLetter } from './key-map.ts';
import { createScanListener, SLOWEST_MS, withoutScan } from './scanner.ts';

/** A field that React keeps hears of a change by the event, and believes it only when the browser's own setter was used. */
function takeOut(target: EventTarget | null, typed: string): void {
  if (!(target instanceof HTMLInputElement) && !(target instanceof HTMLTextAreaElement)) return;
  const prototype: unknown = Object.getPrototypeOf(target);
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'value');
  descriptor?.set?.call(target, withoutScan(target.value, typed));
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select');

/**
 * `wait`: a list must not change and change back, and nobody is approved and nothing printed because of a card. `press`: covering names
 * waits for nothing, and pressed twice it is undone.
 */
type Shortcut = 'wait' | 'press';

/** Of the shortcuts those that the number of a card may begin with. */
function shortcutOf({ key, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent): Shortcut | null {
  if (ctrlKey || metaKey || altKey || repeat) return null;
  const letter = key.toLowerCase();
  if (/^\d$/.test(key) || isActingLetter(letter)) return 'wait';
  return letter === 'b' ? 'press' : null;
}

interface FirstKey {
  readonly event: KeyboardEvent;
  readonly shortcut: Shortcut;
  /** When it is a hand's, for nothing has followed. */
  readonly timer: ReturnType<typeof setTimeout>;
}

export function useScanner(onScan: (scanned: string) => void): void {
  const { privacy } = useWindowParts();
  const [listener] = useState(createScanListener);
  const first = useRef<FirstKey | null>(null);
  const pressed = useRef<KeyboardEvent | null>(null);

  function press({ target, key, code, shiftKey }: KeyboardEvent): void {
    const init = { key, code, shiftKey, bubbles: true, cancelable: true };
    pressed.current = new KeyboardEvent('keydown', init);
    (target ?? window).dispatchEvent(pressed.current);
  }

  function settleFirst(isReader: boolean): void {
    const key = first.current;
    first.current = null;
    if (key === null) return;
    clearTimeout(key.timer);
    if (isReader === (key.shortcut === 'press')) press(key.event);
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event === pressed.current) return;
    const heard = listener.heard(event);
    if (event.key !== 'Shift') settleFirst(heard.isBurst);
    const isInField = isField(event.target);
    // The press that uncovers a locked window is nobody's, now or when it is known that no number follows.
    const isUncovering = event.defaultPrevented || privacy.getSnapshot().isLocked;
    const shortcut = heard.mayBegin && !isInField && !isUncovering ? shortcutOf(event) : null;
    if (shortcut !== null)
      first.current = { event, shortcut, timer: setTimeout(() => settleFirst(false), SLOWEST_MS) };
    const isOurs = heard.isBurst && (!isInField || event.key === 'Enter' || heard.scanned !== null);
    if (shortcut !== 'wait' && !isOurs) return;
    event.preventDefault();
    event.stopPropagation();
    if (heard.scanned === null) return;
    takeOut(event.target, heard.inField);
    onScan(heard.scanned);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      if (first.current !== null) clearTimeout(first.current.timer);
    };
  }, []);
}
