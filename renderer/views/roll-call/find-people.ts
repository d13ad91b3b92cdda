/** Which people a roll call shows: by their standing, and by what is typed. Accents and case do not matter in a hurry. */
import {
  type RollCallPerson,
  type RollCallStanding,
  standingOf,
} from '../../../electron/shared/roll-call.ts';

export const SHOWN = ['everybody', 'missing', 'found'] as const;
export type Shown = (typeof SHOWN)[number];

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/ł/gi, 'l')
    .replaceAll(/ø/gi, 'o')
    .toLowerCase();

/** Every word must be found somewhere. */
export function findPeople(
  people: readonly RollCallPerson[],
  shown: Shown,
  text: string,
): readonly RollCallPerson[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const wanted: RollCallStanding | null = shown === 'everybody' ? null : shown;
  return people.filter((person) => {
    if (wanted !== null && standingOf(person) !== wanted) return false;
    if (words.length === 0) return true;
    const searched = fold(`${person.name} ${person.companyName ?? ''} ${person.host ?? ''}`);
    return words.every((word) => searched.includes(word));
  });
}
