import { expect, test } from 'vitest';
import { answerToTextPing } from '../../../electron/session/text-ping.ts';

test.each([
  ['ping', 'pong'],
  ['{"type":"ping"}', '{"type":"pong"}'],
  [' { "type" : "ping" }\n', '{"type":"pong"}'],
])('%j is answered with %j', (frame, answer) => {
  expect(answerToTextPing(frame)).toBe(answer);
});

test.each([
  '',
  'PING',
  '"ping"',
  'pinging',
  '{"type":"pong"}',
  '{"type":"ping","id":1}',
  '[{"type":"ping"}]',
  `{"type":"ping"}${' '.repeat(60)}`,
])('%j is a frame like any other', (frame) => {
  expect(answerToTextPing(frame)).toBeNull();
});
