import type { Translation } from '../text.ts';

export const setUp: Translation['setUp'] = {
  title: 'Empfang einrichten',
};
