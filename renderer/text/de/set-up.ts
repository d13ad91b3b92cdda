import type { Translation } from '../text.ts';

export const setUp: Translation['setUp'] = {
  title: 'Empfang einrichten',
  progress: 'Schritt {{step}} von {{steps}}',
  steps: 'Schritte der Einrichtung',
  step: {
    connect: 'Verbinden',
    printer: 'Drucker',
    printing: 'Wann drucken',
    ready: 'Fertig',
  },
  language: 'Sprache',
  back: 'Zurück',
  next: 'Weiter',
  saving: 'Wird gespeichert …',
  notSaved: 'Das ließ sich nicht speichern. Bitte noch einmal; wenn es bleibt, die IT rufen.',
  connect: {
    title: 'Diesen Empfang mit essentry verbinden',
    intro: 'Das dauert etwa drei Minuten. Es ändert sich nichts, bevor Sie es sagen.',
    location: 'Standortnummer',
    locationHint: 'Die Nummer dieses Standorts in essentry.',
    locationWrong: 'Ein Standort ist eine ganze Zahl, zum Beispiel 12.',
    token: 'Token',
    tokenHint: 'Im Dashboard unter Settings, Company, Integration Manager.',
    tokenMissing: 'Bitte das Token eintragen oder die Zugangsdatei hierher ziehen.',
    tokenKept: 'Ein Token ist schon hinterlegt. Bleibt das Feld leer, gilt es weiter.',
    tokenEnvironment:
      'Das Token kommt aus der Umgebung dieses PCs und lässt sich deshalb hier nicht eintragen.',
    show: 'Zeigen',
    showToken: 'Token zeigen',
    otherAddress: 'Andere Adresse',
    apiUrl: 'Adresse der Cloud',
    socketUrl: 'Adresse für laufende Änderungen',
    addressWrong:
      'Eine Adresse, die mit https:// beginnt (wss:// für laufende Änderungen), oder eine auf diesem PC selbst.',
    auth: 'Wie das Token gesendet wird',
    authHint: 'Bitte so lassen, außer essentry sagt es anders.',
    authOf: {
      header: 'Im Kopf der Anfrage',
      query: 'In der Adresse',
      'first-message': 'Als erste Nachricht',
    },
    check: 'Verbindung prüfen',
    checkAgain: 'Noch einmal prüfen',
    checking: 'Wird geprüft …',
    connect: 'Diesen Empfang verbinden',
    connecting: 'Wird verbunden …',
    apply: 'Prüfen und übernehmen',
    applied: 'Übernommen. Der Empfang verbindet sich neu.',
    failedCheck: 'Die Prüfung kam nicht zustande. Bitte noch einmal.',
    verdicts: 'Was geprüft wird',
    verdictsHint: 'Jeder Schritt so, wie ihn der Empfang nehmen wird.',
    found_one: 'Alles in Ordnung. Die Cloud kennt hier {{count}} Besucher.',
    found_other: 'Alles in Ordnung. Die Cloud kennt hier {{count}} Besucher.',
    foundNone: 'Alles in Ordnung. Die Cloud kennt hier heute keinen Besucher.',
    stopped: 'Etwas steht im Weg; die Liste sagt, was.',
    refused: 'Die Angaben wurden nicht angenommen.',
  },
  credentials: {
    title: 'Zugangsdatei',
    drop: 'Zugangsdatei hierher ziehen oder auswählen.',
    choose: 'Datei auswählen …',
    dropNow: 'Loslassen, um die Datei zu lesen',
    read: '{{file}} ist gelesen. Die Angaben daraus stehen in den Feldern.',
    refused: '{{file}} ist nicht brauchbar:',
    tooLarge: '{{file}} ist zu groß; so groß ist keine Zugangsdatei.',
    failed: 'Die Datei ließ sich nicht lesen. Bitte noch einmal.',
    fault: {
      token: 'Das Token darin ist keines.',
      locationId: 'Der Standort darin ist keine ganze Zahl.',
      apiUrl: 'Die Adresse der Cloud darin ist nicht brauchbar.',
      socketUrl: 'Die Adresse für laufende Änderungen darin ist nicht brauchbar.',
      auth: 'Wie das Token gesendet werden soll, ist nicht bekannt.',
      whole: 'Das ist keine Datei mit Zugangsdaten eines Empfangs.',
    },
  },
  demo: {
    title: 'Nur ansehen?',
    text: 'Die Demo zeigt einen ganzen Tag mit erfundenen Besuchern und einem Drucker, der nur malt. Nichts verlässt diesen PC.',
    try: 'Demo ausprobieren',
    opening: 'Demo wird geöffnet …',
    failed: 'Die Demo lässt sich hier nicht öffnen.',
    leave: 'Demo verlassen und diesen Empfang einrichten',
    leaveFailed: 'Die Demo ließ sich nicht verlassen. Bitte noch einmal.',
  },
  verdict: {
    network: 'Netz',
    proxy: 'Proxy',
    certificate: 'Zertifikat',
    token: 'Token',
    location: 'Standort',
    socket: 'Laufende Änderungen',
    snapshot: 'Besucherliste',
  },
  ok: {
    network: 'Die Cloud antwortet.',
    proxy: 'Der Proxy dieses Netzes lässt den Empfang durch.',
    certificate: 'Die Verbindung ist sicher.',
    token: 'Die Cloud kennt das Token.',
    location: 'Das Token gilt für diesen Standort.',
    socket: 'Änderungen kommen sofort an.',
    snapshot: 'Die Besucherliste kam vollständig an.',
  },
  notNeeded: {
    proxy: 'Kein Proxy steht dazwischen.',
    certificate: 'Auf diesem PC selbst nicht nötig.',
    other: 'Hier nicht nötig.',
  },
  notReached: 'Nicht versucht, weil vorher etwas anderes scheiterte.',
  ask: {
    network: 'Erreicht dieser PC die Cloud?',
    proxy: 'Lässt ein Proxy ihn durch?',
    certificate: 'Ist die Verbindung sicher?',
    token: 'Kennt die Cloud das Token?',
    location: 'Gilt das Token für diesen Standort?',
    socket: 'Kommen Änderungen sofort an?',
    snapshot: 'Kommt die Liste vollständig an?',
  },
  because: {
    unreachable:
      'Die Cloud antwortet unter dieser Adresse nicht. Bitte die Adresse prüfen; stimmt sie, die IT fragen, ob das Netz diesen PC hinauslässt.',
    'no-network':
      'Dieser PC hat kein Netz oder findet die Adresse nicht. Bitte Kabel oder WLAN prüfen; wenn es bleibt, die IT fragen.',
    'captive-portal':
      'Dieses Netz verlangt zuerst eine Anmeldung. Bitte einen Browser auf diesem PC öffnen, anmelden und noch einmal prüfen.',
    'proxy-unreachable': 'Der Proxy dieses Netzes ist nicht erreichbar. Das muss die IT ansehen.',
    'proxy-refused': 'Der Proxy lässt diesen PC nicht zur Cloud durch. Die IT muss die Adresse freigeben.',
    'proxy-no-route': 'Der Proxy erreicht die Cloud nicht. Das muss die IT ansehen.',
    'proxy-unusable': 'Die Adresse des Proxys ist keine. Die IT muss HTTPS_PROXY auf diesem PC prüfen.',
    'proxy-wants-credentials':
      'Der Proxy verlangt Name und Passwort. Die IT muss sie auf diesem PC in HTTPS_PROXY eintragen.',
    'proxy-refused-credentials':
      'Der Proxy lehnt Name und Passwort ab. Die IT muss HTTPS_PROXY auf diesem PC prüfen.',
    tls: 'Dieser PC vertraut dem Zertifikat nicht. Die IT muss das Zertifikat Ihres Netzes installieren.',
    'tls-date':
      'Das Zertifikat ist abgelaufen, oder die Uhr dieses PCs geht falsch. Bitte Datum und Uhrzeit prüfen; stimmen sie, die IT fragen.',
    'tls-failed':
      'Es kam keine sichere Verbindung zustande. Die IT muss ansehen, was zwischen diesem PC und der Cloud steht.',
    'token-missing': 'Es gibt noch kein Token. Bitte eintragen oder die Zugangsdatei hierher ziehen.',
    'token-unusable':
      'Das Token enthält Zeichen, die kein Token hat. Bitte neu kopieren, ohne Leerzeichen und Zeilenumbrüche.',
    'token-refused':
      'Die Cloud lehnt das Token ab. Bitte im Dashboard neu kopieren: Settings, Company, Integration Manager.',
    'location-refused':
      'Die Cloud lehnt diesen Standort ab. Bitte die Nummer prüfen und im Dashboard, ob das Token für ihn gilt.',
    'address-unusable':
      'Diese Adresse ist nicht brauchbar. Sie beginnt mit https://, für laufende Änderungen mit wss://.',
    'refused-by-server':
      'Die Cloud hat den Empfang abgewiesen. Bitte die Adressen prüfen; stimmen sie, den Support von essentry fragen.',
    'server-error':
      'Die Cloud hat eine Störung. Hier ist nichts falsch; bitte in einigen Minuten noch einmal prüfen.',
    'asked-to-wait':
      'Die Cloud ist ausgelastet und bittet zu warten. Bitte in einer Minute noch einmal prüfen.',
    timeout:
      'Die Cloud hat nicht rechtzeitig geantwortet. Bitte noch einmal prüfen; wenn es bleibt, die IT fragen.',
    'went-silent': 'Die Cloud ist verstummt. Bitte noch einmal prüfen; wenn es bleibt, die IT fragen.',
    'closed-by-server':
      'Die Cloud hat die Verbindung beendet. Bitte noch einmal prüfen; wenn es bleibt, den Support von essentry fragen.',
    garbled:
      'Die Antwort kommt nicht von essentry. Bitte die Adresse prüfen; stimmt sie, muss die IT ansehen, was die Antworten unterwegs verändert.',
    'bad-snapshot': 'Die Besucherliste war nicht lesbar. Bitte den Support von essentry fragen.',
    overflow: 'Es kam zu viel auf einmal. Bitte noch einmal prüfen.',
    slept: 'Dieser PC ist inzwischen eingeschlafen. Bitte noch einmal prüfen.',
  },
  printer: {
    title: 'Den Drucker finden',
    intro:
      'Etikettendrucker einschalten und anschließen. Dann hier auswählen und einen Probeausweis drucken.',
    byHand: 'Er steht nicht in der Liste',
    byHandHint: 'Für einen Drucker im Netzwerk oder einen, den dieser PC nicht sieht.',
    without: 'Ohne Drucker weiter',
    withoutNote: 'Er lässt sich später in den Einstellungen wählen. Bis dahin warten die Ausweise.',
  },
  test: {
    title: 'Probeausweis',
    picture: 'Ein Ausweis mit einem erfundenen Besucher, wie er gedruckt wird',
    wait: 'Ausweis wird gezeichnet …',
    failed: 'Der Ausweis lässt sich nicht zeichnen.',
    needsPrinter: 'Zuerst einen Drucker wählen; dann lässt sich ein Probeausweis drucken.',
    notReady: 'Der Drucker kann gerade nicht drucken; was er von sich meldet, steht darunter.',
    notAnswered: 'Der Probeausweis kam nicht beim Drucker an. Bitte noch einmal.',
    outside: 'Ein Probeausweis gehört zu niemandem und wird nicht gezählt.',
  },
  printing: {
    title: 'Wann sollen Ausweise gedruckt werden?',
    intro: 'Von Hand geht es immer. Das lässt sich in den Einstellungen jederzeit ändern.',
  },
  ready: {
    title: 'Dieser Empfang ist bereit',
    titleOpen: 'Fast fertig',
    intro: 'Bitte noch einmal ansehen; alles lässt sich später in den Einstellungen ändern.',
    cloud: 'Verbindung',
    printer: 'Drucker',
    printing: 'Ausweise',
    states: 'Wörter Ihres Check-ins, die dieser Empfang nicht kennt',
    statesHint:
      'Sagen Sie, was jedes bedeutet, damit Ausweise im richtigen Moment gedruckt werden. Was offen bleibt, wird angezeigt, und dafür wird nichts von selbst gedruckt.',
    finish: 'Empfang öffnen',
    finishing: 'Empfang wird geöffnet …',
  },
};
