/**
 * Why there is no desk to be seen, as pages without a script: they must show also when nothing else works. They are served under
 * the same policy as the desk itself; what a person can do is a link, whose navigation `trouble-choice.ts` hears and the window
 * never makes.
 */
export interface Trouble {
  readonly kind: 'settings' | 'no-key-store' | 'secrets-unreadable' | 'key-missing' | 'database';
  /** Sentences and places, shown as they are; nothing secret. */
  readonly details: readonly string[];
}

export const TROUBLE_PATH = '/stopped.html';
/** The desk is at work, and its window stopped again and again. */
export const WINDOW_TROUBLE_PATH = '/window-stopped.html';
/** Asks once more, and says what it costs. */
export const ASK_PATH = '/set-aside.html';
/** Of these there are no pages: they are what a link wants done. */
export const AGAIN_PATH = '/again';
export const SET_ASIDE_PATH = '/set-aside';
const STYLE_PATH = '/stopped.css';

type Name =
  | Trouble['kind']
  | 'title'
  | 'again'
  | 'setAside'
  | 'askTitle'
  | 'askSecrets'
  | 'askKey'
  | 'askCost'
  | 'askKept'
  | 'confirm'
  | 'back'
  | 'windowTitle'
  | 'window'
  | 'openAgain'
  | 'crashTitle'
  | 'crash';
type Words = Readonly<Record<Name, string>>;

const ENGLISH: Words = {
  title: 'Vestibule cannot open the desk yet',
  settings: 'Its settings do not fit. Put them right, then try again:',
  'no-key-store':
    'The key store of this system gives no protection, so neither the token nor the database key can be kept safely. On Linux, set up and unlock a key ring (GNOME Keyring or KWallet), then try again.',
  'secrets-unreadable':
    'Its stored secrets cannot be decrypted by this user on this PC. Nothing was removed. Unlock the key store and try again; where that is not possible, the desk can begin anew without them:',
  'key-missing':
    'There is a database, but its key is gone. Nothing was removed. Bring the second file back and try again; where that is not possible, the desk can begin anew:',
  database: 'The database cannot be opened. Nothing was changed.',
  again: 'Try again',
  setAside: 'Begin anew …',
  askTitle: 'Begin anew without the old data?',
  askSecrets:
    'The secrets and the database of this desk are set aside. You then need the token of this location once more.',
  askKey: 'The database of this desk is set aside. The token and the settings stay as they are.',
  askCost:
    'The list of visitors comes back from the cloud. Who has had a badge is forgotten: nothing prints by itself for those who are in the first list, so look before you print for them.',
  askKept:
    'Nothing is deleted now. The old database stays in the data folder for 7 days, old secrets stay until somebody removes them.',
  confirm: 'Set aside and begin anew',
  back: 'Leave everything as it is',
  windowTitle: 'The window has stopped several times',
  window:
    'The desk itself goes on: it keeps the list and prints badges. The window tries again by itself in a few minutes.',
  openAgain: 'Open it again now',
  crashTitle: 'Vestibule has stopped',
  crash:
    'It stopped several times in a row and does not start again by itself. Please start it; if it stops once more, tell IT: the log says what happened.',
};

const GERMAN: Words = {
  title: 'Vestibule kann den Empfang noch nicht öffnen',
  settings: 'Die Einstellungen passen nicht. Berichtigen Sie sie, und versuchen Sie es dann noch einmal:',
  'no-key-store':
    'Der Schlüsselspeicher dieses Systems schützt nicht, deshalb können weder Token noch Datenbankschlüssel sicher abgelegt werden. Richten Sie unter Linux einen Schlüsselbund ein (GNOME Keyring oder KWallet), entsperren Sie ihn, und versuchen Sie es dann noch einmal.',
  'secrets-unreadable':
    'Die gespeicherten Geheimnisse lassen sich von diesem Benutzer auf diesem PC nicht entschlüsseln. Nichts wurde gelöscht. Entsperren Sie den Schlüsselspeicher, und versuchen Sie es noch einmal; wo das nicht möglich ist, kann der Empfang ohne sie neu beginnen:',
  'key-missing':
    'Es gibt eine Datenbank, aber ihr Schlüssel fehlt. Nichts wurde gelöscht. Stellen Sie die zweite Datei wieder her, und versuchen Sie es noch einmal; wo das nicht möglich ist, kann der Empfang neu beginnen:',
  database: 'Die Datenbank lässt sich nicht öffnen. Nichts wurde verändert.',
  again: 'Noch einmal versuchen',
  setAside: 'Neu beginnen …',
  askTitle: 'Ohne die alten Daten neu beginnen?',
  askSecrets:
    'Die Geheimnisse und die Datenbank dieses Empfangs werden beiseitegelegt. Sie brauchen dann das Token dieses Standorts noch einmal.',
  askKey: 'Die Datenbank dieses Empfangs wird beiseitegelegt. Token und Einstellungen bleiben, wie sie sind.',
  askCost:
    'Die Liste der Besucher kommt aus der Cloud zurück. Wer schon einen Ausweis hat, wird vergessen: Für alle, die in der ersten Liste stehen, wird nichts von selbst gedruckt. Sehen Sie nach, bevor Sie für sie drucken.',
  askKept:
    'Jetzt wird nichts gelöscht. Die alte Datenbank bleibt 7 Tage im Datenordner, alte Geheimnisse bleiben, bis jemand sie entfernt.',
  confirm: 'Beiseitelegen und neu beginnen',
  back: 'Alles lassen, wie es ist',
  windowTitle: 'Das Fenster ist mehrmals stehen geblieben',
  window:
    'Der Empfang selbst arbeitet weiter: Er führt die Liste und druckt Ausweise. Das Fenster versucht es in ein paar Minuten von selbst wieder.',
  openAgain: 'Jetzt wieder öffnen',
  crashTitle: 'Vestibule wurde beendet',
  crash:
    'Es ist mehrmals hintereinander stehen geblieben und startet nicht mehr von selbst. Bitte starten Sie es; bleibt es noch einmal stehen, sagen Sie der IT Bescheid: Im Protokoll steht, was war.',
};

