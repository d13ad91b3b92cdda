import { assert, constantFrom, dictionary, jsonValue, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeShape } from '../../../electron/store/quarantine.ts';
import { openStore } from '../../support/open-store.ts';

describe('the shape of a frame', () => {
  test('names members and types, three levels deep, and never a value', () => {
    const frame = {
      checkIn: { id: 'Haddad', legitimation: { guest: { firstName: 'Amira' } }, list: [1, 2] },
    };
    expect(describeShape(JSON.stringify(frame))).toBe(
      '{checkIn:{id:string,legitimation:{guest:{…}},list:[number ×2]}}',
    );
  });

  // The documented members begin in lower case and hold no digits; a name or the number of a document seldom does.
  test.each([
    ['a name', 'Haddad'],
    ['a whole name', 'amira haddad'],
    ['an address', 'amira@mail.example'],
    ['the number of a document', 'L01X00T47'],
    ['the number of a card', 'k4711'],
    ['letters that no member has', 'größe'],
    ['nothing', ''],
    ['a long text', 'x'.repeat(42)],
  ])('leaves out the name of a member that may be personal: %s', (_what, name) => {
    expect(describeShape(JSON.stringify({ [name]: 1, [`${name}!`]: 2 }))).toBe('{?:number,?:number}');
  });

  test.each(['checkIn', 'first_name', '_links', 'data'])('keeps the name of a member such as %s', (name) => {
    expect(describeShape(`{"${name}":null}`)).toBe(`{${name}:null}`);
  });

  test('whatever a text holds, its shape holds words of types and names of members alone', () => {
    const name = oneof(string(), constantFrom('Haddad', 'haddad@mail.example', '__proto__', 'state'));
    const value = oneof(jsonValue(), dictionary(name, dictionary(name, jsonValue())));
    assert(
      property(
        oneof(
          string(),
          value.map((drawn) => JSON.stringify(drawn)),
        ),
        (text) => {
          const shape = describeShape(text);
          expect(shape).not.toContain('addad');
          expect(shape).toMatch(/^[a-zA-Z_[\]{}:,?… ×\d]*$/);
        },
      ),
    );
  });
});

test('the quarantine keeps the latest 200, and no shape of any length', () => {
  const store = openStore();
  for (let sizeBytes = 1; sizeBytes <= 250; sizeBytes += 1)
    store.quarantine.add(
      { source: 'frame', code: 'not-json', detail: '', sizeBytes, shape: 'x'.repeat(9_000) },
      0,
    );
  const kept = store.quarantine.latest(1_000);
  expect([kept.length, kept[0]?.sizeBytes, kept.at(-1)?.sizeBytes]).toEqual([200, 250, 51]);
  expect(Math.max(...kept.map(({ shape }) => shape.length))).toBe(500);
});
