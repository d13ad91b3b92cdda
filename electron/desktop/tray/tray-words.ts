/** What the tray says, in the language of the desk; about the desk alone, because whoever passes by can read it. */
import type { PrinterCondition } from '../../shared/printer-status.ts';
import { LANGUAGES, type Language } from '../../shared/languages.ts';
import type { StationView } from '../../shared/view.ts';

export interface TrayWords {
  readonly open: string;
  readonly quit: string;
  readonly notSetUp: string;
  readonly live: string;
  readonly noCloudYet: string;
  readonly noCloudSince: (time: string) => string;
  readonly printer: string;
}

const WORDS: Readonly<Record<Language, TrayWords>> = {
  en: {
    open: 'Open Vestibule',
    quit: 'Quit Vestibule',
    notSetUp: 'Not set up yet',
    live: 'In step with the cloud',
    noCloudYet: 'No cloud yet',
    noCloudSince: (time) => `No cloud since ${time}`,
    printer: 'The printer needs you',
  },
  de: {
    open: 'Vestibule öffnen',
    quit: 'Vestibule beenden',
    notSetUp: 'Noch nicht eingerichtet',
    live: 'Mit der Cloud verbunden',
    noCloudYet: 'Noch keine Verbindung zur Cloud',
    noCloudSince: (time) => `Keine Verbindung zur Cloud seit ${time}`,
    printer: 'Der Drucker braucht Sie',
  },
  cs: {
    open: 'Otevřít Vestibule',
    quit: 'Ukončit Vestibule',
    notSetUp: 'Zatím nenastaveno',
    live: 'Spojeno s cloudem',
    noCloudYet: 'Zatím bez spojení s cloudem',
    noCloudSince: (time) => `Bez spojení s cloudem od ${time}`,
    printer: 'Tiskárna vás potřebuje',
  },
  es: {
    open: 'Abrir Vestibule',
    quit: 'Salir de Vestibule',
    notSetUp: 'Aún sin configurar',
    live: 'Conectado con la nube',
    noCloudYet: 'Aún sin conexión con la nube',
    noCloudSince: (time) => `Sin conexión con la nube desde ${time}`,
    printer: 'La impresora necesita su atención',
  },
  fr: {
    open: 'Ouvrir Vestibule',
    quit: 'Quitter Vestibule',
    notSetUp: 'Pas encore configuré',
    live: 'Connecté au cloud',
    noCloudYet: 'Pas encore connecté au cloud',
    noCloudSince: (time) => `Sans connexion au cloud depuis ${time}`,
    printer: 'L’imprimante a besoin de vous',
  },
  hr: {
    open: 'Otvori Vestibule',
    quit: 'Zatvori Vestibule',
    notSetUp: 'Još nije postavljeno',
    live: 'Povezano s oblakom',
    noCloudYet: 'Još nema veze s oblakom',
    noCloudSince: (time) => `Nema veze s oblakom od ${time}`,
    printer: 'Pisač vas treba',
  },
  hu: {
    open: 'A Vestibule megnyitása',
    quit: 'Kilépés a Vestibule-ből',
    notSetUp: 'Még nincs beállítva',
    live: 'Kapcsolódva a felhőhöz',
    noCloudYet: 'Még nincs kapcsolat a felhővel',
    noCloudSince: (time) => `Nincs kapcsolat a felhővel, utoljára: ${time}`,
    printer: 'A nyomtatónak szüksége van Önre',
  },
  it: {
    open: 'Apri Vestibule',
    quit: 'Esci da Vestibule',
    notSetUp: 'Non ancora configurato',
    live: 'Collegato al cloud',
    noCloudYet: 'Non ancora collegato al cloud',
    noCloudSince: (time) => `Nessun collegamento al cloud dalle ${time}`,
    printer: 'La stampante ha bisogno di te',
  },
  nl: {
    open: 'Vestibule openen',
    quit: 'Vestibule afsluiten',
    notSetUp: 'Nog niet ingesteld',
    live: 'Verbonden met de cloud',
    noCloudYet: 'Nog geen verbinding met de cloud',
    noCloudSince: (time) => `Geen verbinding met de cloud sinds ${time}`,
    printer: 'De printer heeft u nodig',
  },
  pl: {
    open: 'Otwórz Vestibule',
    quit: 'Zakończ Vestibule',
    notSetUp: 'Jeszcze nie skonfigurowano',
    live: 'Połączono z chmurą',
    noCloudYet: 'Jeszcze bez połączenia z chmurą',
    noCloudSince: (time) => `Brak połączenia z chmurą od ${time}`,
    printer: 'Drukarka wymaga uwagi',
  },
  ro: {
    open: 'Deschide Vestibule',
    quit: 'Închide Vestibule',
    notSetUp: 'Încă neconfigurat',
    live: 'Conectat la cloud',
    noCloudYet: 'Încă fără conexiune la cloud',
    noCloudSince: (time) => `Fără conexiune la cloud din ${time}`,
    printer: 'Imprimanta are nevoie de dumneavoastră',
  },
  ru: {
    open: 'Открыть Vestibule',
    quit: 'Закрыть Vestibule',
    notSetUp: 'Ещё не настроено',
    live: 'Есть связь с облаком',
    noCloudYet: 'Связи с облаком пока нет',
    noCloudSince: (time) => `Нет связи с облаком с ${time}`,
    printer: 'Принтер требует внимания',
  },
  zh: {
    open: '打开 Vestibule',
    quit: '退出 Vestibule',
    notSetUp: '尚未设置',
    live: '已连接云端',
    noCloudYet: '尚未连接云端',
    noCloudSince: (time) => `自 ${time} 起未连接云端`,
    printer: '打印机需要处理',
  },
};

/** `language`: as the desk or the system names it, e.g. `de-AT`. */
export function trayWords(language: string): TrayWords {
  const known = LANGUAGES.find((one) => language.toLowerCase().split('-')[0] === one);
  return WORDS[known ?? 'en'];
}

export function deskWords(view: StationView, language: string): string {
  const words = trayWords(language);
  const sentences = [cloudWords(view, words, language), needsSomebody(view) ? words.printer : ''];
  return ['Vestibule', ...sentences].filter((sentence) => sentence !== '').join('\n');
}

function cloudWords(view: StationView, words: TrayWords, language: string): string {
  if (view.setUp === 'connect') return words.notSetUp;
  if (view.session.kind === 'live') return words.live;
  if (view.asOfMs === null) return words.noCloudYet;
  const style = { dateStyle: 'short', timeStyle: 'short' } as const;
  return words.noCloudSince(new Intl.DateTimeFormat(language, style).format(view.asOfMs));
}

/** These pass by themselves, or are no news. */
const QUIET: readonly PrinterCondition['kind'][] = ['ready', 'unknown', 'busy', 'cooling'];

const needsSomebody = ({ printer }: StationView): boolean =>
  printer.route !== 'none' && !QUIET.includes(printer.condition.kind);