interface Link {
  readonly path: string;
  readonly words: string;
}

/** By path, as `app://` serves them. `locale` as the system names it, e.g. `de-AT`. */
export function troublePages(trouble: Trouble, locale: string): ReadonlyMap<string, string> {
  const words = wordsIn(locale);
  const again = { path: AGAIN_PATH, words: words.again };
  const page = pageIn(locale);
  const first = page(words.title, [words[trouble.kind]], trouble.details, [
    again,
    ...(canBeginAnew(trouble) ? [{ path: ASK_PATH, words: words.setAside }] : []),
  ]);
  const ask = page(
    words.askTitle,
    [trouble.kind === 'key-missing' ? words.askKey : words.askSecrets, words.askCost, words.askKept],
    [],
    [
      { path: TROUBLE_PATH, words: words.back },
      { path: SET_ASIDE_PATH, words: words.confirm },
    ],
  );
  return new Map([
    [TROUBLE_PATH, first],
    ...(canBeginAnew(trouble) ? [[ASK_PATH, ask] as const] : []),
    [STYLE_PATH, STYLE],
  ]);
}

/** There whatever happens, because whoever needs it can ask for nothing any more. */
export function windowTroublePages(locale: string): ReadonlyMap<string, string> {
  const words = wordsIn(locale);
  const again = { path: '/', words: words.openAgain };
  return new Map([
    [WINDOW_TROUBLE_PATH, pageIn(locale)(words.windowTitle, [words.window], [], [again])],
    [STYLE_PATH, STYLE],
  ]);
}

export const crashWords = (locale: string): readonly [title: string, text: string] => {
  const words = wordsIn(locale);
  return [words.crashTitle, words.crash];
};

/** Whether what is in the way can be set aside, after which the desk opens. */
export const canBeginAnew = ({ kind }: Trouble): boolean =>
  kind === 'secrets-unreadable' || kind === 'key-missing';

const isGerman = (locale: string): boolean => locale.toLowerCase().startsWith('de');
const wordsIn = (locale: string): Words => (isGerman(locale) ? GERMAN : ENGLISH);

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const pageIn =
  (locale: string) =>
  (title: string, sentences: readonly string[], details: readonly string[], links: readonly Link[]): string =>
    `<!doctype html>
<html lang="${isGerman(locale) ? 'de' : 'en'}">
<meta charset="utf-8">
<title>Vestibule</title>
<link rel="stylesheet" href="${STYLE_PATH}">
<main>
<h1>${escapeHtml(title)}</h1>
${sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('\n')}
${details.length === 0 ? '' : `<ul>${details.map((detail) => `<li>${escapeHtml(detail)}</li>`).join('')}</ul>`}
<nav>${links.map(({ path, words }) => `<a href="${path}">${escapeHtml(words)}</a>`).join(' ')}</nav>
</main>
</html>
`;

const STYLE = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-inline-size: 42em; margin: 14vh auto; padding: 0 2em; }
h1 { font-size: 1.5em; text-wrap: balance; }
ul { padding-inline-start: 1.2em; }
li { overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-size: 0.9em; }
nav { display: flex; flex-wrap: wrap; gap: 0.75em; margin-block-start: 2em; }
a { padding: 0.6em 1.2em; border: 1px solid GrayText; border-radius: 8px; color: CanvasText; text-decoration: none; }
a:hover { border-color: CanvasText; }
a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
a:first-child { border-color: light-dark(#0f6b57, #4fc3a1); background: light-dark(#0f6b57, #4fc3a1); color: light-dark(#fff, #08231c); font-weight: 600; }
`;
