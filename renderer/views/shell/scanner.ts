/**
 * A badge scanner is a keyboard that types a code faster than any hand. It has no focus of its own, so it is heard wherever the
 * focus is. What it sends is known by its shape (`badge-code.ts` at the station): no key is held back to find out.
 */

/** By the place of the key, which is the same whatever layout this PC has been given. */
const PLACE = /^Key([BCDFGHJKLNPRSTVX])$/;
const LETTER = /^[BCDFGHJKLNPRSTVX]$/i;
const CODE = /V[BCDFGHJKLNPRSTVX]{20}$/;
const CODE_LENGTH = 21;
/** Between two keys; a scanner needs 5 to 30 ms, a fast typist a hundred. */
const SLOWEST_MS = 80;

export interface Heard {
  /** The code that this key completes. */
  readonly code: string | null;
  /** In the middle of what only a scanner types: this key is no shortcut. */
  readonly isBurst: boolean;
}

export interface ScanListener {
  heard(event: Pick<KeyboardEvent, 'code' | 'key' | 'timeStamp'>): Heard;
}

export function createScanListener(): ScanListener {
  let typed = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  let endedMs = Number.NEGATIVE_INFINITY;
  return {
    heard({ code, key, timeStamp }) {
      // Capitals are typed with Shift.
      if (key === 'Shift') return { code: null, isBurst: false };
      // Most scanners end with it.
      if (key === 'Enter') return { code: null, isBurst: timeStamp - endedMs <= SLOWEST_MS };
      const letter = PLACE.exec(code)?.[1] ?? (LETTER.test(key) ? key.toUpperCase() : null);
      const isFast = timeStamp - lastMs <= SLOWEST_MS;
      lastMs = timeStamp;
      typed = letter === null ? '' : `${isFast ? typed : ''}${letter}`.slice(-CODE_LENGTH);
      if (!CODE.test(typed)) return { code: null, isBurst: typed.length > 1 };
      const scanned = typed;
      typed = '';
      endedMs = timeStamp;
      return { code: scanned, isBurst: true };
    },
  };
}

/** A field without what the scanner has typed into it: the code but for its last letter, which has not got there yet. */
export function withoutScan(value: string, code: string): string {
  const typed = code.slice(0, -1);
  return value.toUpperCase().endsWith(typed) ? value.slice(0, -typed.length) : value;
}
