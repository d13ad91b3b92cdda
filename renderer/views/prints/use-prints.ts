/** A page of the history. What stood there stays, and is told to be old, until what was asked for comes. */
import { useState } from 'react';
import type { PrintHistoryPage, PrintSearch } from '../../../electron/shared/print-history.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';

export interface ShownPrints {
  /** `null` only before the first answer. */
  readonly page: PrintHistoryPage | null;
  /** What was looked for when the page was asked for. */
  readonly lookedFor: string;
  /** Something else is looked for meanwhile. */
  readonly isOld: boolean;
  readonly hasFailed: boolean;
}

export const lookedForOf = ({ filter, search }: Pick<PrintSearch, 'filter' | 'search'>): string =>
  `${filter} ${search}`;

export function usePrints(request: PrintSearch): ShownPrints {
  const { store } = useWindowParts();
  const { value, error } = useQuery(store.prints(request));
  const [kept, setKept] = useState<{ page: PrintHistoryPage; lookedFor: string } | null>(null);
  const wanted = lookedForOf(request);
  if (value !== null && kept?.page !== value) setKept({ page: value, lookedFor: wanted });
  const shown = value === null ? kept : { page: value, lookedFor: wanted };
  return {
    page: shown?.page ?? null,
    lookedFor: shown?.lookedFor ?? wanted,
    isOld: shown !== null && shown.lookedFor !== wanted,
    hasFailed: error !== null && error !== 'not-now',
  };
}
