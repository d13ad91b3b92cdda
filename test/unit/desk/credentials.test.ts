import { expect, test } from 'vitest';
import { readCredentials } from '../../../electron/desk/credentials.ts';

const CLOUD = { apiUrl: 'https://cloud.example/api/v2', socketUrl: 'wss://cloud.example/api/v2/ws' };

test.each([
  ['side by side', { token: 'tk', locationId: 3, ...CLOUD }],
  ['as settings with a token', { version: 1, token: 'tk', essentry: { locationId: 3, ...CLOUD } }],
  ['with a mark before it', { token: ' tk\n', locationId: 3, ...CLOUD }],
])('a file is read %s', (_, content) => {
  expect(readCredentials(`\uFEFF${JSON.stringify(content)}`)).toEqual({
    ok: true,
    value: { token: 'tk', essentry: { locationId: 3, ...CLOUD } },
  });
});

test('what a file leaves out stays open', () => {
  expect(readCredentials('{ "token": "tk" }')).toEqual({ ok: true, value: { token: 'tk', essentry: {} } });
  expect(readCredentials('{ "locationId": 3 }')).toEqual({
    ok: true,
    value: { token: null, essentry: { locationId: 3 } },
  });
});

test.each([
  ['text that is no JSON', 'token=tk', /^credentials: found text that is not JSON/],
  ['a list', '[]', /^credentials: found \[\]; allowed is one JSON object/],
  ['nothing of the cloud', '{}', /^credentials: found nothing of the cloud/],
  ['a location that is none', '{ "locationId": "three" }', /^locationId: found "three"; allowed is a whole/],
  ['an address in the clear', '{ "apiUrl": "http://cloud.example" }', /^apiUrl: found .*https/],
])('%s is refused with what is allowed', (_, text, sentence) => {
  const read = readCredentials(text);
  expect(!read.ok && read.error[0]?.sentence).toMatch(sentence);
});

test('what stands in place of a token is never told', () => {
  const read = readCredentials('{ "token": ["s3cret"] }');
  expect(JSON.stringify(read)).not.toContain('s3cret');
  expect(read).toMatchObject({ ok: false, error: [{ path: 'token' }] });
});
