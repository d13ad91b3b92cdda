/** Whose desk this is, the search, and the truth about the connection and the printer. */
import { useView } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { CoverButton } from '../privacy/cover-button.tsx';
import { PrinterStatus } from './printer-status.tsx';
import { Search } from './search.tsx';
import { SessionStatus } from './session-status.tsx';

export function Header() {
  const { t } = useWords();
  const siteName = useView((view) => view.siteName);
  return (
    <header className="header">
      <div className="site">
        <h1>{siteName}</h1>
        <p>{t('app.frontDesk')}</p>
      </div>
      <Search />
      <div className="truth">
        <CoverButton />
        <SessionStatus />
        <PrinterStatus />
      </div>
    </header>
  );
}
