import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Namen abdecken',
  uncover: 'Namen zeigen',
  coverKey: 'Deckt Namen und Firmen auf diesem Bildschirm ab (Taste B)',
  uncoverKey: 'Zeigt Namen und Firmen wieder (Taste B)',
  locked: 'Einzelheiten sind abgedeckt. Drücken Sie eine Taste oder tippen Sie, um weiterzuarbeiten.',
  lockedTitle: 'Einzelheiten sind abgedeckt',
  lockedTodo: 'Drücken Sie eine Taste oder tippen Sie, um weiterzuarbeiten.',
  keptHours_one: 'Besucher werden {{count}} Stunde nach ihrem Gehen vergessen.',
  keptHours_other: 'Besucher werden {{count}} Stunden nach ihrem Gehen vergessen.',
  keptDays_one: 'Besucher werden {{count}} Tag nach ihrem Gehen vergessen.',
  keptDays_other: 'Besucher werden {{count}} Tage nach ihrem Gehen vergessen.',
  forgottenToday_one: '{{count}} Besucher wird bis Mitternacht vergessen.',
  forgottenToday_other: '{{count}} Besucher werden bis Mitternacht vergessen.',
};
