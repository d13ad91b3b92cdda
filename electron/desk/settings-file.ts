/**
 * Where settings are read and changed: `settings.json` in the data folder, or memory in a demo that has no file. A change replaces
 * one member and leaves the rest as it stands there, what this version does not know included; nothing is written that could not
 * be read at the next start. Whoever changes a setting does it here, so that what is in force is known in one place.
 */
import { readFileSync } from 'node:fs';
import { err, ok, type Result } from '../shared/result.ts';
import type { Json, SettingsChange, SettingsFault, SettingsValues } from '../shared/settings-values.ts';
import { checkSettings, parseSettings, readSettings, withoutByteOrderMark } from './settings.ts';
import { codeOf, writeWhole } from './whole-file.ts';

/** What settings would be after a change, and the text that says so. */
export interface ChangedSettings {
  readonly settings: SettingsValues;
  readonly text: string;
}

export interface SettingsFile {
  /** `null` in memory. */
  readonly path: string | null;
  /** As they are in force; `null` where the desk is not set up. */
  values(): SettingsValues | null;
  changed(changes: readonly SettingsChange[]): Result<ChangedSettings, readonly SettingsFault[]>;
  write(changed: ChangedSettings): Result<null, SettingsFault>;
}

interface Place {
  readonly path: string | null;
  /** The error is the system's code. */
  read(): Result<string, string>;
  write(text: string): Result<null, string>;
}

/** A file that is not there yet is begun with what is changed in it. The error: sentences, one a fault. */
export function openSettingsFile(path: string): Result<SettingsFile, readonly string[]> {
  const settings = readSettings(path);
  if (!settings.ok) return settings;
  const place: Place = {
    path,
    read() {
      try {
        return ok(withoutByteOrderMark(readFileSync(path, 'utf8')));
      } catch (cause) {
        return codeOf(cause) === 'ENOENT' ? ok(BLANK) : err(codeOf(cause));
      }
    },
    write: (text) => writeWhole(path, text),
  };
  return ok(settingsIn(place, settings.value));
}

/** Of a demo, whose settings are its own: text that does not fit is a bug. */
export function settingsInMemory(text: string): SettingsFile {
  const settings = parseSettings(text);
  if (!settings.ok) throw new Error(settings.error.join('\n'));
  let kept = text;
  const place: Place = {
    path: null,
    read: () => ok(kept),
    write(next) {
      kept = next;
      return ok(null);
    },
  };
  return settingsIn(place, settings.value);
}

const BLANK = '{ "version": 1 }';
const WHOLE = 'settings.json';
/** Two levels below a group at most; the names of settings are letters, so no path can reach an object's own machinery. */
const PATH = /^[a-z]+(\.[a-z]+){0,2}$/i;

function settingsIn(place: Place, atStart: SettingsValues | null): SettingsFile {
  let values = atStart;
  const unreadable = (code: string): SettingsFault => ({
    path: '',
    sentence: `${WHOLE}: found ${code}; allowed is a file that this user may read and write`,
  });
  return {
    path: place.path,
    values: () => values,
    changed(changes) {
      const text = place.read();
      if (!text.ok) return err([unreadable(text.error)]);
      const root = parseObject(text.value);
      if (root === null)
        return err([{ path: '', sentence: `${WHOLE}: found text that is no JSON object; allowed is one` }]);
      const next = changes.reduce<Members>((value, change) => withChange(value, change), root);
      const checked = checkSettings(next);
      if (!checked.ok) return checked;
      const unknown = changes.filter(({ path }) => !has(checked.value, path));
      if (unknown.length > 0)
        return err(
          unknown.map(({ path }) => ({ path, sentence: `${path}: found a setting that there is not` })),
        );
      return ok({ settings: checked.value, text: `${JSON.stringify(next, null, 2)}\n` });
    },
    write({ settings, text }) {
      const written = place.write(text);
      if (!written.ok) return err(unreadable(written.error));
      values = settings;
      return ok(null);
    },
  };
}

type Members = Readonly<Record<string, unknown>>;

function parseObject(text: string): Members | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

function withChange(root: Members, { path, value }: SettingsChange): Members {
  return PATH.test(path) ? replaced(root, path.split('.'), value) : root;
}

function replaced(members: Members, [name = '', ...rest]: readonly string[], value: Json): Members {
  if (rest.length === 0) return { ...members, [name]: value };
  const inner = members[name];
  return { ...members, [name]: replaced(isObject(inner) ? inner : {}, rest, value) };
}

const has = (settings: SettingsValues, path: string): boolean =>
  PATH.test(path) &&
  path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), settings) !==
    undefined;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
