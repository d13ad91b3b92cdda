import { readFileSync } from 'node:fs';
import { err, type Result } from '../shared/result.ts';
import { parseSettings } from './settings.ts';
import { codeOf, writeWhole } from './whole-file.ts';

/**
 * Changes one member of `settings.json` and nothing else: what it does not know stays as it is. The file is never replaced by one
 * that could not be read at the next start. The error is one sentence.
 */
export function saveSetting(
  path: string,
  [group, member]: readonly [string, string],
  value: string,
): Result<null, string> {
  let root: unknown;
  try {
    root = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    return err(`settings.json: ${codeOf(cause)}`);
  }
  if (!isObject(root)) return err('settings.json is not an object');
  const members = isObject(root[group]) ? root[group] : {};
  const text = `${JSON.stringify({ ...root, [group]: { ...members, [member]: value } }, null, 2)}\n`;
  const parsed = parseSettings(text);
  return parsed.ok ? writeWhole(path, text) : err(parsed.error.join('; '));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
