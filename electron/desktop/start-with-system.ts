/**
 * Whether the desk is there when somebody has logged in. Written only where it differs: what a person has switched off in the
 * system's own list of such programs stays off until the setting changes.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { codeOf } from '../desk/whole-file.ts';
import type { Logger } from '../shared/logger.ts';
import { HIDDEN } from './launch.ts';

export interface StartPlace {
  readonly platform: NodeJS.Platform;
  readonly execPath: string;
  /** `$APPIMAGE`: there the app itself runs from a place that is gone afterwards. */
  readonly appImage: string | undefined;
  /** `$XDG_CONFIG_HOME`, or what stands for it. */
  readonly configFolder: string;
}

export function setStartWithSystem(isOn: boolean, place: StartPlace, log: Logger): void {
  if (place.platform === 'linux') setAutostart(isOn, place, log);
  else setLoginItem(isOn, place);
}

/**
 * Windows takes the text as it is for the command line of its registry key, so a path with a space needs its quotes. On macOS it
 * is the app itself, without arguments, and since 13 a person may have to allow it in System Settings.
 */
function setLoginItem(isOn: boolean, { platform, execPath }: StartPlace): void {
  const item = platform === 'win32' ? { path: `"${execPath}"`, args: [HIDDEN] } : {};
  const isSet = app.getLoginItemSettings(item).openAtLogin;
  if (isSet !== isOn) app.setLoginItemSettings({ ...item, openAtLogin: isOn });
}

/** The window is shown: whether a Linux desktop has a tray, nobody can tell (electron#5872). */
function setAutostart(isOn: boolean, { execPath, appImage, configFolder }: StartPlace, log: Logger): void {
  const folder = join(configFolder, 'autostart');
  const file = join(folder, 'vestibule.desktop');
  try {
    if (!isOn) return rmSync(file, { force: true });
    const program = appImage ?? execPath;
    if (readIfThere(file).split('\n').includes(execLine(program))) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, desktopEntry(program));
  } catch (cause) {
    // A home folder that IT has locked: the desk works all the same.
    log.warn('start-with-system-not-set', { code: codeOf(cause) });
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return '';
    throw cause;
  }
}

/** `TryExec`: once the program is gone, the entry counts as not there. */
export const desktopEntry = (program: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Vestibule',
    execLine(program),
    `TryExec=${escapeValue(program)}`,
    'Terminal=false',
    '',
  ].join('\n');

/**
 * Quoted as the Desktop Entry Specification has it: first the argument, in which `"`, a backtick, `$` and `\` are escaped and `%` is
 * doubled; then the value of the key, in which every `\` is escaped once more.
 */
const execLine = (program: string): string =>
  `Exec=${escapeValue(`"${program.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`)}`;

const escapeValue = (text: string): string => text.replaceAll('\\', '\\\\');
