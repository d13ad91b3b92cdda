/** The list on paper: on the labels of the badge printer, or as a PDF for any other. */
import { useState } from 'react';
import type { ListPrint, RollCall } from '../../../electron/shared/roll-call.ts';
import { Alert, Notice } from '../../components/notice.tsx';
import { keepPdf } from '../../store/keep-file.ts';
import { useCommand } from '../../store/use-command.ts';
import { useView } from '../../store/window-context.ts';
import type { Translate } from '../../text/text.ts';
import { useWords } from '../../text/use-words.ts';

function printSentence(t: Translate, result: ListPrint): string {
  switch (result.kind) {
    case 'out':
      return t(`rollCall.out.${result.proof}`, { count: result.labels });
    case 'partly':
      return t('rollCall.out.partly', { count: result.labels, of: result.of });
    case 'not-now':
      return t(`rollCall.out.${result.why}`);
  }
}

export function usePdf() {
  const pdf = useCommand('roll-call:pdf');
  return {
    ...pdf,
    save: async (rollCallId: number | null): Promise<void> => {
      const made = await pdf.run({ rollCallId });
      if (made.ok) keepPdf(made.value);
    },
  };
}

export function Paper({ open, counts }: Pick<RollCall, 'open' | 'counts'>) {
  const { t } = useWords();
  const hasPrinter = useView((view) => view.printer.route !== 'none');
  const print = useCommand('roll-call:print');
  const pdf = usePdf();
  const [printed, setPrinted] = useState<ListPrint | null>(null);
  const isIdle = hasPrinter && !print.isBusy;

  async function press(who: 'missing' | 'everybody'): Promise<void> {
    if (!isIdle) return;
    setPrinted(null);
    const result = await print.run({ who });
    if (result.ok) setPrinted(result.value);
  }

  return (
    <section className="roll-call-paper" aria-labelledby="roll-call-paper">
      <h3 id="roll-call-paper">{t('rollCall.paper')}</h3>
      {open === null || counts.missing === 0 ? null : (
        <button
          type="button"
          className="button"
          aria-disabled={!isIdle}
          onClick={() => void press('missing')}
        >
          {t('rollCall.printMissing', { count: counts.missing })}
        </button>
      )}
      <button
        type="button"
        className="button"
        aria-disabled={!isIdle}
        onClick={() => void press('everybody')}
      >
        {t(open === null ? 'rollCall.printOnSite' : 'rollCall.printEverybody')}
      </button>
      <button
        type="button"
        className="button"
        aria-disabled={pdf.isBusy}
        onClick={() => (pdf.isBusy ? undefined : void pdf.save(null))}
      >
        {t(pdf.isBusy ? 'rollCall.pdfBusy' : 'rollCall.pdf')}
      </button>
      <p className="roll-call-hint">
        {t(print.isBusy ? 'rollCall.printing' : hasPrinter ? 'rollCall.printHint' : 'rollCall.noPrinter')}
      </p>
      <output>
        {printed === null ? null : (
          <Notice tone={printed.kind === 'out' ? 'ok' : 'warn'}>{printSentence(t, printed)}</Notice>
        )}
      </output>
      {print.error === null ? null : <Alert>{t(`commandError.${print.error}`)}</Alert>}
      {pdf.error === null ? null : <Alert>{t(`commandError.${pdf.error}`)}</Alert>}
    </section>
  );
}
