/**
 * A credentials file that somebody drops into the set-up: JSON with the token and what else is known of the cloud, either as
 * `{ "token": …, "essentry": { "locationId": … } }`, so that a prepared `settings.json` with a token in it serves as well, or
 * with all members side by side.
 */
import { z } from 'zod';
import { faultSentence, notJsonSentence } from '../shared/fault-sentence.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { Credentials } from '../shared/set-up.ts';
import type { SettingsFault } from '../shared/settings-values.ts';
import { cloudSchema, withoutByteOrderMark } from './settings.ts';

const WHOLE = 'credentials';
const TOKEN = 'a token of 1 to 10,000 characters';
const token = z
  .string({ error: TOKEN })
  .trim()
  .min(1, { error: TOKEN })
  .max(10_000, { error: TOKEN })
  .nullable()
  .default(null);
const members = cloudSchema.partial();
const schema = z
  .object(
    { ...members.shape, token, essentry: members.optional() },
    { error: 'one JSON object with "token" and "locationId"' },
  )
  .transform(({ token, essentry, ...flat }) => ({ essentry: { ...flat, ...essentry }, token }));

export function readCredentials(text: string): Result<Credentials, readonly SettingsFault[]> {
  let value: unknown;
  try {
    value = JSON.parse(withoutByteOrderMark(text));
  } catch (cause) {
    return err([{ path: '', sentence: notJsonSentence(cause, WHOLE) }]);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    return err(
      parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        // What stands in place of a token may be a token.
        sentence: issue.path.includes('token')
          ? `token: allowed is ${TOKEN}`
          : faultSentence(issue, value, WHOLE),
      })),
    );
  const { essentry, token: found } = parsed.data;
  if (found === null && Object.keys(essentry).length === 0)
    return err([
      {
        path: '',
        sentence: `${WHOLE}: found nothing of the cloud; allowed are "token", "locationId", "apiUrl", "socketUrl" and "auth"`,
      },
    ]);
  return ok({ essentry: definedOnly(essentry), token: found });
}

/** Without the members that are not there: `undefined` would be laid over what somebody has typed. */
const definedOnly = (essentry: Record<string, unknown>): Credentials['essentry'] =>
  Object.fromEntries(Object.entries(essentry).filter(([, value]) => value !== undefined));
