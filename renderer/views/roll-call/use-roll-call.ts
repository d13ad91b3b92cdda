/**
 * The roll call as this window shows it: what the station says, with the ticks on top that it has been given and has not told back
 * yet. A tick shows under the finger at once, and goes away again when the station could not keep it.
 */
import { useMemo, useState } from 'react';
import type { CommandError } from '../../../electron/shared/contract.ts';
import { type RollCall, type RollCallPerson, standingOf } from '../../../electron/shared/roll-call.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';

interface Wish {
  readonly isFound: boolean;
  readonly atMs: number;
  /** What the station said when it had kept it: the next word of the station is newer than the wish. `null`: under way. */
  readonly keptAt: RollCall | null;
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
    const wish: Wish = { isFound, atMs: Date.now(), keptAt: null };
    setWishes((before) => new Map(before).set(checkInId, wish));
    const result = await store.invoke('roll-call:tick', { rollCallId: open.id, checkInId, isFound });
    setFailedTick(result.ok ? null : { name, code: result.error.code });
    const said = query.getSnapshot().value;
    setWishes((before) => {
      if (before.get(checkInId) !== wish) return before;
      const after = new Map([...before].filter(([, { keptAt }]) => keptAt === null || keptAt === said));
      if (result.ok) after.set(checkInId, { ...wish, keptAt: said });
      else after.delete(checkInId);
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
    const isNewer = wish !== undefined && (wish.keptAt === null || wish.keptAt === said);
    if (!isNewer || wish.isFound === (person.foundAtMs !== null)) return person;
    const wished = { ...person, foundAtMs: wish.isFound ? wish.atMs : null };
    counts[standingOf(person)] -= 1;
    counts[standingOf(wished)] += 1;
    return wished;
  });
  return { ...said, people, counts: { ...counts, expected: counts.found + counts.missing } };
}
