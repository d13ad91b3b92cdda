const HAN_ONLY = /^[\p{Script=Han}\s·]+$/u;

/**
 * A name in the order in which it is read, one line a part; empty when there is none. Chinese and Japanese names written in
 * Han characters are read family name first, as one line, wherever the cloud puts them.
 */
export function nameInReadingOrder(firstName: string | null, lastName: string | null): readonly string[] {
  if (firstName !== null && lastName !== null && HAN_ONLY.test(firstName) && HAN_ONLY.test(lastName))
    return [`${lastName} ${firstName}`];
  return [firstName, lastName].filter((part) => part !== null);
}
