import type { Translation } from '../text.ts';

export const setUp: Translation['setUp'] = {
  title: 'Configurer ce poste d’accueil',
  progress: 'Étape {{step}} sur {{steps}}',
  steps: 'Étapes de la configuration',
  step: {
    connect: 'Connexion',
    printer: 'Imprimante',
    printing: 'Quand imprimer',
    ready: 'Terminé',
  },
  language: 'Langue',
  back: 'Retour',
  next: 'Continuer',
  saving: 'Enregistrement …',
  notSaved: 'L’enregistrement a échoué. Réessayez ; si cela persiste, appelez le service informatique.',
  connect: {
    title: 'Relier ce poste d’accueil à essentry',
    intro: 'Comptez environ trois minutes. Rien n’est modifié sans votre accord.',
    location: 'Numéro du site',
    locationHint: 'Le numéro de ce site dans essentry.',
    locationWrong: 'Un site est un nombre entier, par exemple 12.',
    token: 'Jeton',
    tokenHint: 'Dans le tableau de bord : Settings, Company, Integration Manager.',
    tokenMissing: 'Saisissez le jeton ou déposez le fichier d’accès.',
    tokenKept: 'Un jeton est déjà enregistré. Laissez ce champ vide pour le garder.',
    tokenEnvironment: 'Le jeton provient de l’environnement de ce PC ; il ne peut pas être saisi ici.',
    show: 'Afficher',
    showToken: 'Afficher le jeton',
    otherAddress: 'Autre adresse',
    apiUrl: 'Adresse du cloud',
    socketUrl: 'Adresse des mises à jour en direct',
    addressWrong:
      'Une adresse commençant par https:// (wss:// pour les mises à jour en direct), ou une adresse de ce PC lui-même.',
    auth: 'Mode d’envoi du jeton',
    authHint: 'Ne changez rien, sauf indication contraire d’essentry.',
    authOf: {
      header: 'Dans un en-tête',
      query: 'Dans l’adresse',
      'first-message': 'Comme premier message',
    },
    check: 'Vérifier la connexion',
    checkAgain: 'Vérifier à nouveau',
    checking: 'Vérification …',
    connect: 'Relier ce poste',
    connecting: 'Connexion …',
    apply: 'Vérifier et appliquer',
    applied: 'Appliqué. Le poste se reconnecte.',
    failedCheck: 'La vérification n’a pas pu se faire. Réessayez.',
    verdicts: 'Points vérifiés',
    verdictsHint: 'Chaque étape, dans l’ordre où le poste la franchira.',
    found_one: 'Tout va bien. Le cloud connaît {{count}} visiteur ici.',
    found_many: 'Tout va bien. Le cloud connaît {{count}} de visiteurs ici.',
    found_other: 'Tout va bien. Le cloud connaît {{count}} visiteurs ici.',
    foundNone: 'Tout va bien. Le cloud ne connaît aucun visiteur ici aujourd’hui.',
    stopped: 'Quelque chose bloque ; la liste indique quoi.',
    refused: 'Les réglages ont été refusés.',
  },
  credentials: {
    title: 'Fichier d’accès',
    drop: 'Déposez un fichier d’accès ici, ou choisissez-en un.',
    choose: 'Choisir un fichier …',
    dropNow: 'Relâchez pour lire le fichier',
    read: '{{file}} a été lu. Son contenu figure dans les champs.',
    refused: '{{file}} est inutilisable :',
    tooLarge: '{{file}} est trop volumineux pour un fichier d’accès.',
    failed: 'Le fichier n’a pas pu être lu. Réessayez.',
    fault: {
      token: 'Le jeton qu’il contient n’est pas valable.',
      locationId: 'Le site qu’il contient n’est pas un nombre entier.',
      apiUrl: 'L’adresse du cloud qu’il contient est inutilisable.',
      socketUrl: 'L’adresse des mises à jour en direct qu’il contient est inutilisable.',
      auth: 'Le mode d’envoi du jeton qu’il indique n’est pas connu.',
      whole: 'Ce n’est pas un fichier d’accès de poste d’accueil.',
    },
  },
  demo: {
    title: 'Simple visite ?',
    text: 'La démo montre une journée entière avec des visiteurs fictifs et une imprimante qui ne fait que dessiner. Rien ne quitte ce PC.',
    try: 'Essayer la démo',
    opening: 'Ouverture de la démo …',
    failed: 'La démo ne peut pas être ouverte ici.',
    leave: 'Quitter la démo et configurer ce poste',
    leaveFailed: 'Impossible de quitter la démo. Réessayez.',
  },
  verdict: {
    network: 'Réseau',
    proxy: 'Proxy',
    certificate: 'Certificat',
    token: 'Jeton',
    location: 'Site',
    socket: 'Mises à jour en direct',
    snapshot: 'Liste des visiteurs',
  },
  ok: {
    network: 'Le cloud répond.',
    proxy: 'Le proxy de ce réseau laisse passer le poste.',
    certificate: 'La connexion est sécurisée.',
    token: 'Le cloud reconnaît le jeton.',
    location: 'Le jeton est valable pour ce site.',
    socket: 'Les changements arrivent immédiatement.',
    snapshot: 'La liste des visiteurs est arrivée au complet.',
  },
  notNeeded: {
    proxy: 'Aucun proxy sur le chemin.',
    certificate: 'Inutile sur ce PC lui-même.',
    other: 'Inutile ici.',
  },
  notReached: 'Non vérifié, car un autre point a échoué avant.',
  /** What stands at a step before it is checked. */
  ask: {
    network: 'Ce PC peut-il joindre le cloud ?',
    proxy: 'Un proxy le laisse-t-il passer ?',
    certificate: 'La connexion est-elle sécurisée ?',
    token: 'Le cloud reconnaît-il le jeton ?',
    location: 'Le jeton est-il valable pour ce site ?',
    socket: 'Les changements arrivent-ils immédiatement ?',
    snapshot: 'La liste arrive-t-elle au complet ?',
  },
  /** What is wrong and who can mend it. */
  because: {
    unreachable:
      'Le cloud ne répond pas à cette adresse. Vérifiez l’adresse ; si elle est juste, demandez au service informatique si le réseau laisse sortir ce PC.',
    'no-network':
      'Ce PC n’a pas de réseau ou ne trouve pas l’adresse. Vérifiez le câble ou le Wi-Fi ; si cela persiste, appelez le service informatique.',
    'captive-portal':
      'Ce réseau demande d’abord une connexion. Ouvrez un navigateur sur ce PC, identifiez-vous, puis vérifiez à nouveau.',
    'proxy-unreachable': 'Le proxy de ce réseau est injoignable. Le service informatique doit intervenir.',
    'proxy-refused':
      'Le proxy ne laisse pas ce PC accéder au cloud. Le service informatique doit autoriser l’adresse.',
    'proxy-no-route': 'Le proxy ne parvient pas à joindre le cloud. Le service informatique doit intervenir.',
    'proxy-unusable':
      'L’adresse du proxy n’est pas valable. Le service informatique doit vérifier HTTPS_PROXY sur ce PC.',
    'proxy-wants-credentials':
      'Le proxy demande un nom et un mot de passe. Le service informatique doit les indiquer dans HTTPS_PROXY sur ce PC.',
    'proxy-refused-credentials':
      'Le proxy a refusé le nom et le mot de passe. Le service informatique doit vérifier HTTPS_PROXY sur ce PC.',
    tls: 'Ce PC ne reconnaît pas le certificat. Le service informatique doit installer celui de votre réseau.',
    'tls-date':
      'Le certificat a expiré, ou l’horloge de ce PC est fausse. Vérifiez la date et l’heure ; si elles sont justes, appelez le service informatique.',
    'tls-failed':
      'Aucune connexion sécurisée n’a pu être établie. Le service informatique doit vérifier ce qui se trouve entre ce PC et le cloud.',
    'token-missing': 'Il n’y a pas encore de jeton. Saisissez-le ou déposez le fichier d’accès.',
    'token-unusable':
      'Le jeton contient des caractères non admis dans un jeton. Copiez-le à nouveau, sans espace ni retour à la ligne.',
    'token-refused':
      'Le cloud a refusé le jeton. Copiez-le à nouveau depuis le tableau de bord : Settings, Company, Integration Manager.',
    'location-refused':
      'Le cloud a refusé ce site. Vérifiez son numéro et, dans le tableau de bord, que le jeton est prévu pour ce site.',
    'address-unusable':
      'Cette adresse est inutilisable. Elle doit commencer par https://, ou par wss:// pour les mises à jour en direct.',
    'refused-by-server':
      'Le cloud a refusé le poste. Vérifiez les adresses ; si elles sont justes, adressez-vous à l’assistance d’essentry.',
    'server-error':
      'Le cloud rencontre une panne. Tout est en ordre ici ; vérifiez à nouveau dans quelques minutes.',
    'asked-to-wait': 'Le cloud est surchargé et demande d’attendre. Vérifiez à nouveau dans une minute.',
    timeout:
      'Le cloud n’a pas répondu à temps. Vérifiez à nouveau ; si cela persiste, appelez le service informatique.',
    'went-silent':
      'Le cloud ne répond plus. Vérifiez à nouveau ; si cela persiste, appelez le service informatique.',
    'closed-by-server':
      'Le cloud a fermé la connexion. Vérifiez à nouveau ; si cela persiste, adressez-vous à l’assistance d’essentry.',
    garbled:
      'La réponse ne vient pas d’essentry. Vérifiez l’adresse ; si elle est juste, le service informatique doit chercher ce qui modifie les réponses en chemin.',
    'bad-snapshot': 'La liste des visiteurs n’a pas pu être lue. Adressez-vous à l’assistance d’essentry.',
    overflow: 'Trop de données sont arrivées à la fois. Vérifiez à nouveau.',
    slept: 'Ce PC s’est mis en veille entre-temps. Vérifiez à nouveau.',
  },
  printer: {
    title: 'Trouver l’imprimante',
    intro:
      'Allumez l’imprimante d’étiquettes et branchez-la. Choisissez-la ensuite ici et imprimez un badge de test.',
    byHand: 'Elle n’est pas dans la liste',
    byHandHint: 'Pour une imprimante du réseau, ou que ce PC ne voit pas.',
    without: 'Continuer sans imprimante',
    withoutNote: 'Vous pourrez en choisir une plus tard dans les réglages. D’ici là, les badges attendent.',
  },
  test: {
    title: 'Badge de test',
    picture: 'Un badge avec un visiteur fictif, tel qu’il sera imprimé',
    wait: 'Composition du badge …',
    failed: 'Le badge ne peut pas être composé.',
    needsPrinter: 'Choisissez d’abord une imprimante ; vous pourrez ensuite imprimer un badge de test.',
    notReady: 'L’imprimante ne peut pas imprimer pour le moment ; son état est indiqué ci-dessous.',
    notAnswered: 'Le badge de test n’est pas parvenu à l’imprimante. Réessayez.',
    outside: 'Un badge de test n’a pas de visiteur et n’est pas compté.',
  },
  printing: {
    title: 'Quand imprimer les badges ?',
    intro:
      'L’impression manuelle est toujours possible. Ce choix peut être modifié à tout moment dans les réglages.',
  },
  ready: {
    title: 'Ce poste d’accueil est prêt',
    titleOpen: 'Presque terminé',
    intro: 'Vérifiez ; tout peut être modifié plus tard dans les réglages.',
    cloud: 'Connexion',
    printer: 'Imprimante',
    printing: 'Badges',
    states: 'Mots de votre check-in que ce poste ne connaît pas',
    statesHint:
      'Indiquez la signification de chacun pour que les badges s’impriment au bon moment. Ceux que vous laissez ouverts sont affichés, mais ne déclenchent aucune impression automatique.',
    finish: 'Ouvrir l’accueil',
    finishing: 'Ouverture de l’accueil …',
  },
};
