import { describe, expect, test } from 'vitest';
import { createScanListener, withoutScan } from '../../../renderer/views/shell/scanner.ts';

const CODE = 'VTJGXDBFPKXXKSFSTDPRP';

/** As a scanner sends it: `stepMs` between two keys. */
function type(
  text: string,
  { stepMs = 15, asKey = (letter: string) => letter, listener = createScanListener() } = {},
) {
  return Array.from(text, (letter, index) =>
    listener.heard({ code: `Key${letter}`, key: asKey(letter), timeStamp: 1_000 + index * stepMs }),
  );
}
const codesOf = (heard: ReturnType<typeof type>) =>
  heard.flatMap(({ scanned }) => (scanned === null ? [] : [scanned]));

describe('a scanner', () => {
  test('is heard by its shape and its speed', () => {
    expect(codesOf(type(CODE))).toEqual([CODE]);
  });

  test.each([
    ['Caps Lock', (letter: string) => letter.toLowerCase()],
    ['a Russian layout', () => 'ф'],
  ])('is heard through %s', (_, asKey) => {
    expect(codesOf(type(CODE, { asKey }))).toEqual([CODE]);
  });

  test('that is not known by the place of its keys is known by what they say', () => {
    const listener = createScanListener();
    const heard = Array.from(CODE, (key, index) => listener.heard({ code: '', key, timeStamp: index * 10 }));
    expect(codesOf(heard)).toEqual([CODE]);
  });

  test('is heard twice when a badge is scanned twice, and after keys of somebody else', () => {
    expect(codesOf(type(`HJ${CODE}${CODE}`))).toEqual([CODE, CODE]);
  });

  test('has its Shift and its Enter counted as its own', () => {
    const listener = createScanListener();
    let atMs = 0;
    for (const letter of CODE) {
      atMs += 10;
      listener.heard({ code: 'ShiftLeft', key: 'Shift', timeStamp: atMs });
      listener.heard({ code: `Key${letter}`, key: letter, timeStamp: atMs });
    }
    expect(listener.heard({ code: 'Enter', key: 'Enter', timeStamp: atMs + 10 })).toMatchObject({
      scanned: null,
      isBurst: true,
    });
  });

  test('presses no shortcut with the letters of a code', () => {
    expect(
      type(CODE)
        .slice(1)
        .every(({ isBurst }) => isBurst),
    ).toBe(true);
  });
});

/** Each sign as a keyboard sends it, Enter at the end, `stepMs` between two. */
function typeNumber(text: string, stepMs = 15) {
  const listener = createScanListener();
  return [...Array.from(text), 'Enter'].map((key, index) =>
    listener.heard({ code: /\d/.test(key) ? `Digit${key}` : '', key, timeStamp: 1_000 + index * stepMs }),
  );
}

describe('a reader of cards', () => {
  test.each(['0077675062', '04A13A36', '021-00002', '04:a1:3a:36'])(
    'is heard by its speed and its Enter: %s',
    (number) => {
      const heard = typeNumber(number);
      expect(heard.at(-1)).toMatchObject({ scanned: number, inField: number, isBurst: true });
      expect(heard.slice(0, -1).every(({ scanned }) => scanned === null)).toBe(true);
      expect(heard.slice(1).every(({ isBurst }) => isBurst)).toBe(true);
      expect(heard[0]).toMatchObject({ mayBegin: true, isBurst: false });
    },
  );

  test('is heard where the digits of this layout want Shift', () => {
    const listener = createScanListener();
    const signs = Array.from('à&éà').map((key, index) => ({ key, code: `Digit${[0, 1, 2, 0][index]}` }));
    for (const [index, sign] of signs.entries()) listener.heard({ ...sign, timeStamp: index * 10 });
    expect(listener.heard({ code: 'Enter', key: 'Enter', timeStamp: 50 }).scanned).toBe('0120');
  });

  test.each([
    ['a hand, which is slower', '0077675062', 120],
    ['a word', 'haddad', 15],
    ['three digits', '120', 15],
  ])('is not taken for %s', (_what, text, stepMs) => {
    expect(typeNumber(text, stepMs).at(-1)).toMatchObject({ scanned: null, isBurst: false });
  });
});

describe('a hand', () => {
  test('that types the same letters is not taken for one', () => {
    const heard = type(CODE, { stepMs: 120 });
    expect(heard.every(({ scanned, isBurst }) => scanned === null && !isBurst)).toBe(true);
  });

  test('keeps its Enter', () => {
    expect(createScanListener().heard({ code: 'Enter', key: 'Enter', timeStamp: 9 }).isBurst).toBe(false);
  });
});

test('a field loses what the scanner typed and nothing else', () => {
  expect(withoutScan(`Haddad ${CODE.slice(0, -1).toLowerCase()}`, CODE.slice(0, -1))).toBe('Haddad ');
  expect(withoutScan('Haddad', CODE)).toBe('Haddad');
  expect(withoutScan('Haddad', '')).toBe('Haddad');
});
