import type { Translation } from '../text.ts';

export const diagnostics: Translation['diagnostics'] = {
  title: 'Diagnose',
};
