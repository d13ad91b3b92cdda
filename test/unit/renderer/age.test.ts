import { expect, test } from 'vitest';
import { ageInSeconds, ageText, MINUTE_MS } from '../../../renderer/text/age.ts';
import { createText } from '../../../renderer/text/text.ts';

const { t } = await createText('en');

test.each([
  [-5000, 'now'],
  [59_999, 'now'],
  [MINUTE_MS, '1 min'],
  [59.9 * MINUTE_MS, '59 min'],
  [60 * MINUTE_MS, '1 h 00 min'],
  [125 * MINUTE_MS, '2 h 05 min'],
  [24 * 60 * MINUTE_MS, '1 day'],
  [50 * 60 * MINUTE_MS, '2 days'],
])('%d ms is "%s"', (ageMs, text) => {
  expect(ageText(t, ageMs)).toBe(text);
});

test('what somebody waits for is told in seconds below a minute, and never in negative ones', () => {
  expect(ageInSeconds(t, 8900)).toBe('8 s');
  expect(ageInSeconds(t, -1)).toBe('0 s');
});
