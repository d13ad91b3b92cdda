/** One line about a badge for the foot of the window: "1042 Li Hua · printed 13:48:20 in 0.9 s". */
import type { PrintJobView } from '../../electron/shared/view.ts';
import { isCancelled, waitingFor } from './badge-words.ts';
import type { Words } from './reason-words.ts';

/** How long the last step took from the wish to its end; `null` while it is not over or nothing came of it. */
export function tookText({ formats }: Words, job: PrintJobView): string | null {
  const hasCome = job.state === 'printed' || job.state === 'delivered' || job.state === 'handed-over';
  if (!hasCome || job.settledAtMs === null) return null;
  return formats.seconds(Math.max(0, job.settledAtMs - job.createdAtMs));
}

const SHORT_WAIT_MS = 60_000;

export function recentSentence(words: Words, job: PrintJobView): string {
  const { t, formats } = words;
  const time = formats.clock(job.settledAtMs ?? job.committedAtMs ?? job.createdAtMs);
  const why = job.state === 'queued' ? waitingFor(t, job.reason) : null;
  if (why !== null) return t('recent.waiting', { time, why });
  const sentence = t(`recent.${isCancelled(job) ? 'cancelled' : job.state}`, { time });
  const seconds = tookText(words, job);
  const wasQuick = job.settledAtMs !== null && job.settledAtMs - job.createdAtMs < SHORT_WAIT_MS;
  return seconds === null || !wasQuick ? sentence : `${sentence} ${t('recent.took', { seconds })}`;
}
