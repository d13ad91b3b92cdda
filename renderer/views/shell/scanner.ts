/**
 * A reader of badges or cards is a keyboard that types faster than any hand. It has no focus of its own, so it is heard wherever the
 * focus is. A badge's code is known by its shape (`badge-code.ts` at the station), so no key is held back to find out; the number of a
 * card may be any digits and letters, is known by its speed and the Enter at its end, and may begin with a key that is a shortcut.
 */

/** By the place of the key, which is the same whatever layout this PC has been given. */
const PLACE = /^Key([BCDFGHJKLNPRSTVX])$/;
const LETTER = /^[BCDFGHJKLNPRSTVX]$/i;
const CODE = /V[BCDFGHJKLNPRSTVX]{20}$/;
const CODE_LENGTH = 21;
/** What numbers of cards are written with, and what stands between their parts. */
const NUMBER_KEY = /^[0-9a-z:._ -]$/i;
/** Unshifted, the keys of the digits type signs on some layouts. */
const DIGIT_PLACE = /^(?:Digit|Numpad)([0-9])$/;
const SHORTEST_NUMBER = 4;
const LONGEST_NUMBER = 64;
/** Between two keys; a scanner needs 5 to 30 ms, a fast typist a hundred. */
export const SLOWEST_MS = 80;

export interface Heard {
  /** What a reader has typed with this key as the last: a badge's code, or the number of a card. */
  readonly scanned: string | null;
  /** What of it stands in a field that has the focus. */
  readonly inField: string;
  /** In the middle of what only a scanner types: this key is no shortcut. */
  readonly isBurst: boolean;
  /** May be the first key of a number: it is known with the next. */
  readonly mayBegin: boolean;
}

export interface ScanListener {
  heard(event: Pick<KeyboardEvent, 'code' | 'key' | 'timeStamp'>): Heard;
}

const NOTHING: Heard = { scanned: null, inField: '', isBurst: false, mayBegin: false };

const isNumber = (typed: string): boolean =>
  /\d/.test(typed) && typed.replace(/[^0-9a-z]/gi, '').length >= SHORTEST_NUMBER;

export function createScanListener(): ScanListener {
  let letters = '';
  let number = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  let endedMs = Number.NEGATIVE_INFINITY;

  function ended(timeStamp: number, isFast: boolean): Heard {
    const typed = number;
    number = '';
    letters = '';
    if (isFast && isNumber(typed)) return { ...NOTHING, scanned: typed, inField: typed, isBurst: true };
    // The Enter after a badge's code.
    return { ...NOTHING, isBurst: timeStamp - endedMs <= SLOWEST_MS };
  }

  return {
    heard({ code, key, timeStamp }) {
      // Capitals are typed with Shift.
      if (key === 'Shift') return NOTHING;
      const isFast = timeStamp - lastMs <= SLOWEST_MS;
      if (key === 'Enter') return ended(timeStamp, isFast);
      lastMs = timeStamp;
      const letter = PLACE.exec(code)?.[1] ?? (LETTER.test(key) ? key.toUpperCase() : null);
      letters = letter === null ? '' : `${isFast ? letters : ''}${letter}`.slice(-CODE_LENGTH);
      const sign = NUMBER_KEY.test(key) ? key : (DIGIT_PLACE.exec(code)?.[1] ?? null);
      number = sign === null ? '' : `${isFast ? number : ''}${sign}`.slice(-LONGEST_NUMBER);
      if (CODE.test(letters)) {
        const scanned = letters;
        letters = '';
        number = '';
        endedMs = timeStamp;
        // The last letter has not got into the field yet.
        return { ...NOTHING, scanned, inField: scanned.slice(0, -1), isBurst: true };
      }
      return {
        ...NOTHING,
        isBurst: letters.length > 1 || number.length > 1,
        mayBegin: number.length === 1,
      };
    },
  };
}

/** A field without what the reader has typed into it. */
export function withoutScan(value: string, typed: string): string {
  return typed !== '' && value.toUpperCase().endsWith(typed.toUpperCase())
    ? value.slice(0, -typed.length)
    : value;
}
