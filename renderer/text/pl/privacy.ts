import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Zasłoń nazwiska',
  uncover: 'Pokaż nazwiska',
  coverKey: 'Zasłania nazwiska i firmy na tym ekranie (klawisz B)',
  uncoverKey: 'Ponownie pokazuje nazwiska i firmy (klawisz B)',
  locked: 'Dane są zasłonięte. Naciśnij dowolny klawisz lub dotknij ekranu, aby kontynuować.',
  lockedTitle: 'Dane są zasłonięte',
  lockedTodo: 'Naciśnij dowolny klawisz lub dotknij ekranu, aby kontynuować.',
  keptHours_one: 'Dane gości są usuwane {{count}} godzinę po wyjściu.',
  keptHours_few: 'Dane gości są usuwane {{count}} godziny po wyjściu.',
  keptHours_many: 'Dane gości są usuwane {{count}} godzin po wyjściu.',
  keptHours_other: 'Dane gości są usuwane {{count}} godziny po wyjściu.',
  keptDays_one: 'Dane gości są usuwane {{count}} dzień po wyjściu.',
  keptDays_few: 'Dane gości są usuwane {{count}} dni po wyjściu.',
  keptDays_many: 'Dane gości są usuwane {{count}} dni po wyjściu.',
  keptDays_other: 'Dane gości są usuwane {{count}} dnia po wyjściu.',
  forgottenToday_one: 'Do północy zostaną usunięte dane {{count}} gościa.',
  forgottenToday_few: 'Do północy zostaną usunięte dane {{count}} gości.',
  forgottenToday_many: 'Do północy zostaną usunięte dane {{count}} gości.',
  forgottenToday_other: 'Do północy zostaną usunięte dane {{count}} gościa.',
};
