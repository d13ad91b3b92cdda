/** How long ago something was; every age on screen ticks by the window's one timer. */
import { useNow } from '../store/window-context.ts';
import { ageText, MINUTE_MS } from '../text/age.ts';
import { useWords } from '../text/use-words.ts';

const STEP_MS = MINUTE_MS / 4;

export function Age({ sinceMs }: { readonly sinceMs: number }) {
  const { t } = useWords();
  const nowMs = useNow(STEP_MS);
  return <>{ageText(t, nowMs - sinceMs)}</>;
}
