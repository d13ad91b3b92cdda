import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: 'Masquer les noms',
  uncover: 'Afficher les noms',
  coverKey: 'Masque les noms et les sociétés sur cet écran (touche B)',
  uncoverKey: 'Affiche à nouveau les noms et les sociétés (touche B)',
  locked: 'Les informations sont masquées. Appuyez sur une touche ou touchez l’écran pour continuer.',
  lockedTitle: 'Les informations sont masquées',
  lockedTodo: 'Appuyez sur une touche ou touchez l’écran pour continuer.',
  keptHours_one: 'Les visiteurs sont effacés {{count}} heure après leur départ.',
  keptHours_many: 'Les visiteurs sont effacés {{count}} d’heures après leur départ.',
  keptHours_other: 'Les visiteurs sont effacés {{count}} heures après leur départ.',
  keptDays_one: 'Les visiteurs sont effacés {{count}} jour après leur départ.',
  keptDays_many: 'Les visiteurs sont effacés {{count}} de jours après leur départ.',
  keptDays_other: 'Les visiteurs sont effacés {{count}} jours après leur départ.',
  forgottenToday_one: '{{count}} visiteur sera effacé d’ici minuit.',
  forgottenToday_many: '{{count}} de visiteurs seront effacés d’ici minuit.',
  forgottenToday_other: '{{count}} visiteurs seront effacés d’ici minuit.',
};
