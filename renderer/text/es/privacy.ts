import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Ocultar nombres',
  uncover: 'Mostrar nombres',
  coverKey: 'Oculta los nombres y las empresas en esta pantalla (tecla B)',
  uncoverKey: 'Vuelve a mostrar los nombres y las empresas (tecla B)',
  locked: 'Los datos están ocultos. Pulse cualquier tecla o toque la pantalla para continuar.',
  lockedTitle: 'Los datos están ocultos',
  lockedTodo: 'Pulse cualquier tecla o toque la pantalla para continuar.',
  keptHours_one: 'Los datos de los visitantes se borran {{count}} hora después de su salida.',
  keptHours_many: 'Los datos de los visitantes se borran {{count}} de horas después de su salida.',
  keptHours_other: 'Los datos de los visitantes se borran {{count}} horas después de su salida.',
  keptDays_one: 'Los datos de los visitantes se borran {{count}} día después de su salida.',
  keptDays_many: 'Los datos de los visitantes se borran {{count}} de días después de su salida.',
  keptDays_other: 'Los datos de los visitantes se borran {{count}} días después de su salida.',
  forgottenToday_one: 'Antes de medianoche se borran los datos de {{count}} visitante.',
  forgottenToday_many: 'Antes de medianoche se borran los datos de {{count}} de visitantes.',
  forgottenToday_other: 'Antes de medianoche se borran los datos de {{count}} visitantes.',
};
