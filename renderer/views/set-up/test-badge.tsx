/** One badge with an invented visitor: the very bitmap, and what became of it on the printer. */
import { useMemo, useState } from 'react';
import type { TestPrint } from '../../../electron/shared/badge-template.ts';
import type { SettingsValues } from '../../../electron/shared/settings-values.ts';
import { Alert } from '../../components/notice.tsx';
import { createLiveQuery } from '../../store/live-query.ts';
import type { StationStore } from '../../store/station-store.ts';
import { useRefresh } from '../../store/use-refresh.ts';
import { useCommand } from '../../store/use-command.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { testPrintSentence } from '../../text/test-print-words.ts';
import { useWords } from '../../text/use-words.ts';
import { PrinterStatus } from '../shell/printer-status.tsx';

/** The design in use, and how it looks on this printer and roll. */
async function draw(store: StationStore) {
  const shelf = await store.invoke('templates:list', null);
  if (!shelf.ok) return shelf;
  const found = await store.invoke('templates:get', { id: shelf.value.inUse });
  if (!found.ok) return found;
  const { template } = found.value;
  const picture = await store.invoke('templates:preview', { template, sample: 'everyday' });
  return picture.ok ? { ok: true as const, value: { template, picture: picture.value } } : picture;
}

export const TEST_PRINT_ID = 'test-print';

export function TestBadge({ values }: { readonly values: SettingsValues }) {
  const { t } = useWords();
  const { store } = useWindowParts();
  const query = useMemo(() => createLiveQuery(() => draw(store)), [store]);
  const { printer } = values;
  useRefresh(query, values);
  const { value, error } = useQuery(query);
  const print = useCommand('templates:test-print');
  /** Of the printer that was chosen then. */
  const [outcome, setOutcome] = useState<{ of: typeof printer; result: TestPrint } | null>(null);
  const canPrint = printer !== null && value !== null && !print.isBusy;

  async function run(): Promise<void> {
    if (!canPrint) return;
    const answer = await print.run({ template: value.template, sample: 'everyday' });
    setOutcome(answer.ok ? { of: printer, result: answer.value } : null);
  }

  return (
    <section className="test-badge" aria-labelledby="test-badge">
      <h2 id="test-badge">{t('setUp.test.title')}</h2>
      {value === null ? (
        <div className="badge-frame" data-empty>
          <p>{t(error === null ? 'setUp.test.wait' : 'setUp.test.failed')}</p>
        </div>
      ) : (
        <div className="badge-frame">
          <img
            src={`data:image/png;base64,${value.picture.pngBase64}`}
            width={value.picture.widthDots}
            height={value.picture.heightDots}
            data-upright={value.picture.heightDots > value.picture.widthDots || undefined}
            alt={t('setUp.test.picture')}
          />
        </div>
      )}
      <button
        id={TEST_PRINT_ID}
        type="button"
        className="button"
        aria-disabled={!canPrint || undefined}
        aria-describedby="test-badge-note"
        onClick={() => void run()}
      >
        {t(print.isBusy ? 'designer.testing' : 'designer.testPrint')}
      </button>
      <p id="test-badge-note" className="second">
        {t(printer === null ? 'setUp.test.needsPrinter' : 'setUp.test.outside')}
      </p>
      <output className="test-said">
        {outcome === null || outcome.of !== printer
          ? ''
          : testPrintSentence(t, outcome.result, t('setUp.test.notReady'))}
      </output>
      {print.error === null ? null : <Alert>{t('setUp.test.notAnswered')}</Alert>}
      {printer === null ? null : <PrinterStatus />}
    </section>
  );
}
