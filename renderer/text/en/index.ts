/**
 * Every word of the window in British English. This folder is the pattern: its keys are the type of the other languages, so that
 * a sentence forgotten in one of them does not compile.
 */
import { acting } from './acting.ts';
import { cards } from './cards.ts';
import { diagnostics } from './diagnostics.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { privacy } from './privacy.ts';
import { rollCall } from './roll-call.ts';
import { setUp } from './set-up.ts';
import { settings } from './settings.ts';
import { updates } from './updates.ts';
import { window } from './window.ts';

export const en = {
  ...window,
  acting,
  cards,
  diagnostics,
  help,
  history,
  privacy,
  rollCall,
  setUp,
  settings,
  updates,
};
