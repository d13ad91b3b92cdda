/**
 * What is listed, as a file for spreadsheets. The window makes it, page by page, because its sentences are in the window's
 * language; the station is asked for no more at once than for a list.
 */
import { useState } from 'react';
import type { CommandError, CommandResult } from '../../../electron/shared/contract.ts';
import type { PrintSearch } from '../../../electron/shared/print-history.ts';
import { err, ok, type Result } from '../../../electron/shared/result.ts';
import { keepText } from '../../store/keep-file.ts';
import type { StationStore } from '../../store/station-store.ts';
import { useWindowParts } from '../../store/window-context.ts';
import { exportFileName, printsCsvBegin, printsCsvLine } from '../../text/print-csv.ts';
import type { Words } from '../../text/reason-words.ts';
import { useWords } from '../../text/use-words.ts';
import type { PrintsPlace } from '../shell/place.ts';

const ROWS_AT_ONCE = 500;

async function collect(
  store: Pick<StationStore, 'invoke'>,
  words: Words,
  prints: PrintsPlace,
): Promise<Result<{ readonly text: string; readonly rows: number }, CommandError['code']>> {
  const parts = [printsCsvBegin(words)];
  let rows = 0;
  // Above every job: a first page would also count everything, which no file needs.
  let beforeId = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const request: PrintSearch = { ...prints, beforeId, downToId: null, limit: ROWS_AT_ONCE };
    const page: CommandResult<'prints:list'> = await store.invoke('prints:list', request);
    if (!page.ok) return err(page.error.code);
    parts.push(page.value.rows.map((row) => printsCsvLine(words, row)).join(''));
    rows += page.value.rows.length;
    beforeId = page.value.rows.at(-1)?.id ?? 0;
    if (!page.value.hasOlder) return ok({ text: parts.join(''), rows });
  }
}

export interface Export {
  readonly isBusy: boolean;
  /** What came of the last one, in words. */
  readonly said: string | null;
  readonly error: string | null;
  readonly run: () => void;
}

export function useExport(prints: PrintsPlace): Export {
  const { store } = useWindowParts();
  const words = useWords();
  const { t } = words;
  const [state, setState] = useState<{ isBusy: boolean; said: string | null; error: string | null }>({
    isBusy: false,
    said: null,
    error: null,
  });
  async function run(): Promise<void> {
    setState({ isBusy: true, said: null, error: null });
    const collected = await collect(store, words, prints);
    if (!collected.ok)
      return setState({ isBusy: false, said: null, error: t(`commandError.${collected.error}`) });
    const { text, rows } = collected.value;
    const fileName = exportFileName(Date.now());
    keepText({ fileName, text });
    setState({ isBusy: false, said: t('history.exported', { count: rows, file: fileName }), error: null });
  }
  return { ...state, run: () => void (state.isBusy ? undefined : run()) };
}
