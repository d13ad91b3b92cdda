import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Namen afdekken',
  uncover: 'Namen tonen',
  coverKey: 'Dekt namen en bedrijven op dit scherm af (toets B)',
  uncoverKey: 'Toont namen en bedrijven weer (toets B)',
  locked: 'Gegevens zijn afgedekt. Druk op een toets of tik op het scherm om verder te gaan.',
  lockedTitle: 'Gegevens zijn afgedekt',
  lockedTodo: 'Druk op een toets of tik op het scherm om verder te gaan.',
  keptHours_one: 'Bezoekers worden {{count}} uur na hun vertrek gewist.',
  keptHours_other: 'Bezoekers worden {{count}} uur na hun vertrek gewist.',
  keptDays_one: 'Bezoekers worden {{count}} dag na hun vertrek gewist.',
  keptDays_other: 'Bezoekers worden {{count}} dagen na hun vertrek gewist.',
  forgottenToday_one: '{{count}} bezoeker wordt vóór middernacht gewist.',
  forgottenToday_other: '{{count}} bezoekers worden vóór middernacht gewist.',
};
