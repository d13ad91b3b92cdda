import type { Translation } from '../text.ts';

export const rollCall: Translation['rollCall'] = {
  title: 'Appell',
};
