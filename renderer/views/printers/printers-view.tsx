/** The printers of this PC: what is in each, how it is, and how much it can tell of a badge; the desk's own comes first. */
import type { FoundPrinter } from '../../../electron/shared/found-printer.ts';
import { Chip } from '../../components/chip.tsx';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { foundPrinterWords } from '../../text/found-printer-words.ts';
import { useWords } from '../../text/use-words.ts';

function PrinterRow({ printer }: { readonly printer: FoundPrinter }) {
  const { t } = useWords();
  const words = foundPrinterWords(t, printer);
  return (
    <tr>
      <td>
        <span className="printer-name">
          <bdi className="strong">{words.name}</bdi>
          {printer.isOfThisDesk ? <Chip tone="info" text={t('printers.ofThisDesk')} /> : null}
        </span>
        {words.serial === null ? null : <span className="second">{words.serial}</span>}
      </td>
      <td>{words.connection}</td>
      <td>{words.roll}</td>
      <td className="printer-state">
        <Chip tone={words.state.tone} text={words.state.title} />
        {words.state.detail === '' ? null : <span className="second">{words.state.detail}</span>}
      </td>
      <td>{words.proof}</td>
    </tr>
  );
}

function PrinterTable({ printers }: { readonly printers: readonly FoundPrinter[] }) {
  const { t } = useWords();
  return (
    <table className="prints-table printers-table">
      <thead>
        <tr>
          <th scope="col">{t('printers.printer')}</th>
          <th scope="col">{t('printers.connection')}</th>
          <th scope="col">{t('printers.roll')}</th>
          <th scope="col">{t('printers.state')}</th>
          <th scope="col">{t('printers.proves')}</th>
        </tr>
      </thead>
      <tbody>
        {printers.map((printer) => (
          <PrinterRow
            key={`${printer.route} ${printer.queue ?? ''} ${printer.serial ?? ''} ${printer.model ?? ''}`}
            printer={printer}
          />
        ))}
      </tbody>
    </table>
  );
}

export function PrintersView() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const query = store.printers();
  const { value, error } = useQuery(query);
  const printers = value?.printers ?? null;
  const hasFailed = error !== null;
  return (
    <main className="prints">
      <div className="prints-head">
        <h2>{t('printers.title')}</h2>
        <p>{t('printers.intro')}</p>
        <button type="button" className="button small" onClick={() => query.refresh()}>
          {t('printers.look')}
        </button>
      </div>
      {hasFailed ? <p role="alert">{t('printers.failed')}</p> : null}
      {printers === null ? (
        <p>{hasFailed ? null : t('printers.looking')}</p>
      ) : (
        <PrinterTable printers={printers} />
      )}
      {printers !== null && printers.length < 2 ? <p className="second">{t('printers.noOthers')}</p> : null}
    </main>
  );
}
