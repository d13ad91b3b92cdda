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
  heard.flatMap(({ code }) => (code === null ? [] : [code]));

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
    expect(listener.heard({ code: 'Enter', key: 'Enter', timeStamp: atMs + 10 })).toEqual({
      code: null,
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

describe('a hand', () => {
  test('that types the same letters is not taken for one', () => {
    const heard = type(CODE, { stepMs: 120 });
    expect(heard.every(({ code, isBurst }) => code === null && !isBurst)).toBe(true);
  });

  test('keeps its Enter', () => {
    expect(createScanListener().heard({ code: 'Enter', key: 'Enter', timeStamp: 9 }).isBurst).toBe(false);
  });
});

test('a field loses what the scanner typed and nothing else', () => {
  expect(withoutScan(`Haddad ${CODE.slice(0, -1).toLowerCase()}`, CODE)).toBe('Haddad ');
  expect(withoutScan('Haddad', CODE)).toBe('Haddad');
});
