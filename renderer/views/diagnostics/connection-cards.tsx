/** What lies between this desk and the cloud: the connection and its history, the two clocks, and how fast this PC reacts. */
import type { CloudClock, Diagnostics, SessionChange } from '../../../electron/shared/diagnostics.ts';
import { useNow } from '../../store/window-context.ts';
import {
  becauseWords,
  clockWords,
  durationWords,
  isClockOff,
  reactsLate,
} from '../../text/diagnostics-words.ts';
import { webhookWords } from '../../text/webhook-words.ts';
import { sessionWords } from '../../text/session-words.ts';
import { useWords } from '../../text/use-words.ts';
import { Card, Figures } from './card.tsx';

interface DeskProps {
  readonly desk: Diagnostics;
}

function Change({ change }: { readonly change: SessionChange }) {
  const { t, formats } = useWords();
  const because = becauseWords(t, change);
  return (
    <li>
      <time dateTime={new Date(change.atMs).toISOString()}>{formats.clock(change.atMs)}</time>
      <span>
        {t(`diagnostics.state.${change.kind}`)}
        {because === null ? null : <span className="second"> {because}</span>}
      </span>
    </li>
  );
}

export function ConnectionCard({ desk }: DeskProps) {
  const words = useWords();
  const { t } = words;
  const nowMs = useNow(1000);
  const { now, asOfMs, isSnapshotComplete, changes } = desk.session;
  const { tone, title } = sessionWords(words, { session: now, asOfMs, isSnapshotComplete }, nowMs);
  return (
    <Card id="connection" title={t('diagnostics.connection')} summary={title} tone={tone} width="double">
      <p className="second">{t(desk.hasProxy ? 'diagnostics.proxyYes' : 'diagnostics.proxyNo')}</p>
      {changes.length === 0 ? (
        <p className="second">{t('diagnostics.historyNone')}</p>
      ) : (
        // A list that scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol className="event-list" aria-label={t('diagnostics.history')} tabIndex={0}>
          {changes.map((change, index) => (
            <Change key={`${change.atMs} ${change.kind} ${changes.length - index}`} change={change} />
          ))}
        </ol>
      )}
    </Card>
  );
}

export function ClockCard({ clock }: { readonly clock: CloudClock | null }) {
  const { t, formats } = useWords();
  return (
    <Card
      id="clock"
      title={t('diagnostics.clock')}
      summary={clockWords(t, clock)}
      tone={isClockOff(clock) ? 'warn' : 'neutral'}
    >
      {clock === null ? null : (
        <p className="second">{t('diagnostics.clockSeen', { time: formats.moment(clock.atMs) })}</p>
      )}
    </Card>
  );
}

export function ReactionCard({ desk }: DeskProps) {
  const words = useWords();
  const { t, formats } = words;
  const { eventLoop } = desk;
  const title = t('diagnostics.delay');
  if (eventLoop === null) return <Card id="reaction" title={title} summary={t('diagnostics.delayUnknown')} />;
  const isLate = reactsLate(desk);
  return (
    <Card
      id="reaction"
      title={title}
      summary={t(isLate ? 'diagnostics.delayBad' : 'diagnostics.delayGood')}
      tone={isLate ? 'warn' : 'ok'}
    >
      <Figures
        figures={[
          [t('diagnostics.delayP50'), durationWords(words, eventLoop.p50Ms)],
          [t('diagnostics.delayP99'), durationWords(words, eventLoop.p99Ms)],
          [t('diagnostics.delayMax'), durationWords(words, eventLoop.maxMs)],
          [t('diagnostics.delaySince'), formats.moment(eventLoop.sinceMs)],
        ]}
      />
    </Card>
  );
}

/** Only where the site wants any. */
export function WebhookCard({ webhook }: Pick<Diagnostics, 'webhook'>) {
  const { t, formats } = useWords();
  if (webhook.kind === 'off') return null;
  const { tone, sentence } = webhookWords(t, webhook);
  return (
    <Card id="webhook" title={t('diagnostics.webhook')} summary={sentence} tone={tone}>
      {webhook.kind === 'listening' ? (
        <Figures
          figures={[
            [t('diagnostics.webhookStored'), formats.number(webhook.counts.stored)],
            [t('diagnostics.webhookNotUnderstood'), formats.number(webhook.counts.notUnderstood)],
            [t('diagnostics.webhookRefused'), formats.number(webhook.counts.refused)],
            [t('diagnostics.webhookPutOff'), formats.number(webhook.counts.putOff)],
          ]}
        />
      ) : null}
    </Card>
  );
}

/** Only where there is something slow. */
export function SlowCard({ statements }: { readonly statements: Diagnostics['slowStatements'] }) {
  const words = useWords();
  const { t, formats } = words;
  if (statements.length === 0) return null;
  return (
    <Card id="slow" title={t('diagnostics.slow')} width="full">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ol className="event-list" aria-labelledby="diagnostics-slow" tabIndex={0}>
        {statements.map(({ atMs, name, durationMs }, index) => (
          <li key={`${atMs} ${name} ${statements.length - index}`}>
            <time dateTime={new Date(atMs).toISOString()}>{formats.clock(atMs)}</time>
            <span>
              <bdi className="code">{name}</bdi> {durationWords(words, durationMs)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
