/**
 * The key of the encrypted store where there is no system key store: from `VESTIBULE_KEY`, or made once and kept beside the
 * data with mode 0600. Beside the data it protects a copied database only, so the caller must say so aloud.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from './shared/result.ts';

export interface StationKey {
  readonly hex: string;
  readonly isKeptBesideData: boolean;
}

const KEY_PATTERN = /^[0-9a-f]{64}$/i;
const ALLOWED = 'allowed is 64 hex digits';

/** The error is one sentence and never shows the key. */
export function readStationKey(
  dataFolder: string,
  fromEnvironment: string | undefined,
): Result<StationKey, string> {
  if (fromEnvironment !== undefined && fromEnvironment !== '') {
    if (KEY_PATTERN.test(fromEnvironment))
      return ok({ hex: fromEnvironment.toLowerCase(), isKeptBesideData: false });
    return err(`VESTIBULE_KEY: found ${fromEnvironment.length} characters that are not a key; ${ALLOWED}`);
  }
  const path = join(dataFolder, 'vestibule.key');
  if (!existsSync(path)) {
    // A new key for an old database would look like a broken database.
    if (existsSync(join(dataFolder, 'vestibule.db')))
      return err(
        `VESTIBULE_KEY: found nothing, and no vestibule.key beside an existing database; ${ALLOWED}`,
      );
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  const hex = readFileSync(path, 'utf8').trim();
  if (!KEY_PATTERN.test(hex)) return err(`${path}: found text that is not a key; ${ALLOWED}`);
  return ok({ hex: hex.toLowerCase(), isKeptBesideData: true });
}
