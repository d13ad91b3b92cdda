/** Covers what is personal as settings and the desk want it, and locks a window that nobody has touched for a while. */
import { useEffect, useLayoutEffect } from 'react';
import { startIdleLock } from '../../store/idle-lock.ts';
import { useCover, usePrivacy } from '../../store/use-privacy.ts';
import { useView, useWindowParts } from '../../store/window-context.ts';
import { MINUTE_MS } from '../../text/age.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';

/** `null`: this window does not lock now. Nobody who looks for people in a burning house may meet a cover. */
function useLockAfterMs(): number | null {
  const { place } = usePlace();
  const lockAfterMin = useView((view) => view.privacy.lockAfterMin);
  const isRollCall = useView((view) => view.rollCall !== null);
  if (lockAfterMin === null || isRollCall || place.name === 'roll-call') return null;
  return lockAfterMin * MINUTE_MS;
}

function useIdleLock(): void {
  const { privacy } = useWindowParts();
  const lockAfterMs = useLockAfterMs();
  useEffect(() => {
    if (lockAfterMs !== null) return startIdleLock(window, privacy, lockAfterMs);
    privacy.unlock();
    return undefined;
  }, [privacy, lockAfterMs]);
}

/** One attribute at the root, set before anything is painted; `privacy.css` does the rest. */
function useCoveredRoot(): void {
  const cover = useCover();
  useLayoutEffect(() => {
    if (cover === 'none') return undefined;
    document.documentElement.dataset['blur'] = cover;
    return () => void delete document.documentElement.dataset['blur'];
  }, [cover]);
}

export function PrivacyGuard() {
  const { t } = useWords();
  const { place } = usePlace();
  const { isLocked } = usePrivacy();
  useCoveredRoot();
  useIdleLock();
  return (
    <>
      <output className="visually-hidden">{isLocked ? t('privacy.locked') : ''}</output>
      {isLocked ? (
        <div className="lock" data-place={place.name} aria-hidden="true">
          <p className="lock-title">{t('privacy.lockedTitle')}</p>
          <p>{t('privacy.lockedTodo')}</p>
        </div>
      ) : null}
    </>
  );
}
