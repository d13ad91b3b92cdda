import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Copri i nomi',
  uncover: 'Mostra i nomi',
  coverKey: 'Copre nomi e aziende su questo schermo (tasto B)',
  uncoverKey: 'Mostra di nuovo nomi e aziende (tasto B)',
  locked: 'I dati sono coperti. Premere un tasto o toccare lo schermo per continuare.',
  lockedTitle: 'I dati sono coperti',
  lockedTodo: 'Premere un tasto o toccare lo schermo per continuare.',
  keptHours_one: 'I dati dei visitatori vengono cancellati {{count}} ora dopo l’uscita.',
  keptHours_many: 'I dati dei visitatori vengono cancellati {{count}} di ore dopo l’uscita.',
  keptHours_other: 'I dati dei visitatori vengono cancellati {{count}} ore dopo l’uscita.',
  keptDays_one: 'I dati dei visitatori vengono cancellati {{count}} giorno dopo l’uscita.',
  keptDays_many: 'I dati dei visitatori vengono cancellati {{count}} di giorni dopo l’uscita.',
  keptDays_other: 'I dati dei visitatori vengono cancellati {{count}} giorni dopo l’uscita.',
  forgottenToday_one: 'I dati di {{count}} visitatore saranno cancellati entro mezzanotte.',
  forgottenToday_many: 'I dati di {{count}} di visitatori saranno cancellati entro mezzanotte.',
  forgottenToday_other: 'I dati di {{count}} visitatori saranno cancellati entro mezzanotte.',
};
