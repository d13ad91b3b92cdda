/**
 * What IT has laid out for a desk that nobody sets up by hand: `settings.json` and `credentials.json`, for this user alone (where the
 * installer puts them) or for every user of the PC. They are taken when the desk has none of its own: from then on the desk's own
 * settings count, and the token lies in the key store.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCredentials } from '../desk/credentials.ts';
import { checkSettings, withoutByteOrderMark } from '../desk/settings.ts';
import { codeOf, writeWhole } from '../desk/whole-file.ts';
import type { Secrets } from '../secret-file.ts';
import { notJsonSentence } from '../shared/fault-sentence.ts';
import type { Logger } from '../shared/logger.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { Credentials } from '../shared/set-up.ts';
import type { Trouble } from './trouble.ts';

export interface Rollout {
  /** Of this user; build/installer.nsh copies into it. */
  readonly ownFolder: string;
  /** Of every user of this PC, who may read but not change it. */
  readonly machineFolder: string;
}

export function machineFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === 'win32') return join(environment['ProgramData'] ?? 'C:\\ProgramData', 'Vestibule');
  return platform === 'darwin' ? '/Library/Application Support/Vestibule' : '/etc/vestibule';
}

/** Settings of all desks may leave out what the credentials of each say, its location above all. */
export function takeSettings(rollout: Rollout, settingsPath: string, log: Logger): Result<null, Trouble> {
  if (existsSync(settingsPath)) return ok(null);
  const found = firstFile(rollout, 'settings.json');
  if (!found.ok) return found;
  if (found.value === null) return ok(null);
  const credentials = findCredentials(rollout);
  if (!credentials.ok) return credentials;
  const { path, text } = found.value;
  const root = parseObject(text);
  if (!root.ok) return unfit(path, [root.error]);
  const whole = withCloud(root.value, credentials.value?.credentials.essentry ?? {});
  const checked = checkSettings(whole);
  if (!checked.ok)
    return unfit(
      path,
      checked.error.map(({ sentence }) => sentence),
    );
  const written = writeWhole(settingsPath, `${JSON.stringify(whole, null, 2)}\n`);
  if (!written.ok) return unfit(settingsPath, [`settings.json: found ${written.error} when it was written`]);
  log.info('rollout-taken', { what: 'settings' });
  return ok(null);
}

/**
 * A file of this user's own is news, also to a desk that has a token, and is removed when the token is safe. That of the machine
 * serves other users too: it is left, and read only where there is no token yet.
 */
export async function takeToken(
  rollout: Rollout,
  secrets: Secrets,
  secretsPath: string,
  log: Logger,
): Promise<Result<null, Trouble>> {
  const stored = await secrets.read('token');
  const isOpen = stored.ok && stored.value === null;
  const isOwn = existsSync(join(rollout.ownFolder, 'credentials.json'));
  if (!isOwn && !isOpen) return ok(null);
  const found = findCredentials(rollout);
  if (!found.ok) {
    if (isOpen) return found;
    // A desk that works goes on working.
    log.warn('rollout-refused', { what: 'token' });
    return ok(null);
  }
  const token = found.value?.credentials.token ?? null;
  if (found.value === null || token === null) return ok(null);
  const written = await secrets.write('token', token);
  const kept = written.ok ? await secrets.read('token') : written;
  if (!kept.ok || kept.value !== token) return err({ kind: 'secrets-unreadable', details: [secretsPath] });
  log.info('rollout-taken', { what: 'token' });
  if (isOwn) removeWhenDurable(found.value.path, secretsPath, log);
  return ok(null);
}

interface Found {
  readonly path: string;
  readonly text: string;
}

/** The user's own goes before the machine's; `null`: neither is there. */
function firstFile(
  { ownFolder, machineFolder: shared }: Rollout,
  name: string,
): Result<Found | null, Trouble> {
  for (const path of [join(ownFolder, name), join(shared, name)]) {
    try {
      return ok({ path, text: withoutByteOrderMark(readFileSync(path, 'utf8')) });
    } catch (cause) {
      if (codeOf(cause) !== 'ENOENT')
        return unfit(path, [`${name}: found ${codeOf(cause)}; allowed is a file that this user may read`]);
    }
  }
  return ok(null);
}

function findCredentials(
  rollout: Rollout,
): Result<{ readonly path: string; readonly credentials: Credentials } | null, Trouble> {
  const found = firstFile(rollout, 'credentials.json');
  if (!found.ok) return found;
  if (found.value === null) return ok(null);
  const { path, text } = found.value;
  const read = readCredentials(text);
  return read.ok
    ? ok({ path, credentials: read.value })
    : unfit(
        path,
        read.error.map(({ sentence }) => sentence),
      );
}

const unfit = (path: string, sentences: readonly string[]): Result<never, Trouble> =>
  err({ kind: 'settings', details: [path, ...sentences] });

type Members = Readonly<Record<string, unknown>>;

function parseObject(text: string): Result<Members, string> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return ok(value);
    return err('settings.json: found text that is no JSON object; allowed is one');
  } catch (cause) {
    return err(notJsonSentence(cause, 'settings.json'));
  }
}

const withCloud = (root: Members, essentry: Credentials['essentry']): Members =>
  Object.keys(essentry).length === 0
    ? root
    : { ...root, essentry: { ...(isObject(root['essentry']) ? root['essentry'] : {}), ...essentry } };

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The file of secrets is on the disk under its name only when its folder is as well: else a power cut could leave neither. NTFS
 * cannot sync a folder, and need not: its journal keeps the order of a renaming and a removal.
 */
function removeWhenDurable(path: string, secretsPath: string, log: Logger): void {
  try {
    if (process.platform !== 'win32') {
      const folder = openSync(dirname(secretsPath), 'r');
      fsyncSync(folder);
      closeSync(folder);
    }
    rmSync(path);
  } catch (cause) {
    // The desk works; that a token lies about is for whoever reads the log.
    log.warn('rollout-not-removed', { code: codeOf(cause) });
  }
}
