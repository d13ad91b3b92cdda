/** Where the token of the location, or the secret of webhooks, comes from, and where one that is typed into the window goes. */
import type { SecretName, Secrets } from './secret-file.ts';
import { err, ok, type Result } from './shared/result.ts';

export interface TokenKeeper {
  /** `''` where there is none. */
  current(): string;
  /** That of the environment is not replaced from a window: whoever set it means it. */
  from(): 'environment' | 'kept' | 'none';
  keep(token: string): Promise<Result<null, 'cannot-store'>>;
}

/** The error: there is a file of secrets that cannot be read today. */
export async function openTokenKeeper(
  secrets: Secrets,
  fromEnvironment: string | undefined,
  name: Exclude<SecretName, 'databaseKey'> = 'token',
): Promise<Result<TokenKeeper, 'unreadable'>> {
  if (fromEnvironment !== undefined && fromEnvironment !== '') return ok(fixedToken(fromEnvironment));
  const stored = await secrets.read(name);
  if (!stored.ok) return stored;
  let token = stored.value ?? '';
  return ok({
    current: () => token,
    from: () => (token === '' ? 'none' : 'kept'),
    async keep(next) {
      const written = await secrets.write(name, next).catch(() => err('unreadable' as const));
      if (!written.ok) return err('cannot-store');
      token = next;
      return ok(null);
    },
  });
}

export const fixedToken = (token: string): TokenKeeper => ({
  current: () => token,
  from: () => 'environment',
  keep: () => Promise.resolve(err('cannot-store')),
});
