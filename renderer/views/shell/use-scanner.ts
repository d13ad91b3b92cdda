/** Heard before anything else in the window, or the keys of a code would press its shortcuts. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createScanListener, type Heard, SLOWEST_MS, withoutScan } from './scanner.ts';

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

/** Of the shortcuts those that a number may begin with: the lists, and the cover. */
const mayPressShortcut = ({ key, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent): boolean =>
  /^[0-9a-f]$/i.test(key) && !ctrlKey && !metaKey && !altKey && !repeat;

interface HeldKey {
  readonly event: KeyboardEvent;
  readonly timer: ReturnType<typeof setTimeout>;
}

export function useScanner(onScan: (scanned: string) => void): void {
  const [listener] = useState(createScanListener);
  const held = useRef<HeldKey | null>(null);
  const replayed = useRef<KeyboardEvent | null>(null);

  /** Nothing of a reader's followed: it was a hand's, and presses what it was to press. */
  function letGo(): void {
    const key = held.current;
    held.current = null;
    if (key === null) return;
    clearTimeout(key.timer);
    const { event } = key;
    replayed.current = new KeyboardEvent('keydown', {
      key: event.key,
      code: event.code,
      shiftKey: event.shiftKey,
      bubbles: true,
      cancelable: true,
    });
    (event.target ?? window).dispatchEvent(replayed.current);
  }

  function followHeld({ isBurst }: Heard): void {
    if (held.current === null) return;
    if (!isBurst) return letGo();
    clearTimeout(held.current.timer);
    held.current = null;
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event === replayed.current) return;
    const heard = listener.heard(event);
    if (event.key !== 'Shift') followHeld(heard);
    const isInField = isField(event.target);
    const isHeld = heard.mayBegin && !isInField && mayPressShortcut(event);
    if (isHeld) held.current = { event, timer: setTimeout(letGo, SLOWEST_MS) };
    const isOurs = heard.isBurst && (!isInField || event.key === 'Enter' || heard.scanned !== null);
    if (!isHeld && !isOurs) return;
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
      if (held.current !== null) clearTimeout(held.current.timer);
    };
  }, []);
}
