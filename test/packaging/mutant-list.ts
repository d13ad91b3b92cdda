/**
 * What `npm run packaging:mutants` takes away, one at a time, as edits of the sources; each must turn the named tests red. Options that
 * stand one a line are read from the sources, so that one that is added is tried as well.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** A file of unit tests, or the target for which the app is packed and looked at. */
  readonly judgedBy: string;
}

const UNIT = 'test/unit/desktop';
const LINUX = 'linux-x64';
const WINDOWS = 'win32-x64';

const gone = (file: string, judgedBy: string, names: Readonly<Record<string, string>>): Mutant[] =>
  Object.entries(names).map(([name, from]) => ({ name, file, from, to: '', judgedBy }));

/** Each line between two marks that is an option of its own. */
function lineByLine(
  root: string,
  file: string,
  [begin, end]: readonly [string, string],
  option: RegExp,
  judgedBy: string,
): Mutant[] {
  const source = readFileSync(join(root, file), 'utf8');
  const at = source.indexOf(begin);
  const lines = source
    .slice(at, source.indexOf(end, at))
    .split('\n')
    .filter((line) => option.test(line));
  if (at === -1 || lines.length === 0) throw new Error(`${file} has no options after "${begin}"`);
  return lines.map((line) => ({
    name: option.exec(line)?.[1] ?? line,
    file,
    from: `${line}\n`,
    to: '',
    judgedBy,
  }));
}

export function mutants(root: string): readonly Mutant[] {
  const hardening = 'electron/desktop/hardening.ts';
  const port = 'electron/desktop/ipc-port.ts';
  return [
    ...lineByLine(
      root,
      'electron-builder.yml',
      ['electronFuses:', '\nwin:'],
      /^ {2}(\w+): (?:true|false)$/,
      LINUX,
    ),
    ...gone('electron-builder.yml', LINUX, {
      'native files beside the archive': "  - '**/*.node'\n",
      'no declarations': "  - '!node_modules/@types/**'\n",
      'no koffi on Linux':
        "    - '!node_modules/better-sqlite3/prebuilds/!(linux-${arch}).node'\n    - '!node_modules/{koffi,@koromix}/**'\n",
    }),
    ...gone('electron-builder.yml', WINDOWS, {
      'Skia’s data beside the archive': "  - '**/icudtl.dat'\n",
      'no files of another system': "    - '!node_modules/better-sqlite3/prebuilds/!(win32-${arch}).node'\n",
      'no usb on Windows': "    - '!node_modules/{usb,@node-usb}/**'\n",
    }),
    ...lineByLine(
      root,
      'electron/desktop/window.ts',
      ['webPreferences: {', '\n    },'],
      /^ {6}(?!preload)(\w+): .*,$/,
      `${UNIT}/window.test.ts`,
    ),
    ...lineByLine(
      root,
      'electron/page-headers.ts',
      ['contentPolicy = ', "].join('; ')"],
      /^ {4}["`]([a-z-]+) .*["`],$/,
      `${UNIT}/app-scheme.test.ts`,
    ),
    ...gone(hardening, `${UNIT}/hardening.test.ts`, {
      'permission requests':
        '  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));\n',
      'permission checks': '  session.setPermissionCheckHandler(() => false);\n',
      'device permissions': '  session.setDevicePermissionHandler(() => false);\n',
      downloads: '    if (!isGivenOut(item)) event.preventDefault();\n',
      'will-navigate': "  contents.on('will-navigate', stay);\n",
      'will-frame-navigate': "  contents.on('will-frame-navigate', stay);\n",
      'will-redirect': "  contents.on('will-redirect', (event) => event.preventDefault());\n",
      'will-attach-webview': "  contents.on('will-attach-webview', (event) => event.preventDefault());\n",
      'window-open': "  contents.setWindowOpenHandler(() => ({ action: 'deny' }));\n",
      'every session': "  app.on('session-created', hardenSession);\n",
      'every page': "  app.on('web-contents-created', (_event, contents) => hardenPage(contents));\n",
    }),
    ...gone('electron/main.ts', `${UNIT}/main.test.ts`, {
      'sandbox for every page': '  app.enableSandbox();\n',
      'hardening at the start': '  hardenEveryPage();\n',
      'no menu': '  setMenu();\n',
    }),
    ...gone(port, `${UNIT}/bridge.test.ts`, {
      'our window only': 'event.sender === contents && ',
      'main frame only': ' && frame === contents.mainFrame',
      'our pages only': ' && isOwnAddress(frame.url)',
    }),
    ...gone('electron/desktop/app-scheme.ts', `${UNIT}/app-scheme.test.ts`, {
      'containment of files': "inside.startsWith('..') || ",
      'no backslash and no NUL in a path': String.raw`/[\0\\]/.test(path) ? null : `,
    }),
    ...gone('electron/desktop/key-store.ts', 'test/unit/secret-file.test.ts', {
      'no key store without protection': " && backend !== 'basic_text'",
    }),
  ];
}

/** Fails where a mutant does not fit, or fits twice. */
export function mutated(root: string, { name, file, from, to }: Mutant): string {
  const source = readFileSync(join(root, file), 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${name}: "${from}" is not in ${file} exactly once`);
  return source.replace(from, () => to);
}
