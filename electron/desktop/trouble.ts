/**
 * Why the desk cannot be opened, as a page without a script: it must show also when nothing else works. It is served under the
 * same policy as the desk itself.
 */
export interface Trouble {
  readonly kind: 'settings' | 'no-key-store' | 'secrets-unreadable' | 'key-missing' | 'database';
  /** Sentences and places, shown as they are; nothing secret. */
  readonly details: readonly string[];
}

export const TROUBLE_PATH = '/stopped.html';
const STYLE_PATH = '/stopped.css';

type Words = Readonly<Record<Trouble['kind'] | 'title' | 'afterwards', string>>;

const ENGLISH: Words = {
  title: 'Vestibule cannot open the desk yet',
  settings: 'Its settings do not fit:',
  'no-key-store':
    'The key store of this system gives no protection, so neither the token nor the database key can be kept safely. On Linux, set up and unlock a key ring (GNOME Keyring or KWallet).',
  'secrets-unreadable':
    'Its stored secrets cannot be decrypted by this user on this PC. Nothing was removed. Unlock the key store, or set the file aside and set the desk up again:',
  'key-missing':
    'There is a database, but its key is gone. Nothing was removed. Bring the second file back, or set the first one aside:',
  database: 'The database cannot be opened. Nothing was changed.',
  afterwards: 'Then start Vestibule again.',
};

const GERMAN: Words = {
  title: 'Vestibule kann den Empfang noch nicht öffnen',
  settings: 'Die Einstellungen passen nicht:',
  'no-key-store':
    'Der Schlüsselspeicher dieses Systems schützt nicht, deshalb können weder Token noch Datenbankschlüssel sicher abgelegt werden. Richten Sie unter Linux einen Schlüsselbund ein (GNOME Keyring oder KWallet) und entsperren Sie ihn.',
  'secrets-unreadable':
    'Die gespeicherten Geheimnisse lassen sich von diesem Benutzer auf diesem PC nicht entschlüsseln. Nichts wurde gelöscht. Entsperren Sie den Schlüsselspeicher, oder legen Sie die Datei beiseite und richten Sie den Empfang neu ein:',
  'key-missing':
    'Es gibt eine Datenbank, aber ihr Schlüssel fehlt. Nichts wurde gelöscht. Stellen Sie die zweite Datei wieder her, oder legen Sie die erste beiseite:',
  database: 'Die Datenbank lässt sich nicht öffnen. Nichts wurde verändert.',
  afterwards: 'Starten Sie Vestibule danach neu.',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** By path, as `app://` serves them. `locale` as the system names it, e.g. `de-AT`. */
export function troublePages(trouble: Trouble, locale: string): ReadonlyMap<string, string> {
  const isGerman = locale.toLowerCase().startsWith('de');
  const words = isGerman ? GERMAN : ENGLISH;
  const details = trouble.details.map((detail) => `<li>${escapeHtml(detail)}</li>`).join('');
  return new Map([
    [
      TROUBLE_PATH,
      `<!doctype html>
<html lang="${isGerman ? 'de' : 'en'}">
<meta charset="utf-8">
<title>Vestibule</title>
<link rel="stylesheet" href="${STYLE_PATH}">
<main>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words[trouble.kind])}</p>
${details === '' ? '' : `<ul>${details}</ul>`}
<p>${escapeHtml(words.afterwards)}</p>
</main>
</html>
`,
    ],
    [STYLE_PATH, STYLE],
  ]);
}

const STYLE = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 42em; margin: 14vh auto; padding: 0 2em; }
h1 { font-size: 1.5em; }
li { overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-size: 0.9em; }
`;
