/** Who did what and when: everything that this desk has asked the cloud to do with the visitor, newest first. */
import type { TransitionView } from '../../../electron/shared/transition.ts';
import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { Chip } from '../../components/chip.tsx';
import { transitionReasonSentence, transitionTone } from '../../text/acting-words.ts';
import { useWords } from '../../text/use-words.ts';

/** A departure that was noted offline goes out later; anything else at once. */
const SENT_LATER_MS = 60_000;

function When({ act }: { readonly act: TransitionView }) {
  const { t, formats } = useWords();
  const { askedAtMs, sentAtMs } = act;
  const isLater = sentAtMs !== null && sentAtMs - askedAtMs > SENT_LATER_MS;
  return isLater
    ? t('acting.sentLater', { asked: formats.moment(askedAtMs), sent: formats.moment(sentAtMs) })
    : t('acting.askedAt', { time: formats.moment(askedAtMs) });
}

export function VisitorHistory({ visitor }: { readonly visitor: CheckInDetail }) {
  const words = useWords();
  const { t } = words;
  if (visitor.transitions.length === 0) return null;
  return (
    <section className="visitor-badges">
      <h3>{t('acting.history')}</h3>
      <ol>
        {visitor.transitions.map((act) => (
          <li key={act.id}>
            <p>
              <strong>{t(`acting.did.${act.kind}`)}</strong>
              <Chip tone={transitionTone(act)} text={t(`acting.ended.${act.state}`)} />
              <span className="second">
                <When act={act} />
              </span>
            </p>
            {act.reason === null ? null : (
              <p className="second">{transitionReasonSentence(words, act.reason)}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
