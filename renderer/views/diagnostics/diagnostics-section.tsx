/** A section of the settings: how this desk is, in one verdict and its figures, and a file of it for the help desk. */
import { useEffect, useMemo } from 'react';
import type { Diagnostics } from '../../../electron/shared/diagnostics.ts';
import { Icon } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import { createLiveQuery } from '../../store/live-query.ts';
import { useIsConnected, useNow, useQuery, useWindowParts } from '../../store/window-context.ts';
import { verdictWords, type Verdict } from '../../text/diagnostics-words.ts';
import { useWords } from '../../text/use-words.ts';
import { ClockCard, ConnectionCard, ReactionCard, SlowCard, WebhookCard } from './connection-cards.tsx';
import { QuarantineCard } from './quarantine-card.tsx';
import { SaveBundle } from './save-bundle.tsx';
import { DatabaseCard, MemoryCard, PrinterCard, QueueCard, VersionsCard } from './station-cards.tsx';
import { UpdatesCard } from './updates-card.tsx';

const REFRESH_MS = 5_000;

/** Asked again every few seconds, for as long as somebody looks. */
function useDiagnostics() {
  const { store } = useWindowParts();
  const query = useMemo(() => createLiveQuery(() => store.invoke('diagnostics:get', null)), [store]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) query.refresh();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [query]);
  return useQuery(query);
}

function VerdictCard({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useWords();
  return (
    <section className="desk-verdict" data-tone={verdict.tone} aria-labelledby="verdict">
      <span className="desk-verdict-sign">
        <Icon name={verdict.tone === 'ok' ? 'check' : 'attention'} />
      </span>
      <div>
        <h4 id="verdict">{verdict.title}</h4>
        {verdict.problems.length === 0 ? <p>{t('diagnostics.verdict.wellText')}</p> : null}
        <ul>
          {verdict.problems.map(({ title, detail }) => (
            <li key={title}>
              <strong>{title}</strong>
              <span>{detail}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Report({ desk }: { readonly desk: Diagnostics }) {
  const words = useWords();
  const nowMs = useNow(1000);
  return (
    <>
      <VerdictCard verdict={verdictWords(words, desk, nowMs)} />
      <SaveBundle />
      <div className="diagnostics-cards">
        <ConnectionCard desk={desk} />
        <ClockCard clock={desk.cloudClock} />
        <ReactionCard desk={desk} />
        <QueueCard queue={desk.queue} />
        <PrinterCard printer={desk.printer} />
        <DatabaseCard desk={desk} />
        <MemoryCard memory={desk.memory} />
        <WebhookCard webhook={desk.webhook} />
        <SlowCard statements={desk.slowStatements} />
        <QuarantineCard quarantine={desk.quarantine} />
        <UpdatesCard updates={desk.updates} />
        <VersionsCard desk={desk} />
      </div>
    </>
  );
}

/** The last answer stays when no other comes; its age is said then. */
function NoAnswer({ desk }: { readonly desk: Diagnostics | null }) {
  const { t, formats } = useWords();
  const title = t('diagnostics.verdict.noAnswer');
  return (
    <Notice tone="bad">
      <strong>{title}</strong>{' '}
      {desk === null ? null : t('diagnostics.verdict.old', { time: formats.clock(desk.madeAtMs) })}
    </Notice>
  );
}

export function DiagnosticsSection() {
  const { t } = useWords();
  const { value, error } = useDiagnostics();
  const isConnected = useIsConnected();
  return (
    <section className="diagnostics" aria-labelledby="diagnostics">
      <div className="diagnostics-head">
        <h3 id="diagnostics">{t('diagnostics.title')}</h3>
        <p>{t('diagnostics.intro')}</p>
      </div>
      {isConnected && error === null ? null : <NoAnswer desk={value} />}
      {value === null ? (
        <p className="second">{error === null ? t('diagnostics.reading') : null}</p>
      ) : (
        <Report desk={value} />
      )}
    </section>
  );
}
