/** A list from the station, with the last good page kept while the next one is on its way. */
import { useState } from 'react';
import type { CheckInPage } from '../../../electron/shared/view.ts';
import type { ListRequest } from '../../store/station-store.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';

export interface ShownPage {
  /** `null` only before the first answer. */
  readonly page: CheckInPage | null;
  readonly hasFailed: boolean;
}

/**
 * While somebody types, each keystroke is a question of its own; the rows of the one before stay until it is answered.
 * Rows of another list never stand in: a tab shows its own page or none.
 */
export function usePage(request: ListRequest): ShownPage {
  const { store } = useWindowParts();
  const { value, error } = useQuery(store.list(request));
  const [kept, setKept] = useState<{ list: ListRequest['list']; page: CheckInPage } | null>(null);
  if (value !== null && kept?.page !== value) setKept({ list: request.list, page: value });
  const page = value ?? (kept?.list === request.list ? kept.page : null);
  return { page, hasFailed: error !== null && error !== 'not-now' };
}
