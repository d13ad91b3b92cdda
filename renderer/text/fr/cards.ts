import type { Translation } from '../text.ts';

export const cards: Translation['cards'] = {
  title: 'Cartes',
  intro: 'Qui détient quelle carte, et lesquelles n’ont pas été rendues.',
  lists: 'Quelles cartes',
  list: {
    'not-returned': 'Non rendues',
    'in-use': 'En usage',
    free: 'Libres',
  },
  search: 'Rechercher une carte',
  searchHint: 'Numéro, nom ou société',
  clear: 'Effacer la recherche',
  found_one: '{{count}} carte trouvée',
  found_many: '{{count}} cartes trouvées',
  found_other: '{{count}} cartes trouvées',
  card: 'Carte',
  holder: 'Visiteur',
  lastHolder: 'Dernier visiteur',
  since: {
    'not-returned': 'Parti avec',
    'in-use': 'Remise',
    free: 'Rendue',
  },
  holderForgotten: 'Un visiteur dont les données ont été effacées',
  holderUnknown: 'Un visiteur inconnu de ce poste',
  nobody: 'Personne de connu',
  noNumber: 'Numéro inconnu',
  show: 'Afficher le numéro',
  hide: 'Masquer le numéro',
  failed: 'Impossible de lire les cartes. Nouvel essai au prochain changement.',
  first_one: 'Seule la première carte est affichée ; lancez une recherche pour en trouver d’autres.',
  first_many:
    'Les {{count}} premières cartes sont affichées ; lancez une recherche pour en trouver d’autres.',
  first_other:
    'Les {{count}} premières cartes sont affichées ; lancez une recherche pour en trouver d’autres.',
  none: {
    'not-returned': 'Toutes les cartes ont été rendues',
    'in-use': 'Aucune carte n’est remise',
    free: 'Aucune carte libre connue',
  },
  noneHint: {
    'not-returned':
      'Les cartes des visiteurs partis avec elles apparaissent ici, la plus ancienne en premier.',
    'in-use': 'Les cartes apparaissent ici dès qu’un visiteur en reçoit une.',
    free: 'Les cartes rendues apparaissent ici.',
  },
  nothingFound: 'Aucune carte trouvée pour « {{text}} »',
  nothingFoundHint:
    'Une carte se trouve par une partie de son numéro, ou par le nom ou la société du visiteur.',
  ofVisitor: 'Cartes de ce visiteur',
  has: 'Remise {{time}}.',
  notReturned: 'Non rendue ; remise {{time}}.',
  handedBack: 'Rendue {{time}}.',
  passedOn: 'Remise à un autre visiteur {{time}}.',
  before: 'Avant : un autre visiteur.',
  scan: {
    found: 'Carte de {{name}}.',
    left: '{{name}} a quitté le site sans rendre cette carte.',
    forgottenHolder: 'Cette carte n’a jamais été rendue et les données de son visiteur ont été effacées.',
    unknownHolder: 'Cette carte est remise à un visiteur inconnu de ce poste.',
    free: 'Personne n’a cette carte.',
    freeLast: 'Personne n’a cette carte. Dernier détenteur : {{name}}, rendue {{time}}.',
    unknown: 'Ce numéro n’est pas une carte connue de ce poste.',
  },
  pickUp: {
    mark: 'À venir chercher',
    late: 'Accueil en retard',
    notice: 'À venir chercher ; attend depuis {{time}} ({{age}}).',
    noticeLate:
      'Personne n’est venu chercher ce visiteur, qui attend depuis {{time}} ({{age}}). Appelez l’hôte.',
    banner_one: '{{count}} visiteur attend depuis plus de {{minutes}} minutes que l’on vienne le chercher.',
    banner_many:
      '{{count}} visiteurs attendent depuis plus de {{minutes}} minutes que l’on vienne les chercher.',
    banner_other:
      '{{count}} visiteurs attendent depuis plus de {{minutes}} minutes que l’on vienne les chercher.',
    show: 'Afficher',
    announced: 'Personne n’est encore venu chercher {{name}}.',
    announcedSeveral_one: 'Personne n’est encore venu chercher {{count}} visiteur.',
    announcedSeveral_many: 'Personne n’est encore venu chercher {{count}} visiteurs.',
    announcedSeveral_other: 'Personne n’est encore venu chercher {{count}} visiteurs.',
    settings: 'Visiteurs à venir chercher',
    settingsNote:
      'Les visiteurs pour qui le champ demande un accompagnement sont signalés de leur approbation jusqu’à leur entrée sur le site.',
    overdueAfter: 'En retard après (minutes)',
    overdueAfterAllowed: 'Un nombre entier de 1 à 240.',
  },
};
