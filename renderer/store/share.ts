/**
 * Structural sharing: the next value with every part that has not changed taken from the previous one, and the rest
 * frozen. It is what lets a list of 500 rows be replaced as a whole while only the row that changed renders again.
 */
type Json = Record<string, unknown>;

/** Frozen, because an empty value is returned as it is. */
const NO_ITEMS: readonly unknown[] = Object.freeze([]);
const NO_MEMBERS: Json = Object.freeze({});

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Rows are matched by their id, so that an insertion at the top does not make every row look new. */
function byId(items: readonly unknown[]): ReadonlyMap<unknown, unknown> {
  return new Map(items.filter(isObject).map((item) => [item['id'], item]));
}

function shareArray(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const known = byId(previous);
  const shared = next.map((item, index) =>
    shareUnknown(isObject(item) && 'id' in item ? known.get(item['id']) : previous[index], item),
  );
  const isSame =
    shared.length === previous.length && shared.every((item, index) => Object.is(item, previous[index]));
  return isSame ? previous : Object.freeze(shared);
}

function shareObject(previous: Json, next: Json): Json {
  const keys = Object.keys(next);
  const shared = Object.fromEntries(keys.map((key) => [key, shareUnknown(previous[key], next[key])]));
  const isSame =
    keys.length === Object.keys(previous).length &&
    keys.every((key) => key in previous && Object.is(shared[key], previous[key]));
  return isSame ? previous : Object.freeze(shared);
}

function shareUnknown(previous: unknown, next: unknown): unknown {
  if (Array.isArray(next)) return shareArray(Array.isArray(previous) ? previous : NO_ITEMS, next);
  if (!isObject(next)) return next;
  return shareObject(isObject(previous) && !Array.isArray(previous) ? previous : NO_MEMBERS, next);
}

/** Values are plain data as they come over the bridge: no dates, maps, or cycles. */
export const share = <T>(previous: T | null, next: T): T => shareUnknown(previous, next) as T;
