/** The words of the window's language, for components. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../electron/shared/languages.ts';
import { useNow } from '../store/window-context.ts';
import { MINUTE_MS } from './age.ts';
import { createFormats, type Formats } from './formats.ts';
import type { Words } from './reason-words.ts';
import { toLanguage } from './text.ts';

/** Midnight falls on a quarter of an hour in every time zone there is. */
const DAY_TURNS_MS = 15 * MINUTE_MS;

/**
 * Formats of the same language and day are the same: making them costs a millisecond, and a list has a hundred components that need
 * them each time it scrolls.
 */
let latest: { readonly language: Language; readonly todayMs: number; readonly formats: Formats } | null =
  null;

function formatsOf(language: Language, todayMs: number): Formats {
  if (latest?.language !== language || latest.todayMs !== todayMs)
    latest = { language, todayMs, formats: createFormats(language, todayMs) };
  return latest.formats;
}

export function useWords(): Words {
  const { t, i18n } = useTranslation('window');
  const formats = formatsOf(toLanguage(i18n.language), useNow(DAY_TURNS_MS));
  return useMemo(() => ({ t, formats }), [t, formats]);
}
