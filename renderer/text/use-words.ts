/** The words of the window's language, for components. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../store/window-context.ts';
import { MINUTE_MS } from './age.ts';
import { createFormats } from './formats.ts';
import type { Words } from './reason-words.ts';
import { toLanguage } from './text.ts';

/** Midnight falls on a quarter of an hour in every time zone there is. */
const DAY_TURNS_MS = 15 * MINUTE_MS;

export function useWords(): Words {
  const { t, i18n } = useTranslation('window');
  const todayMs = useNow(DAY_TURNS_MS);
  return useMemo(
    () => ({ t, formats: createFormats(toLanguage(i18n.language), todayMs) }),
    [t, i18n.language, todayMs],
  );
}
