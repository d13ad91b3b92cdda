import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Zakrýt jména',
  uncover: 'Zobrazit jména',
  coverKey: 'Zakryje jména a firmy na této obrazovce (klávesa B)',
  uncoverKey: 'Znovu zobrazí jména a firmy (klávesa B)',
  locked: 'Údaje jsou zakryté. Pokračujte stiskem libovolné klávesy nebo dotykem.',
  lockedTitle: 'Údaje jsou zakryté',
  lockedTodo: 'Pokračujte stiskem libovolné klávesy nebo dotykem.',
  keptHours_one: 'Údaje o návštěvnících se mažou {{count}} hodinu po odchodu.',
  keptHours_few: 'Údaje o návštěvnících se mažou {{count}} hodiny po odchodu.',
  keptHours_many: 'Údaje o návštěvnících se mažou {{count}} hodiny po odchodu.',
  keptHours_other: 'Údaje o návštěvnících se mažou {{count}} hodin po odchodu.',
  keptDays_one: 'Údaje o návštěvnících se mažou {{count}} den po odchodu.',
  keptDays_few: 'Údaje o návštěvnících se mažou {{count}} dny po odchodu.',
  keptDays_many: 'Údaje o návštěvnících se mažou {{count}} dne po odchodu.',
  keptDays_other: 'Údaje o návštěvnících se mažou {{count}} dní po odchodu.',
  forgottenToday_one: 'Do půlnoci budou smazány údaje o {{count}} návštěvníkovi.',
  forgottenToday_few: 'Do půlnoci budou smazány údaje o {{count}} návštěvnících.',
  forgottenToday_many: 'Do půlnoci budou smazány údaje o {{count}} návštěvníka.',
  forgottenToday_other: 'Do půlnoci budou smazány údaje o {{count}} návštěvnících.',
};
