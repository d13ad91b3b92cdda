/**
 * Whether the cloud asks "are you there?" in a text frame is not published (some servers do, because a browser cannot see
 * WebSocket pings). Exactly the two forms that are common are answered; anything that says more is a frame like any other
 * and goes to the quarantine if nobody knows it.
 */
const LONGEST = 64;
const JSON_PING = /^\s*\{\s*"type"\s*:\s*"ping"\s*\}\s*$/;

/** The answer, or null when the frame is no such question. */
export function answerToTextPing(frame: string): string | null {
  if (frame.length > LONGEST) return null;
  if (frame === 'ping') return 'pong';
  return JSON_PING.test(frame) ? '{"type":"pong"}' : null;
}
