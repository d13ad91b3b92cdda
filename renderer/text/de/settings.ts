import type { Translation } from '../text.ts';

export const settings: Translation['settings'] = {
  title: 'Einstellungen',
};
