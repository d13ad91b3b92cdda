/**
 * At most one number of a card on screen, and not for long: it goes by itself, when the window is covered or locked, and with the
 * part of the window that shows it. It stands in no query and no store, so nothing keeps it.
 */
import { useEffect, useState } from 'react';
import { REVEALED_MS } from '../../../electron/shared/cards.ts';
import type { CommandError } from '../../../electron/shared/contract.ts';
import { useCommand } from '../../store/use-command.ts';
import { useCover, usePrivacy } from '../../store/use-privacy.ts';

export interface Revealed {
  /** `null`: that of this card is covered. */
  readonly numberOf: (cardId: number) => string | null;
  readonly turn: (cardId: number) => void;
  readonly error: CommandError['code'] | null;
}

export function useRevealed(): Revealed {
  const { run, error } = useCommand('cards:reveal');
  const [shown, setShown] = useState<{ readonly id: number; readonly number: string } | null>(null);
  const { isLocked } = usePrivacy();
  const isCovered = useCover() === 'all' || isLocked;
  if (isCovered && shown !== null) setShown(null);
  useEffect(() => {
    if (shown === null) return undefined;
    const timer = setTimeout(() => setShown(null), REVEALED_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return {
    numberOf: (cardId) => (shown?.id === cardId ? shown.number : null),
    turn(cardId) {
      if (shown?.id === cardId) return setShown(null);
      void run({ id: cardId }).then((answer) =>
        setShown(answer.ok ? { id: cardId, number: answer.value.number } : null),
      );
    },
    error,
  };
}
