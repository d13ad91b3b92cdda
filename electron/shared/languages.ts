/** The languages of the cloud, without their regions: for the window, and for the fixed words of a badge. */
export const LANGUAGES = [
  'cs',
  'de',
  'en',
  'es',
  'fr',
  'hr',
  'hu',
  'it',
  'nl',
  'pl',
  'ro',
  'ru',
  'zh',
] as const;
export type Language = (typeof LANGUAGES)[number];
