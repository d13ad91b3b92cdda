/**
 * `GET /locations/{locationId}/check-ins`: who is here, and who left since a given time. Paging parameters are not
 * published, so none are guessed: `totalCount` tells whether the answer was whole.
 */
import { z } from 'zod';
import { err, ok, type Result } from '../shared/result.ts';
import { parseRetryAfter } from '../shared/retry-after.ts';

export interface Snapshot {
  /** Not validated: each row passes the schema by itself, so that one bad row costs one visitor and not the list. */
  readonly rows: readonly unknown[];
  readonly isComplete: boolean;
}

export type RestFailure =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'not-the-api'; readonly detail: string }
  | { readonly kind: 'network'; readonly cause: unknown }
  | { readonly kind: 'timeout' };

const page = z.object({
  checkIns: z.array(z.unknown()),
  pageInfo: z.object({ totalCount: z.number().int().nonnegative() }).nullish(),
});

export interface RestClient {
  fetchSnapshot(request: {
    readonly leftAfterMs: number;
    readonly signal: AbortSignal;
  }): Promise<Result<Snapshot, RestFailure>>;
}

export interface RestOptions {
  readonly apiUrl: string;
  readonly locationId: number;
  readonly token: string;
  readonly timeoutMs: number;
}

export function createRestClient(options: RestOptions): RestClient {
  return {
    async fetchSnapshot({ leftAfterMs, signal }) {
      const url = new URL(`${options.apiUrl.replace(/\/+$/, '')}/locations/${options.locationId}/check-ins`);
      url.searchParams.set('leftAfter', new Date(leftAfterMs).toISOString());
      const timeout = AbortSignal.timeout(options.timeoutMs);
      try {
        const response = await fetch(url, {
          headers: { authorization: `Bearer ${options.token}`, accept: 'application/json' },
          // A redirect would carry the token to another address; a captive portal answers with one.
          redirect: 'manual',
          signal: AbortSignal.any([signal, timeout]),
        });
        if (response.status !== 200) {
          await response.body?.cancel();
          const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), Date.now());
          return err({ kind: 'status', status: response.status, retryAfterMs });
        }
        return toSnapshot(await response.text());
      } catch (cause) {
        return err(timeout.aborted ? { kind: 'timeout' } : { kind: 'network', cause });
      }
    },
  };
}

function toSnapshot(body: string): Result<Snapshot, RestFailure> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // A captive portal answers 200 with HTML; quoting it could quote personal data of a half-sent list.
    return err({ kind: 'not-the-api', detail: 'the answer is not JSON' });
  }
  const parsed = page.safeParse(value);
  if (!parsed.success) return err({ kind: 'not-the-api', detail: 'the answer has no list of check-ins' });
  const rows = parsed.data.checkIns;
  return ok({ rows, isComplete: rows.length >= (parsed.data.pageInfo?.totalCount ?? rows.length) });
}
