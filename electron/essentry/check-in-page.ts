/**
 * Reads the answer to a snapshot request while it arrives, so that the list of a large site is never held in memory as a
 * whole nor parsed in one go. A row is given out as soon as its last byte is here; whether there was a list at all, and how
 * many the cloud counts, is known only at the end.
 */
import { JSONParser, TokenizerError, TokenParserError } from '@streamparser/json';
import { err, ok, type Result } from '../shared/result.ts';

/** How many check-ins the cloud says there are; `not-said` where it says nothing, `unusable` where it makes no sense. */
export type TotalCount = number | 'not-said' | 'unusable';

export interface CheckInPage {
  /** The rows that this piece of the answer completes. An error says what is wrong, never what was found. */
  read(piece: string): Result<readonly unknown[], string>;
  /** After the last piece. */
  end(): Result<TotalCount, string>;
}

/** Far beyond any check-in (a frame may have 1 MiB): what goes on for longer without completing a row is not a list of them. */
const MAX_BETWEEN_ROWS = 8 * 1024 * 1024;

export function createCheckInPage(): CheckInPage {
  let rows: unknown[] = [];
  let sinceRow = 0;
  let hasList = false;
  let total: TotalCount = 'not-said';
  const parser = new JSONParser({
    paths: ['$.checkIns', '$.checkIns.*', '$.pageInfo'],
    keepStack: false,
    // Strings are built in a buffer of this size instead of character by character: a fifth faster.
    stringBufferSize: 64 * 1024,
  });
  parser.onValue = ({ value, key, parent }) => {
    if (key === 'pageInfo') total = totalOf(value);
    else if (key === 'checkIns') hasList = Array.isArray(value);
    else if (Array.isArray(parent)) {
      rows.push(value);
      // The parser keeps a list that was asked for until it is complete; what has been given out is let go.
      parent.length = 0;
    }
  };

  function parse(piece: string): boolean {
    try {
      parser.write(piece);
      return true;
    } catch (cause) {
      // The parser's own message quotes what it stumbled over, which may be personal.
      if (cause instanceof TokenizerError || cause instanceof TokenParserError) return false;
      throw cause;
    }
  }

  return {
    read(piece) {
      rows = [];
      if (!parse(piece)) return err('the answer is not JSON');
      sinceRow = rows.length > 0 ? 0 : sinceRow + piece.length;
      return sinceRow > MAX_BETWEEN_ROWS ? err('the answer has no end') : ok(rows);
    },
    end() {
      if (!parser.isEnded) return err('the answer ends in the middle');
      return hasList ? ok(total) : err('the answer has no list of check-ins');
    },
  };
}

function totalOf(pageInfo: unknown): TotalCount {
  if (pageInfo === null) return 'not-said';
  const count =
    typeof pageInfo === 'object' ? (pageInfo as Readonly<Record<string, unknown>>)['totalCount'] : pageInfo;
  if (count === undefined || count === null) return 'not-said';
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : 'unusable';
}
