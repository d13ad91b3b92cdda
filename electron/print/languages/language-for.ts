import { assertNever } from '../../shared/result.ts';
import type { Language, LanguageName } from '../printer.ts';
import { brotherQl } from './brother-ql.ts';
import { driver } from './driver.ts';
import { zpl } from './zpl.ts';

/** The language by its name in settings. */
export function languageFor(name: LanguageName): Language {
  switch (name) {
    case 'zpl':
      return zpl;
    case 'brother-ql':
      return brotherQl;
    case 'driver':
      return driver;
    default:
      return assertNever(name);
  }
}
