/**
 * Locks a window that nobody has touched for a while, and gives the press that unlocks it to nobody else: whoever comes back and
 * hits a key must not have printed a badge by it. The lock covers; it keeps nobody out, for that the PC has a lock of its own.
 */
import type { Privacy } from './privacy.ts';

/** What a press is made of. Moving the pointer is a sign of life, but uncovers nothing: a table that is bumped must not. */
const PRESS = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'click',
  'auxclick',
  'contextmenu',
  'keydown',
  'keyup',
] as const;
const LOOK_EVERY_MS = 10_000;
const LISTENING = { capture: true, passive: false } as const;

type Pressed = Pick<Event, 'type'> & Partial<Pick<KeyboardEvent, 'code' | 'repeat'>>;

/** Knows the events of the press that uncovers, from its first to its last. */
export function createUncovering(privacy: Privacy) {
  let heldKey: string | null = null;
  let isHeldByPointer = false;

  function begins(): boolean {
    if (!privacy.getSnapshot().isLocked) return false;
    privacy.unlock();
    return true;
  }

  return {
    /** Whether the event belongs to it; then nobody else may hear of it. */
    takes({ type, code = '', repeat = false }: Pressed): boolean {
      switch (type) {
        case 'keydown':
          isHeldByPointer = false;
          if (repeat && code === heldKey) return true;
          heldKey = begins() ? code : null;
          return heldKey !== null;
        case 'keyup': {
          const wasHeld = code === heldKey;
          if (wasHeld) heldKey = null;
          return wasHeld;
        }
        case 'pointerdown':
          return (isHeldByPointer = begins());
        case 'click': {
          // Assistive technology clicks without a pointer.
          const wasHeld = isHeldByPointer || begins();
          isHeldByPointer = false;
          return wasHeld;
        }
        default:
          return isHeldByPointer;
      }
    },
  };
}

export function startIdleLock(target: EventTarget, privacy: Privacy, lockAfterMs: number): () => void {
  const uncovering = createUncovering(privacy);
  let touchedAtMs = Date.now();
  let pointerAt = '';
  let timer: ReturnType<typeof setTimeout> | null = null;

  function look(): void {
    // By the wall clock, and soon again: a PC that was asleep has not been touched, and its timers have slept too.
    const leftMs = lockAfterMs - (Date.now() - touchedAtMs);
    timer = leftMs > 0 ? setTimeout(look, Math.min(leftMs, LOOK_EVERY_MS)) : null;
    if (timer === null) privacy.lock();
  }
  function touched(): void {
    touchedAtMs = Date.now();
    if (timer === null && !privacy.getSnapshot().isLocked) look();
  }
  function onPress(event: Event): void {
    if (uncovering.takes(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
    touched();
  }
  /** A browser also tells of a pointer that lies still while a row moves away under it. */
  function onMove(event: Event): void {
    const { screenX, screenY } = event as PointerEvent;
    const at = `${screenX} ${screenY}`;
    if (at !== pointerAt) touched();
    pointerAt = at;
  }

  for (const type of PRESS) target.addEventListener(type, onPress, LISTENING);
  target.addEventListener('pointermove', onMove, LISTENING);
  target.addEventListener('wheel', touched, { capture: true, passive: true });
  look();
  return () => {
    if (timer !== null) clearTimeout(timer);
    for (const type of PRESS) target.removeEventListener(type, onPress, LISTENING);
    target.removeEventListener('pointermove', onMove, LISTENING);
    target.removeEventListener('wheel', touched, { capture: true });
  };
}
