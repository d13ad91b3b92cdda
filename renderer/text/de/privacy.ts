import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  title: 'Datenschutz',
};
