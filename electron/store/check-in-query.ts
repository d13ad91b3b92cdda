/**
 * The lists of check-ins as SQL. Each has an index in its own order (migration 20), so that only the rows that are shown are
 * read; the expressions are the indexes' own, letter for letter, or SQLite would not know them again.
 */
import type { Phase } from '../shared/check-in.ts';
import { patternsOf } from './search-text.ts';

/** Which rows a list wants; every member that is given must hold. */
export interface CheckInFilter {
  readonly phases: readonly Phase[];
  /** Visit over before this time and not left. */
  readonly validToBeforeMs?: number;
  readonly search?: string;
  /** `next-expected` is for phase `upcoming`, `latest-departure` for `left` and `rejected`, `longest-pick-up` for who waits for one. */
  readonly order: 'latest-arrival' | 'next-expected' | 'latest-departure' | 'longest-pick-up';
  readonly offset?: number;
  readonly limit: number;
}

export interface CheckInQuery {
  readonly rows: string;
  readonly total: string;
  readonly values: Readonly<Record<string, string | number>>;
}

const ORDERS: Readonly<Record<CheckInFilter['order'], string>> = {
  'latest-arrival': 'COALESCE(arrived_at_ms, first_seen_at_ms) DESC, id DESC',
  'next-expected': 'COALESCE(valid_from_ms, first_seen_at_ms), id',
  // A rejected visitor has no time of leaving.
  'latest-departure': 'COALESCE(left_at_ms, changed_at_ms) DESC, id DESC',
  'longest-pick-up': 'pick_up_since_ms, id',
};

/** The orders that have an index of their phases alone. SQLite would not choose it by itself: it keeps no statistics. */
const INDEX_OF_ORDER = {
  'next-expected': 'check_ins_by_expectation',
  'latest-departure': 'check_ins_over',
  'longest-pick-up': 'check_ins_pick_up',
} as const;

const HOLDERS_OF_CARD = `SELECT check_in_id FROM access_credentials WHERE check_in_id IS NOT NULL
  AND key IN (SELECT key FROM card_readings WHERE reading LIKE @card)`;

export function toQuery(filter: CheckInFilter): CheckInQuery {
  const { conditions, values } = toConditions(filter);
  const where = (...more: readonly string[]): string =>
    `WHERE ${[...more, ...conditions, 'TRUE'].join(' AND ')}`;
  const order = `ORDER BY ${ORDERS[filter.order]}`;
  const offset = filter.offset ?? 0;
  const inOrder = `${order} LIMIT ${filter.limit} OFFSET ${offset}`;
  const { phases } = filter;
  if (filter.order === 'longest-pick-up') conditions.push('pick_up_since_ms IS NOT NULL');
  const total = `SELECT COUNT(*) FROM check_ins ${where(inPhases(phases))}`;
  if (filter.order !== 'latest-arrival') {
    const found = `FROM check_ins INDEXED BY ${INDEX_OF_ORDER[filter.order]} ${where(inPhases(phases))}`;
    return { rows: `SELECT * ${found} ${inOrder}`, total, values };
  }
  // Phase by phase: the index has the rows of one phase in their order, not those of several. Bare ids until the page is known.
  const each = phases.map(
    (phase) =>
      `SELECT * FROM (SELECT id, COALESCE(arrived_at_ms, first_seen_at_ms) AS at FROM check_ins
        ${where(`phase = '${phase}'`)} ${order} LIMIT ${offset + filter.limit})`,
  );
  const ids = `SELECT id FROM (${each.join(' UNION ALL ')}) ORDER BY at DESC, id DESC LIMIT ${filter.limit} OFFSET ${offset}`;
  return { rows: `SELECT * FROM check_ins WHERE id IN (${ids}) ${order}`, total, values };
}

export interface FoundQuery {
  /** The ids of everybody who is found, from the newest arrival on. */
  readonly ids: string;
  readonly values: CheckInQuery['values'];
}

/** Looks through everything kept. */
export function toFoundQuery(search: string): FoundQuery {
  const { conditions, values } = toConditions({ search });
  const where = [...conditions, 'TRUE'].join(' AND ');
  return {
    ids: `SELECT id FROM check_ins INDEXED BY check_ins_by_search WHERE ${where} ORDER BY ${ORDERS['latest-arrival']}`,
    values,
  };
}

/** An index of some phases alone is one that SQLite knows by these very words. */
export function inPhases(phases: readonly Phase[]): string {
  const quoted = phases.map((phase) => `'${phase}'`);
  return phases.length === 1 ? `phase = ${quoted[0]}` : `phase IN (${quoted.join(', ')})`;
}

function toConditions({ validToBeforeMs, search = '' }: Pick<CheckInFilter, 'validToBeforeMs' | 'search'>): {
  readonly conditions: string[];
  readonly values: CheckInQuery['values'];
} {
  const conditions: string[] = [];
  const values: Record<string, string | number> = {};
  if (validToBeforeMs !== undefined) {
    conditions.push('valid_to_ms < @validToBeforeMs');
    values['validToBeforeMs'] = validToBeforeMs;
  }
  for (const [index, word] of search.split(/\s+/).filter(Boolean).slice(0, 8).entries()) {
    const isFound: string[] = [];
    for (const [way, pattern] of patternsOf(word).entries()) {
      isFound.push(`search_text LIKE @word${index}_${way} ESCAPE '\\'`);
      values[`word${index}_${way}`] = pattern;
    }
    if (/\d/.test(word)) {
      // A card that was given out at the desk is known by its holder alone; the row itself need not know it.
      isFound.push(`id IN (${HOLDERS_OF_CARD.replace('@card', `@card${index}`)})`);
      values[`card${index}`] = `%${word.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')}%`;
    }
    if (/^\d{1,15}$/.test(word)) {
      // The number on a badge is searched where it is kept, in the ledger.
      isFound.push(`id IN (SELECT check_in_id FROM print_jobs WHERE print_number = @number${index})`);
      values[`number${index}`] = Number(word);
    }
    if (isFound.length > 0) conditions.push(`(${isFound.join(' OR ')})`);
  }
  return { conditions, values };
}
