/**
 * Watches everything that is asked of one open file: turns what SQLite reports into a named fault and remembers it, and has the
 * time of each call taken.
 */
import type { UnwritableBecause } from '../shared/view.ts';
import type { Db } from './database.ts';
import { faultOf } from './fault.ts';
import type { SlowStatements } from './slow-statements.ts';

export interface FaultWatch {
  /** Why the last write failed; `null` again once one has gone through. A damaged file stays damaged. */
  fault(): UnwritableBecause | null;
  onFault(listener: (fault: UnwritableBecause | null) => void): void;
  /** What to do once a failure has rolled everything back: forget what was only in memory. */
  afterFailure(run: () => void): void;
  run<T>(name: string, work: () => T): T;
  /** The same repository with every method run under the watch, by its name and the method's. */
  over<R extends object>(name: string, repository: R): R;
}

export function createFaultWatch(db: Db, { timed }: Pick<SlowStatements, 'timed'>): FaultWatch {
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  let fault: UnwritableBecause | null = null;
  let changesAtFault = 0;
  let listener: (fault: UnwritableBecause | null) => void = () => undefined;
  let afterFailure: () => void = () => undefined;

  function set(next: UnwritableBecause | null): void {
    if (fault === next || fault === 'damaged') return;
    fault = next;
    listener(next);
  }

  /** Reading proves nothing about writing: the fault is over when a row has been changed and committed. */
  function noteSuccess(): void {
    if (fault === null || db.inTransaction) return;
    if ((totalChanges.get() ?? 0) !== changesAtFault) set(null);
  }

  function noteFailure(cause: unknown): unknown {
    const named = faultOf(cause);
    // Inside a transaction the failure is on its way to whoever began it; all of it is told there, once.
    if (db.inTransaction) return named ?? cause;
    if (named?.because !== 'damaged') {
      changesAtFault = totalChanges.get() ?? 0;
      afterFailure();
    }
    if (named !== null) set(named.because);
    return named ?? cause;
  }

  function run<T>(name: string, work: () => T): T {
    try {
      const result = timed(name, work);
      noteSuccess();
      return result;
    } catch (cause) {
      throw noteFailure(cause);
    }
  }

  return {
    fault: () => fault,
    onFault: (next) => void (listener = next),
    afterFailure: (next) => void (afterFailure = next),
    run,
    over: (of, repository) =>
      // A repository is a record of functions, so the record of the watched ones has its type.
      Object.fromEntries(
        Object.entries(repository as Record<string, (...given: readonly unknown[]) => unknown>).map(
          ([name, method]) => {
            const watched = `${of}.${name}`;
            return [name, (...given: readonly unknown[]) => run(watched, () => method(...given))];
          },
        ),
      ) as typeof repository,
  };
}
