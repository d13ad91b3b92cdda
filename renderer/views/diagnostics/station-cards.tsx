/** What the station is made of: badges under way, printer, database, memory, versions. */
import type { Diagnostics } from '../../../electron/shared/diagnostics.ts';
import { sizeWords } from '../../text/diagnostics-words.ts';
import { printerWords } from '../../text/printer-words.ts';
import { storeWords } from '../../text/store-words.ts';
import { useWords } from '../../text/use-words.ts';
import { Card, Figures } from './card.tsx';

export function QueueCard({ queue }: Pick<Diagnostics, 'queue'>) {
  const { t, formats } = useWords();
  return (
    <Card id="queue" title={t('diagnostics.queue')}>
      <Figures
        figures={[
          [t('diagnostics.queueQueued'), formats.number(queue.queued)],
          [t('diagnostics.queueUncertain'), formats.number(queue.uncertain)],
          [t('diagnostics.queueFailed'), formats.number(queue.failed)],
          [t('diagnostics.queueDone'), formats.number(queue.done)],
        ]}
      />
    </Card>
  );
}

export function PrinterCard({ printer }: Pick<Diagnostics, 'printer'>) {
  const { t, formats } = useWords();
  const { title, detail, tone } = printerWords(t, printer);
  return (
    <Card id="printer" title={t('diagnostics.printer')} summary={title} tone={tone}>
      <p className="second">{detail}</p>
      {printer.sinceMs === 0 ? null : (
        <p className="second">{t('diagnostics.since', { time: formats.moment(printer.sinceMs) })}</p>
      )}
    </Card>
  );
}

export function DatabaseCard({ desk }: { readonly desk: Diagnostics }) {
  const words = useWords();
  const { t, formats } = words;
  const { sizeBytes, checkIns, state } = desk.database;
  const trouble = storeWords(words, { store: state, asOfMs: desk.session.asOfMs });
  return (
    <Card
      id="database"
      title={t('diagnostics.database')}
      summary={trouble?.title ?? t('diagnostics.databaseSound')}
      tone={trouble?.tone ?? 'ok'}
    >
      <Figures
        figures={[
          [t('diagnostics.databaseSize'), sizeWords(words, sizeBytes)],
          [t('diagnostics.databaseCheckIns'), formats.number(checkIns)],
        ]}
      />
    </Card>
  );
}

export function MemoryCard({ memory }: Pick<Diagnostics, 'memory'>) {
  const words = useWords();
  const { t } = words;
  return (
    <Card id="memory" title={t('diagnostics.memory')}>
      <Figures
        figures={[
          [t('diagnostics.memoryAll'), sizeWords(words, memory.residentBytes)],
          [t('diagnostics.memoryHeap'), sizeWords(words, memory.heapBytes)],
        ]}
      />
    </Card>
  );
}

export function VersionsCard({ desk }: { readonly desk: Diagnostics }) {
  const { t, formats } = useWords();
  return (
    <Card id="versions" title={t('diagnostics.versions')} width="full">
      <Figures
        figures={[
          ...Object.entries(desk.versions),
          [t('diagnostics.system'), desk.system],
          [t('diagnostics.architecture'), desk.architecture],
          [t('diagnostics.running'), formats.moment(desk.startedAtMs)],
        ]}
      />
    </Card>
  );
}
