import type { Translation } from '../text.ts';

export const history: Translation['history'] = {
  title: 'Verlauf',
};
