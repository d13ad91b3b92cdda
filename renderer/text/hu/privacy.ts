import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Nevek eltakarása',
  uncover: 'Nevek megjelenítése',
  coverKey: 'Eltakarja a neveket és a cégeket ezen a képernyőn (B billentyű)',
  uncoverKey: 'Újra megjeleníti a neveket és a cégeket (B billentyű)',
  locked:
    'Az adatok el vannak takarva. A folytatáshoz nyomjon meg egy billentyűt, vagy érintse meg a képernyőt.',
  lockedTitle: 'Az adatok el vannak takarva',
  lockedTodo: 'A folytatáshoz nyomjon meg egy billentyűt, vagy érintse meg a képernyőt.',
  keptHours_one: 'A látogatók adatai a távozás után {{count}} órával törlődnek.',
  keptHours_other: 'A látogatók adatai a távozás után {{count}} órával törlődnek.',
  keptDays_one: 'A látogatók adatai a távozás után {{count}} nappal törlődnek.',
  keptDays_other: 'A látogatók adatai a távozás után {{count}} nappal törlődnek.',
  forgottenToday_one: 'Éjfélig {{count}} látogató adatai törlődnek.',
  forgottenToday_other: 'Éjfélig {{count}} látogató adatai törlődnek.',
};
