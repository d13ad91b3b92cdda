/**
 * What somebody has changed in the settings and not saved yet, by path. It outlives a change of place, as a design does. Secrets
 * never come here: a token lives in its field alone, until it has been sent.
 */
import type { Json, SettingsChange, SettingsValues } from '../../electron/shared/settings-values.ts';
import { share } from './share.ts';

export type Changes = ReadonlyMap<string, Json>;

const NONE: Changes = new Map();

/** Whether both say the same, in whatever order their members stand. */
export const isSame = (a: Json, b: Json): boolean => share(a, b) === a;

/** `null` where nothing stands there. */
export function valueAt(values: SettingsValues, path: string): Json {
  const found = path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      values,
    );
  return (found ?? null) as Json;
}

/** A change back to what is saved is none. */
export function withChange(changes: Changes, path: string, value: Json, saved: SettingsValues): Changes {
  const next = new Map(changes);
  if (isSame(valueAt(saved, path), value)) next.delete(path);
  else next.set(path, value);
  return next;
}

export const without = (changes: Changes, isMeant: (path: string, value: Json) => boolean): Changes =>
  new Map([...changes].filter(([path, value]) => !isMeant(path, value)));

export const toList = (changes: Changes, isMeant: (path: string) => boolean): readonly SettingsChange[] =>
  [...changes].filter(([path]) => isMeant(path)).map(([path, value]) => ({ path, value }));

export class SettingsDraft {
  readonly #listeners = new Set<() => void>();
  #changes: Changes = NONE;

  getSnapshot = (): Changes => this.#changes;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(path: string, value: Json, saved: SettingsValues): void {
    this.#set(withChange(this.#changes, path, value, saved));
  }

  drop(isMeant: (path: string) => boolean): void {
    this.#set(without(this.#changes, isMeant));
  }

  /** The settings were read again: what they say already is no change any more. */
  settle(saved: SettingsValues): void {
    const left = without(this.#changes, (path, value) => isSame(valueAt(saved, path), value));
    if (left.size < this.#changes.size) this.#set(left);
  }

  #set(changes: Changes): void {
    this.#changes = changes;
    for (const listener of this.#listeners) listener();
  }
}
