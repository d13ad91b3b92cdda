import { useCommand } from '../../store/use-command.ts';
import { useIsConnected, useNow, useView } from '../../store/window-context.ts';
import { sessionWords } from '../../text/session-words.ts';
import { useWords } from '../../text/use-words.ts';
import { Status } from './status.tsx';

function TryAgain() {
  const { t } = useWords();
  const reconnect = useCommand('session:reconnect');
  return (
    <button
      type="button"
      className="button small"
      disabled={reconnect.isBusy}
      onClick={() => void reconnect.run(null)}
    >
      {t('session.tryAgain')}
    </button>
  );
}

/** The connection to the cloud, with its age. It ticks while somebody waits for the next attempt. */
export function SessionStatus() {
  const words = useWords();
  const session = useView((view) => view.session);
  const asOfMs = useView((view) => view.asOfMs);
  const isSnapshotComplete = useView((view) => view.isSnapshotComplete);
  const isConnected = useIsConnected();
  const nowMs = useNow(1000);
  const label = words.t('session.label');
  const sign = <span className="lamp" />;
  if (!isConnected) {
    const asOf =
      asOfMs === null
        ? words.t('session.listNever')
        : words.t('session.listAsOf', { time: words.formats.clock(asOfMs) });
    return (
      <Status
        label={label}
        sign={sign}
        words={{ tone: 'bad', title: words.t('session.lost'), detail: asOf }}
      />
    );
  }
  return (
    <Status
      label={label}
      sign={sign}
      words={sessionWords(words, { session, asOfMs, isSnapshotComplete }, nowMs)}
    >
      {session.kind === 'blocked' || session.kind === 'waiting' ? <TryAgain /> : null}
    </Status>
  );
}
