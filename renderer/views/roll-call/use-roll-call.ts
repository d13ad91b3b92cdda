/**
 * The roll call as this window shows it: what the station says, with the ticks on top that it has been given and has not told back
 * yet. A tick shows under the finger at once, and goes away again when the station could not keep it.
 */
import { useMemo, useState } from 'react';
import type { CommandError } from '../../../electron/shared/contract.ts';
import { type RollCall, type RollCallPerson, standingOf } from '../../../electron/shared/roll-call.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';

/** Shown until the station has answered a question that was asked after it had kept the tick: what it says then is newer. */
interface Wish {
  readonly isFound: boolean;
  readonly atMs: number;
}

type Wishes = ReadonlyMap<number, Wish>;

const NO_WISHES: Wishes = new Map();

export interface FailedTick {
  readonly name: string;
  readonly code: CommandError['code'];
}

export interface ShownRollCall {
  /** `null` until the station has answered. */
  readonly rollCall: RollCall | null;
  readonly hasFailed: boolean;
  readonly failedTick: FailedTick | null;
  readonly tick: (person: RollCallPerson, isFound: boolean) => void;
}

export function useRollCall(): ShownRollCall {
  const { store } = useWindowParts();
  const query = store.rollCall();
  const { value, error } = useQuery(query);
  const [wishes, setWishes] = useState(NO_WISHES);
  const [failedTick, setFailedTick] = useState<FailedTick | null>(null);
  const rollCall = useMemo(() => (value === null ? null : withWishes(value, wishes)), [value, wishes]);

  async function tick({ id: checkInId, name }: RollCallPerson, isFound: boolean): Promise<void> {
    const open = value?.open ?? null;
    if (open === null) return;
    const wish: Wish = { isFound, atMs: Date.now() };
    setWishes((before) => new Map(before).set(checkInId, wish));
    const result = await store.invoke('roll-call:tick', { rollCallId: open.id, checkInId, isFound });
    setFailedTick(result.ok ? null : { name, code: result.error.code });
    if (result.ok) await query.fresh();
    setWishes((before) => {
      if (before.get(checkInId) !== wish) return before;
      const after = new Map(before);
      after.delete(checkInId);
      return after;
    });
    if (!result.ok) query.refresh();
  }

  return {
    rollCall,
    hasFailed: error !== null && error !== 'not-now',
    failedTick,
    tick: (person, isFound) => void tick(person, isFound),
  };
}

function withWishes(said: RollCall, wishes: Wishes): RollCall {
  const counts = { ...said.counts };
  const people = said.people.map((person): RollCallPerson => {
    const wish = wishes.get(person.id);
    if (wish === undefined || wish.isFound === (person.foundAtMs !== null)) return person;
    const wished = { ...person, foundAtMs: wish.isFound ? wish.atMs : null };
    counts[standingOf(person)] -= 1;
    counts[standingOf(wished)] += 1;
    return wished;
  });
  return { ...said, people, counts: { ...counts, expected: counts.found + counts.missing } };
}
