/** Undo and redo: whole designs one after the other, for a design is small and a list of changes would have to be right twice. */

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step was; the next one of the same name becomes part of it. */
  readonly lastStep: string | null;
}

const MOST_STEPS = 100;

export const begun = <T>(present: T): History<T> => ({ past: [], present, future: [], lastStep: null });

/** `step`: `null` always stands for itself; a drag and the letters typed into one field have a name, and are undone as one. */
export function changed<T>(history: History<T>, present: T, step: string | null): History<T> {
  if (present === history.present) return history;
  const isSame = step !== null && step === history.lastStep;
  const past = isSame ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present, future: [], lastStep: step };
}

export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    lastStep: null,
  };
}

export function redone<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, lastStep: null };
}
