import { assertNever } from '../../shared/result.ts';
import type { Language } from '../printer.ts';
import { brotherQl } from './brother-ql.ts';
import { zpl } from './zpl.ts';

/** The language by its name in settings. */
export function languageFor(name: Language['name']): Language {
  switch (name) {
    case 'zpl':
      return zpl;
    case 'brother-ql':
      return brotherQl;
    default:
      return assertNever(name);
  }
}
