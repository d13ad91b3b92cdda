/** Before the station has answered for the first time: nothing to show but the wait, and what to check if it lasts. */
import { useIsConnected } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { Mark } from './mark.tsx';

export function Starting() {
  const { t } = useWords();
  const isConnected = useIsConnected();
  return (
    <main className="starting">
      <Mark />
      <output>{t(isConnected ? 'app.starting' : 'app.noStation')}</output>
    </main>
  );
}
