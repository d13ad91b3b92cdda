/** The printers of this PC: what is in each, how it is, how much it can tell of a badge; the desk's own comes first. */
import type { ReactNode } from 'react';
import type { FoundPrinter } from '../../../electron/shared/found-printer.ts';
import { Chip } from '../../components/chip.tsx';
import { Alert } from '../../components/notice.tsx';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { foundPrinterWords } from '../../text/found-printer-words.ts';
import { useWords } from '../../text/use-words.ts';

interface Props {
  readonly heading: ReactNode;
  /** What can be done with one; `null` draws nothing. */
  readonly renderActions: (printer: FoundPrinter, name: string) => ReactNode;
}

function PrinterCard({
  printer,
  renderActions,
}: Pick<Props, 'renderActions'> & { readonly printer: FoundPrinter }) {
  const { t } = useWords();
  const words = foundPrinterWords(t, printer);
  return (
    <li className="printer-card" data-ours={printer.isOfThisDesk || undefined}>
      <div className="printer-what">
        <p className="printer-name">
          <bdi className="strong">{words.name}</bdi>
          {printer.isOfThisDesk ? <Chip tone="info" text={t('printers.ofThisDesk')} /> : null}
        </p>
        <p className="second">
          {[words.connection, words.serial, words.roll]
            .filter((part) => part !== null && part !== '–')
            .join(' · ')}
        </p>
      </div>
      <div className="printer-how">
        <Chip tone={words.state.tone} text={words.state.title} />
        {words.state.detail === '' ? null : <p className="second">{words.state.detail}</p>}
      </div>
      <dl className="printer-proof">
        <dt>{t('printers.proves')}</dt>
        <dd>{words.proof}</dd>
      </dl>
      <div className="printer-actions">{renderActions(printer, words.name)}</div>
    </li>
  );
}

/** The desk's own is told of even where it has none. */
const isThere = ({ route }: FoundPrinter): boolean => route !== 'none';

export function PrinterList({ heading, renderActions }: Props) {
  const { t } = useWords();
  const { store } = useWindowParts();
  const query = store.printers();
  const { value, error } = useQuery(query);
  const printers = value?.printers.filter(isThere) ?? null;
  const hasFailed = error !== null;
  return (
    <div className="printers">
      <div className="printers-head">
        {heading}
        <button type="button" className="button small" onClick={() => query.refresh()}>
          {t('printers.look')}
        </button>
      </div>
      {printers === null && !hasFailed ? <p className="second">{t('printers.looking')}</p> : null}
      {printers?.length === 0 ? <p className="second">{t('printers.noOthers')}</p> : null}
      {hasFailed ? <Alert>{t('printers.failed')}</Alert> : null}
      {printers === null || printers.length === 0 ? null : (
        <ul className="printer-cards" aria-label={t('printers.title')}>
          {printers.map((printer) => (
            <PrinterCard
              key={`${printer.route} ${printer.queue ?? ''} ${printer.serial ?? ''} ${printer.model ?? ''}`}
              printer={printer}
              renderActions={renderActions}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
