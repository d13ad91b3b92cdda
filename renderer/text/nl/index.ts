import type { Translation } from '../text.ts';
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

/** Every word of the window in Dutch. */
export const nl: Translation = {
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
