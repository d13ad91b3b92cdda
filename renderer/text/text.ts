/**
 * The languages of the window: those of the cloud. The station says which one (`StationView.language`). English comes
 * with the window, the others are loaded when they are wanted; each is whole, so that no sentence falls back to English alone.
 */
import { createInstance, type i18n, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../../electron/shared/languages.ts';
import { en } from './en/index.ts';
import type { window } from './en/window.ts';

/** Languages with more forms of a number than English have more of these keys, those with fewer leave some out. */
type PluralForm<K> = K extends `${infer Base}_other`
  ? `${Base}_zero` | `${Base}_one` | `${Base}_two` | `${Base}_few` | `${Base}_many`
  : never;
type Words<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Words<T[K]>;
} & { readonly [K in PluralForm<keyof T>]?: string };
export type Translation = Words<typeof en>;
export type WindowWords = Words<typeof window>;
export type Translate = TFunction;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'window';
    resources: { window: typeof en };
  }
}

const LOADERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Translation>>> = {
  cs: async () => (await import('./cs/index.ts')).cs,
  de: async () => (await import('./de/index.ts')).de,
  es: async () => (await import('./es/index.ts')).es,
  fr: async () => (await import('./fr/index.ts')).fr,
  hr: async () => (await import('./hr/index.ts')).hr,
  hu: async () => (await import('./hu/index.ts')).hu,
  it: async () => (await import('./it/index.ts')).it,
  nl: async () => (await import('./nl/index.ts')).nl,
  pl: async () => (await import('./pl/index.ts')).pl,
  ro: async () => (await import('./ro/index.ts')).ro,
  ru: async () => (await import('./ru/index.ts')).ru,
  zh: async () => (await import('./zh/index.ts')).zh,
};

/** `de-AT` and `DE` are German, `ZH_CN` is Chinese; anything that the cloud does not speak is English. */
export const toLanguage = (wanted: string): Language =>
  LANGUAGES.find((language) => wanted.toLowerCase().split(/[-_]/)[0] === language) ?? 'en';

/** The words, ready to use. */
export async function createText(language: Language): Promise<i18n> {
  const text = createInstance();
  await text.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'window',
    resources: { en: { window: en } },
    // React escapes what it renders; escaping twice would show entities in names.
    interpolation: { escapeValue: false },
  });
  await speak(text, language);
  return text;
}

export async function speak(text: i18n, language: Language): Promise<void> {
  if (language !== 'en' && !text.hasResourceBundle(language, 'window'))
    text.addResourceBundle(language, 'window', await LOADERS[language]());
  if (text.language !== language) await text.changeLanguage(language);
}
