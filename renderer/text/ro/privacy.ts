import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Ascunde numele',
  uncover: 'Arată numele',
  coverKey: 'Ascunde numele și companiile de pe acest ecran (tasta B)',
  uncoverKey: 'Arată din nou numele și companiile (tasta B)',
  locked: 'Datele sunt ascunse. Apăsați o tastă sau atingeți ecranul pentru a continua.',
  lockedTitle: 'Datele sunt ascunse',
  lockedTodo: 'Apăsați o tastă sau atingeți ecranul pentru a continua.',
  keptHours_one: 'Datele vizitatorilor se șterg la {{count}} oră după plecare.',
  keptHours_few: 'Datele vizitatorilor se șterg la {{count}} ore după plecare.',
  keptHours_other: 'Datele vizitatorilor se șterg la {{count}} de ore după plecare.',
  keptDays_one: 'Datele vizitatorilor se șterg la {{count}} zi după plecare.',
  keptDays_few: 'Datele vizitatorilor se șterg la {{count}} zile după plecare.',
  keptDays_other: 'Datele vizitatorilor se șterg la {{count}} de zile după plecare.',
  forgottenToday_one: 'Datele unui vizitator se vor șterge până la miezul nopții.',
  forgottenToday_few: 'Datele a {{count}} vizitatori se vor șterge până la miezul nopții.',
  forgottenToday_other: 'Datele a {{count}} de vizitatori se vor șterge până la miezul nopții.',
};
