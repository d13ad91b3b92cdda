import type { Diagnostics, QuarantineEntry } from '../../../electron/shared/diagnostics.ts';
import { sizeWords } from '../../text/diagnostics-words.ts';
import { useWords } from '../../text/use-words.ts';
import { Card } from './card.tsx';

function Entry({ entry }: { readonly entry: QuarantineEntry }) {
  const words = useWords();
  const { t, formats } = words;
  return (
    <tr>
      <td className="number">{formats.moment(entry.atMs)}</td>
      <td>{t(`diagnostics.source.${entry.source}`)}</td>
      <td>
        <bdi className="code">{entry.code}</bdi>
        {entry.detail === '' ? null : <bdi className="second code">{entry.detail}</bdi>}
      </td>
      <td>
        <bdi className="code">{entry.shape}</bdi>
      </td>
      <td className="number">{sizeWords(words, entry.sizeBytes)}</td>
    </tr>
  );
}

/** What came from the cloud and could not be used: its form, which helps support, never what it said. */
export function QuarantineCard({ quarantine: { total, latest } }: Pick<Diagnostics, 'quarantine'>) {
  const { t } = useWords();
  const summary =
    total === 0 ? t('diagnostics.quarantineNone') : t('diagnostics.quarantineText', { count: total });
  return (
    <Card id="quarantine" title={t('diagnostics.quarantine')} summary={summary} width="full">
      {latest.length === 0 ? null : (
        <table className="quarantine-table">
          <thead>
            <tr>
              <th scope="col">{t('diagnostics.quarantineAt')}</th>
              <th scope="col">{t('diagnostics.quarantineSource')}</th>
              <th scope="col">{t('diagnostics.quarantineCode')}</th>
              <th scope="col">{t('diagnostics.quarantineShape')}</th>
              <th scope="col">{t('diagnostics.quarantineSize')}</th>
            </tr>
          </thead>
          <tbody>
            {latest.map((entry, index) => (
              <Entry key={`${entry.atMs} ${latest.length - index}`} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
