/** Those that are over, by their figures; who was in them is told as long as it is kept. */
import type { RollCallSummary } from '../../../electron/shared/roll-call.ts';
import { Chip } from '../../components/chip.tsx';
import { Icon } from '../../components/icon.tsx';
import { Alert } from '../../components/notice.tsx';
import { ageInSeconds } from '../../text/age.ts';
import { useWords } from '../../text/use-words.ts';
import { usePdf } from './paper.tsx';

function Past({ past, onSave }: { readonly past: RollCallSummary; readonly onSave: () => void }) {
  const { t, formats } = useWords();
  const began = formats.moment(past.startedAtMs);
  return (
    <li className="past">
      <span className="past-when">
        <strong>{began}</strong>
        <span className="second">
          {t('rollCall.pastTook', { age: ageInSeconds(t, past.endedAtMs - past.startedAtMs) })}
        </span>
      </span>
      <span className="past-figures">
        <span>{t('rollCall.foundOf', { found: past.found, expected: past.expected })}</span>
        <span className="past-chips">
          {past.isDrill ? <Chip tone="neutral" text={t('rollCall.drill')} /> : null}
          {past.missing === 0 ? null : (
            <Chip tone="warn" text={t('rollCall.pastMissing', { count: past.missing })} />
          )}
        </span>
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={t('rollCall.pastPdf', { time: began })}
        title={t('rollCall.pastPdf', { time: began })}
        onClick={onSave}
      >
        <Icon name="down" />
      </button>
    </li>
  );
}

export function PastRollCalls({ past }: { readonly past: readonly RollCallSummary[] }) {
  const { t } = useWords();
  const pdf = usePdf();
  return (
    <section className="roll-call-past" aria-labelledby="roll-call-past">
      <h3 id="roll-call-past">{t('rollCall.past')}</h3>
      {pdf.error === null ? null : <Alert>{t(`commandError.${pdf.error}`)}</Alert>}
      {past.length === 0 ? (
        <p className="roll-call-hint">{t('rollCall.pastNone')}</p>
      ) : (
        <ul>
          {past.map((each) => (
            <Past key={each.id} past={each} onSave={() => void pdf.save(each.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}
