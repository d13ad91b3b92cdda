/** Who is kept in the file that is searched, and whose names are typed. */
import { openBenchDatabase } from './bench-desk.ts';

export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string | null;
}

const PEOPLE_TYPED = 8;

/** The file is closed again: one station a file. */
export function everybody(path: string): readonly Person[] {
  const db = openBenchDatabase(path);
  const people = db
    .prepare<[], Person>(
      'SELECT id, first_name AS firstName, last_name AS lastName, company_name AS companyName FROM check_ins',
    )
    .all();
  db.close();
  return people;
}

/**
 * The same for all: of names in plain letters, which all of them find as they are typed, and spread over everybody but the first, whose
 * numbers are so short that they are part of many others.
 */
export function peopleToType(people: readonly Person[]): readonly Person[] {
  const plain = people.filter(({ lastName }) => /^[A-Za-z]+ \w+$/.test(lastName));
  const later = plain.slice(plain.length / 3);
  const step = Math.floor(later.length / PEOPLE_TYPED);
  return later.filter((_person, index) => index % step === 0).slice(0, PEOPLE_TYPED);
}
