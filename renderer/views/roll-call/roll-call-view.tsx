/** Who is on site, and in an emergency who is still missing. Names are never blurred here: they are what is called out. */
import { Alert, Notice } from '../../components/notice.tsx';
import { useWords } from '../../text/use-words.ts';
import { Paper } from './paper.tsx';
import { PastRollCalls } from './past-roll-calls.tsx';
import { People } from './people.tsx';
import { RollCallHead } from './roll-call-head.tsx';
import { useRollCall } from './use-roll-call.ts';

export function RollCallView() {
  const { t } = useWords();
  const { rollCall, hasFailed, failedTick, tick } = useRollCall();
  return (
    <main className="roll-call">
      {hasFailed ? <Notice tone="warn">{t('rollCall.readFailed')}</Notice> : null}
      {rollCall === null ? null : (
        <>
          <RollCallHead open={rollCall.open} counts={rollCall.counts} />
          {failedTick === null ? null : (
            <Alert>
              {t('rollCall.tickFailed', {
                name: failedTick.name === '' ? t('rollCall.noName') : failedTick.name,
              })}{' '}
              {t(`commandError.${failedTick.code}`)}
            </Alert>
          )}
          <div className="roll-call-body">
            <People rollCall={rollCall} onTick={tick} />
            <aside className="roll-call-aside">
              <Paper open={rollCall.open} counts={rollCall.counts} />
              <PastRollCalls past={rollCall.past} />
            </aside>
          </div>
        </>
      )}
    </main>
  );
}
