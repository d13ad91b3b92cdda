import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Prekrij imena',
  uncover: 'Prikaži imena',
  coverKey: 'Prekriva imena i tvrtke na ovom zaslonu (tipka B)',
  uncoverKey: 'Ponovno prikazuje imena i tvrtke (tipka B)',
  locked: 'Podaci su prekriveni. Za nastavak pritisnite bilo koju tipku ili dodirnite zaslon.',
  lockedTitle: 'Podaci su prekriveni',
  lockedTodo: 'Za nastavak pritisnite bilo koju tipku ili dodirnite zaslon.',
  keptHours_one: 'Podaci o posjetiteljima brišu se {{count}} sat nakon odlaska.',
  keptHours_few: 'Podaci o posjetiteljima brišu se {{count}} sata nakon odlaska.',
  keptHours_other: 'Podaci o posjetiteljima brišu se {{count}} sati nakon odlaska.',
  keptDays_one: 'Podaci o posjetiteljima brišu se {{count}} dan nakon odlaska.',
  keptDays_few: 'Podaci o posjetiteljima brišu se {{count}} dana nakon odlaska.',
  keptDays_other: 'Podaci o posjetiteljima brišu se {{count}} dana nakon odlaska.',
  forgottenToday_one: 'Do ponoći će se izbrisati podaci {{count}} posjetitelja.',
  forgottenToday_few: 'Do ponoći će se izbrisati podaci {{count}} posjetitelja.',
  forgottenToday_other: 'Do ponoći će se izbrisati podaci {{count}} posjetitelja.',
};
