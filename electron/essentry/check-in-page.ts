/**
 * Reads the answer to a snapshot request while it arrives, so that the list of a large site is never held in memory as a
 * whole nor parsed in one go. A row is cut out of the answer as soon as its last byte is here, and parsed by itself. What is left is
 * parsed at the end: it says whether the answer was whole, whether there was a list at all, and how many the cloud counts.
 */
import { err, ok, type Result } from '../shared/result.ts';

/** How many check-ins the cloud says there are; `not-said` where it says nothing, `unusable` where it makes no sense. */
export type TotalCount = number | 'not-said' | 'unusable';

export interface CheckInPage {
  /** The rows that this piece of the answer completes. An error says what is wrong, never what was found. */
  read(piece: string): Result<readonly unknown[], string>;
  /** After the last piece. `rows`: what stood in the list and is no object, which only now can be told. */
  end(): Result<{ readonly totalCount: TotalCount; readonly rows: readonly unknown[] }, string>;
}

/** Far beyond any check-in (a frame may have 1 MiB), and beyond all that can stand beside them. */
const MAX_ROW = 8 * 1024 * 1024;
const MAX_REST = 8 * 1024 * 1024;
/** Stands in what is left where a row was cut out; whatever else is an object there was not in the list. */
const CUT_OUT = '{}';
/** Before the bracket that opens the list. */
const NAME_OF_LIST = /"checkIns"\s*:\s*$/;
const LOOKED_BACK = 64;
/** Inside of the answer, and of the list in it. */
const IN_LIST = 2;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Array.from('"\\[]{}', (char) =>
  char.charCodeAt(0),
);
const NOT_JSON = err('the answer is not JSON');

export function createCheckInPage(): CheckInPage {
  /** The pieces of the row that is not complete yet; `null` between two of them. */
  let row: string[] | null = null;
  let rowLength = 0;
  const rest: string[] = [];
  let restLength = 0;
  /** The end of what has been read, in which the name of the list may have begun. */
  let tail = '';
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  let isInList = false;

  function keep(text: string): void {
    if (row === null) {
      rest.push(text);
      restLength += text.length;
    } else {
      row.push(text);
      rowLength += text.length;
    }
  }

  /** Brackets and texts are all that is looked at here; the rest of the grammar is for `JSON.parse` to judge. */
  function cut(piece: string, rows: unknown[]): boolean {
    let keptUpTo = 0;
    for (let at = 0; at < piece.length; at++) {
      const char = piece.charCodeAt(at);
      if (isInText) {
        if (isEscaped) isEscaped = false;
        else if (char === BACKSLASH) isEscaped = true;
        else if (char === QUOTE) isInText = false;
      } else if (char === QUOTE) isInText = true;
      else if (char === OPEN_OBJECT || char === OPEN_LIST) {
        if (isInList && depth === IN_LIST) {
          keep(piece.slice(keptUpTo, at));
          keptUpTo = at;
          row = [];
          rowLength = 0;
        }
        depth += 1;
        if (depth === IN_LIST) isInList = char === OPEN_LIST && isNamed(piece, at);
      } else if (char === CLOSE_OBJECT || char === CLOSE_LIST) {
        depth -= 1;
        if (row !== null && depth === IN_LIST) {
          keep(piece.slice(keptUpTo, at + 1));
          keptUpTo = at + 1;
          rows.push(JSON.parse(row.join('')));
          row = null;
          keep(CUT_OUT);
        }
      } else if (depth === 0 && char > 0x20) return false;
    }
    keep(piece.slice(keptUpTo));
    tail = piece.length < LOOKED_BACK ? (tail + piece).slice(-LOOKED_BACK) : piece.slice(-LOOKED_BACK);
    return depth >= 0;
  }

  const isNamed = (piece: string, at: number): boolean =>
    NAME_OF_LIST.test(at < LOOKED_BACK ? tail + piece.slice(0, at) : piece.slice(at - LOOKED_BACK, at));

  return {
    read(piece) {
      const rows: unknown[] = [];
      const isSound = withoutMessage(() => cut(piece, rows));
      if (isSound !== true) return NOT_JSON;
      return rowLength > MAX_ROW || restLength > MAX_REST ? err('the answer has no end') : ok(rows);
    },
    end() {
      if (depth > 0 || isInText || restLength === 0) return err('the answer ends in the middle');
      const answer = withoutMessage(() => JSON.parse(rest.join('')) as unknown);
      if (answer === undefined) return NOT_JSON;
      const { checkIns, pageInfo } = (answer ?? {}) as Readonly<Record<string, unknown>>;
      if (!Array.isArray(checkIns)) return err('the answer has no list of check-ins');
      return ok({
        totalCount: totalOf(pageInfo),
        rows: checkIns.filter((item) => typeof item !== 'object' || item === null),
      });
    },
  };
}

/** `undefined` where it was no JSON. The parser's own message quotes what it stumbled over, which may be personal. */
function withoutMessage<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function totalOf(pageInfo: unknown): TotalCount {
  if (pageInfo === null || pageInfo === undefined) return 'not-said';
  const count =
    typeof pageInfo === 'object' ? (pageInfo as Readonly<Record<string, unknown>>)['totalCount'] : pageInfo;
  if (count === undefined || count === null) return 'not-said';
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : 'unusable';
}
