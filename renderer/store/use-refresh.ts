import { useEffect, useRef } from 'react';
import type { LiveQuery } from './live-query.ts';

/** Asks again when what the answer hangs on is another than before. */
export function useRefresh(query: Pick<LiveQuery<unknown>, 'refresh'>, hangsOn: unknown): void {
  const seen = useRef(hangsOn);
  useEffect(() => {
    if (seen.current === hangsOn) return;
    seen.current = hangsOn;
    query.refresh();
  }, [query, hangsOn]);
}
