import { useView } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';

/** That visitors are forgotten, when, and how many of them next: what is promised to them can be seen here. */
export function ForgottenToday() {
  const { t } = useWords();
  const hours = useView((view) => view.privacy.retentionHours);
  const forgotten = useView((view) => view.privacy.forgottenToday);
  const isInDays = hours % 24 === 0 && hours > 24;
  return (
    <p className="forgotten-today">
      {isInDays ? t('privacy.keptDays', { count: hours / 24 }) : t('privacy.keptHours', { count: hours })}{' '}
      {forgotten === 0 ? null : <strong>{t('privacy.forgottenToday', { count: forgotten })}</strong>}
    </p>
  );
}
