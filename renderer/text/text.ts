/**
 * The languages of the window. The station says which one (`StationView.language`); a language that the window does not
 * have falls back to English as a whole, never sentence by sentence.
 */
import { createInstance, type i18n, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { de } from './de.ts';
import { en } from './en.ts';

type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
export type Translation = Words<typeof en>;
export type Translate = TFunction;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'window';
    resources: { window: Translation };
  }
}

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `de-AT` and `DE` are German; anything the window does not speak is English. */
export const toLanguage = (wanted: string): Language =>
  LANGUAGES.find((language) => wanted.toLowerCase().split(/[-_]/)[0] === language) ?? 'en';

/** The words, ready to use: the resources are part of the bundle, so nothing is loaded later. */
export async function createText(language: Language): Promise<i18n> {
  const text = createInstance();
  await text.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'window',
    resources: { en: { window: en }, de: { window: de } },
    // React escapes what it renders; escaping twice would show entities in names.
    interpolation: { escapeValue: false },
  });
  return text;
}
