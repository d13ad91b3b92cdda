/**
 * Moves secrets that cannot be read out of the way, so that a desk can be set up again; nothing is deleted. The database goes
 * along, because its key is among what is lost; it is kept for as long as any that was set aside.
 */
import { existsSync, renameSync } from 'node:fs';
import { err, ok, type Result } from './shared/result.ts';
import { fileErrorCode, setAside } from './store/set-aside.ts';

export interface DeskFiles {
  readonly secretsPath: string;
  readonly databasePath: string;
}

/**
 * `key-missing`: there is nothing wrong with the secrets but that the key is not among them. In this order: a stop in between
 * leaves a database without a key, of which the same is asked again. The error is the file system's code.
 */
export function setSecretsAside(
  { secretsPath, databasePath }: DeskFiles,
  because: 'secrets-unreadable' | 'key-missing',
  nowMs: number,
): Result<null, string> {
  const stamp = new Date(nowMs).toISOString().replace(/[-:.]/g, '');
  try {
    if (because === 'secrets-unreadable' && existsSync(secretsPath))
      renameSync(secretsPath, `${secretsPath}.unreadable-${stamp}`);
    if (existsSync(databasePath)) setAside(databasePath, 'wrong-key', nowMs);
    return ok(null);
  } catch (cause) {
    const code = fileErrorCode(cause);
    if (code === null) throw cause;
    return err(code);
  }
}
