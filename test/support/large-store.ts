/**
 * A desk that has kept 100,000 invented visitors: 60,000 who have left, 25,000 expected, 12,000 on site, 3,000 waiting. Names and companies are
 * drawn from short lists, so that a search finds as many as it would on a large site: many for one letter, a few for a name.
 */
import type { Store } from '../../electron/desk/store.ts';
import type { Phase } from '../../electron/shared/check-in.ts';
import { storedCheckIn } from './check-in.ts';

const FIRST_NAMES = [
  'Amira', 'Jürgen', 'Žofie', 'Piotr', 'Anna', 'Tomás', 'Zoë', 'Đurđa', 'Grace', 'Ming', 'Sjoerd', 'Анна', 'Ευαγγελία', 'Noor', 'Chidi',
  'Ines', 'Pál', 'Hana', 'Lena', 'Robert', 'Maximiliane', 'Kenji', 'Saoirse', 'Ola', 'Fatima', 'Ivan', 'Marta', 'Eun', 'Ravi', 'Bo',
]; // prettier-ignore
const LAST_NAMES = [
  'Haddad', 'Müller', 'Dvořáková', 'Zieliński', 'Echeverría', 'Okafor', 'Lindqvist', 'Щербакова', 'Παπαδοπούλου', 'de Vries', 'Okoro',
  'Duarte', 'Szabó', 'Novotná', 'Vogt', 'Nyström', 'Weidmann', 'Tanaka', 'Byrne', 'Kowalski', 'Rossi', 'Petrov', 'Larsen', 'Seo', 'Iyer',
]; // prettier-ignore
const COMPANIES = [
  'Nordlicht Robotics', 'Weidmann Kältetechnik GmbH', 'Okafor & Partners', 'Hanok Labs', 'Puerto Azul Seguros', 'Waterschap De Linge',
  'Kaveri Systems', 'Zieliński Logistyka', 'Harbour House', 'Muster & Partner', 'ООО «Северный ветер»', 'Cœur & Fils', 'Tűzifa Kft.',
]; // prettier-ignore

export const LARGE_STORE = { total: 100_000, left: 60_000, expected: 25_000, onsite: 12_000 } as const;

const MINUTE_MS = 60_000;
const pick = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;

/** 'left' first, so that the last to come are the waiting ones. `index`: of so many as a large store has. */
function phaseOf(index: number): { readonly phase: Phase; readonly state: string } {
  const { left, expected, onsite } = LARGE_STORE;
  if (index < left) return { phase: 'left', state: 'Left' };
  if (index < left + expected) return { phase: 'upcoming', state: 'Upcoming' };
  if (index < left + expected + onsite) return { phase: 'onsite', state: 'Onsite' };
  return { phase: 'pending', state: 'Pending' };
}

function visitorAt(index: number, total: number, nowMs: number): Parameters<typeof storedCheckIn>[0] {
  const { phase, state } = phaseOf((index / total) * LARGE_STORE.total);
  const arrivedAtMs = nowMs - (total - index) * 700;
  return {
    id: index + 1,
    phase,
    state,
    firstName: pick(FIRST_NAMES, index * 7),
    // A number nobody else has: what somebody types who knows whom to look for.
    lastName: `${pick(LAST_NAMES, index * 11)} ${index.toString(36)}`,
    companyName: index % 9 === 0 ? null : pick(COMPANIES, index * 13),
    arrivedAtMs: phase === 'upcoming' ? null : arrivedAtMs,
    leftAtMs: phase === 'left' ? arrivedAtMs + 500 : null,
    validFromMs: nowMs + index * 10,
    validToMs: nowMs + 480 * MINUTE_MS,
    card: index % 3 === 0 ? { kind: 'plain', number: `00-${100_000 + index}`, readings: [] } : null,
  };
}

const AT_ONCE = 5_000;

/** Takes a few seconds. `total`: fewer, in the same proportions. */
export function fillLargeStore(store: Store, nowMs: number, total: number = LARGE_STORE.total): void {
  for (let from = 0; from < total; from += AT_ONCE) {
    store.transaction(() => {
      for (let index = from; index < Math.min(from + AT_ONCE, total); index += 1) {
        store.checkIns.put(
          storedCheckIn(visitorAt(index, total, nowMs), nowMs, {
            sequence: index + 1,
            contentHash: `h${index}`,
          }),
        );
        if (index % 2 === 0) {
          const { id } = store.ledger.add({
            key: `auto:${index + 1}`,
            checkInId: index + 1,
            purpose: 'auto',
            nowMs,
          });
          store.ledger.beginBody(id, nowMs);
          store.ledger.beginCommit(id, nowMs, 'demo', null);
          store.ledger.settle(id, 'printed', null, nowMs);
        }
      }
    });
  }
}
