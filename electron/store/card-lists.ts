/** What is asked about cards: three lists, the one that a reader has typed, and those of one visitor. It writes nothing. */
import type { CardKind } from '../shared/check-in.ts';
import type { CardList } from '../shared/cards.ts';
import type { Db } from './database.ts';
import { patternsOf } from './search-text.ts';

export interface StoredCard {
  /** SQLite's own number of the row. */
  readonly id: number;
  readonly cardNumber: string | null;
  readonly type: string | null;
  /** Of a free one, who had it last. */
  readonly checkInId: number | null;
  readonly isFree: boolean;
  readonly sinceMs: number;
  readonly leftAtMs: number | null;
}

export interface StoredHolding {
  readonly id: number;
  readonly cardNumber: string | null;
  readonly type: string | null;
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly wasReassigned: 0 | 1;
  readonly hadBefore: 0 | 1;
}

export interface CardQuestion {
  readonly list: CardList;
  /** Each word is part of a number, or of the holder's name or company. */
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

export interface CardLists {
  page(question: CardQuestion): { readonly rows: readonly StoredCard[]; readonly total: number };
  counts(): Readonly<Record<CardList, number>>;
  countNotReturned(): number;
  /** By any of its readings; of several the one that somebody has, and who is here before who has left. */
  byReading(number: string): StoredCard | null;
  get(id: number): StoredCard | null;
  readings(id: number): readonly { readonly kind: CardKind; readonly number: string }[];
  /** The cards that this visitor has or had, the latest first; at most 20. */
  ofVisitor(checkInId: number): readonly StoredHolding[];
}

interface Row {
  readonly id: number;
  readonly cardNumber: string | null;
  readonly type: string | null;
  readonly checkInId: number | null;
  readonly lastCheckInId: number | null;
  readonly sinceMs: number;
  readonly leftAtMs: number | null;
}

const IS: Readonly<Record<CardList, string>> = {
  'not-returned': 'a.holder_left_at_ms IS NOT NULL',
  'in-use': 'a.check_in_id IS NOT NULL AND a.holder_left_at_ms IS NULL',
  free: 'a.check_in_id IS NULL',
};
const ORDER: Readonly<Record<CardList, string>> = {
  'not-returned': 'a.holder_left_at_ms, a.rowid',
  'in-use': 'sinceMs DESC, a.rowid DESC',
  free: 'sinceMs DESC, a.rowid DESC',
};
const LATEST = 'SELECT id FROM card_assignments WHERE key = a.key ORDER BY id DESC LIMIT 1';
const ROW = `a.rowid AS id, a.card_number AS cardNumber, a.type, a.check_in_id AS checkInId,
  h.check_in_id AS lastCheckInId, COALESCE(h.to_ms, h.from_ms, a.changed_at_ms) AS sinceMs, a.holder_left_at_ms AS leftAtMs`;
const FROM = `access_credentials a LEFT JOIN card_assignments h ON h.id = (${LATEST})`;

export function createCardLists(db: Db): CardLists {
  const count = (list: CardList) =>
    db.prepare<[], number>(`SELECT COUNT(*) FROM access_credentials a WHERE ${IS[list]}`).pluck();
  // Everything that has left with a card stands in an index of its own, so the view may ask with every push.
  const counting = { 'not-returned': count('not-returned'), 'in-use': count('in-use'), free: count('free') };
  const one = db.prepare<[number], Row>(`SELECT ${ROW} FROM ${FROM} WHERE a.rowid = ?`);
  const byReading = db.prepare<[string], Row>(
    `SELECT ${ROW} FROM ${FROM} WHERE a.key IN (SELECT key FROM card_readings WHERE reading = ?)
     ORDER BY a.check_in_id IS NULL, a.holder_left_at_ms IS NOT NULL, a.sequence DESC LIMIT 1`,
  );
  const readings = db.prepare<[number], { kind: CardKind; number: string }>(
    `SELECT DISTINCT kind, reading AS number FROM card_readings
     WHERE key = (SELECT key FROM access_credentials WHERE rowid = ?)`,
  );
  const ofVisitor = db.prepare<[number], StoredHolding>(
    `SELECT a.rowid AS id, a.card_number AS cardNumber, a.type, h.from_ms AS fromMs, h.to_ms AS toMs,
       EXISTS (SELECT 1 FROM card_assignments n WHERE n.key = h.key AND n.id > h.id AND n.from_ms = h.to_ms) AS wasReassigned,
       EXISTS (SELECT 1 FROM card_assignments b WHERE b.key = h.key AND b.id < h.id AND b.check_in_id <> h.check_in_id) AS hadBefore
     FROM card_assignments h JOIN access_credentials a ON a.key = h.key
     WHERE h.check_in_id = ? ORDER BY h.to_ms IS NOT NULL, h.id DESC LIMIT 20`,
  );
  const countOf = (list: CardList): number => counting[list].get() ?? 0;
  return {
    page({ list, search, offset, limit }) {
      const { conditions, values } = toConditions(search);
      const holder = conditions.length === 0 ? '' : 'LEFT JOIN check_ins c ON c.id = a.check_in_id';
      const where = [IS[list], ...conditions].join(' AND ');
      const rows = `SELECT ${ROW} FROM ${FROM} ${holder} WHERE ${where} ORDER BY ${ORDER[list]} LIMIT ${limit} OFFSET ${offset}`;
      const total = `SELECT COUNT(*) FROM access_credentials a ${holder} WHERE ${where}`;
      return {
        rows: db.prepare<[typeof values], Row>(rows).all(values).map(toStored),
        total: db.prepare<[typeof values], number>(total).pluck().get(values) ?? 0,
      };
    },
    counts: () => ({
      'not-returned': countOf('not-returned'),
      'in-use': countOf('in-use'),
      free: countOf('free'),
    }),
    countNotReturned: () => countOf('not-returned'),
    byReading: (number) => toStoredOrNull(byReading.get(number)),
    get: (id) => toStoredOrNull(one.get(id)),
    readings: (id) => readings.all(id),
    ofVisitor: (checkInId) => ofVisitor.all(checkInId),
  };
}

const toStoredOrNull = (row: Row | undefined): StoredCard | null =>
  row === undefined ? null : toStored(row);

const toStored = ({ lastCheckInId, checkInId, ...row }: Row): StoredCard => ({
  ...row,
  checkInId: checkInId ?? lastCheckInId,
  isFree: checkInId === null,
});

function toConditions(search: string): {
  readonly conditions: readonly string[];
  readonly values: Readonly<Record<string, string>>;
} {
  const conditions: string[] = [];
  const values: Record<string, string> = {};
  for (const [index, word] of search.split(/\s+/).filter(Boolean).slice(0, 8).entries()) {
    const isFound = patternsOf(word).map((pattern, way) => {
      values[`word${index}_${way}`] = pattern;
      return `c.search_text LIKE @word${index}_${way} ESCAPE '\\'`;
    });
    const number = word.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
    if (number !== '') {
      isFound.push(`a.key IN (SELECT key FROM card_readings WHERE reading LIKE @number${index})`);
      values[`number${index}`] = `%${number}%`;
    }
    if (isFound.length > 0) conditions.push(`(${isFound.join(' OR ')})`);
  }
  return { conditions, values };
}
