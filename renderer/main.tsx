/** The window's entry: finds the road to the station, makes the one store over it, and draws. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { findBridge } from './bridge/find-bridge.ts';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { DesignStore } from './store/design-store.ts';
import { Newcomers } from './store/newcomers.ts';
import { PrintWishes } from './store/print-wishes.ts';
import { createPrivacy } from './store/privacy.ts';
import { SettingsDraft } from './store/settings-draft.ts';
import { StationStore } from './store/station-store.ts';
import { createTicker } from './store/ticker.ts';
import { WindowContext } from './store/window-context.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/desk.css';
import './styles/panel.css';
import './styles/prints.css';
import './styles/history.css';
import './styles/roll-call.css';
import './styles/fields.css';
import './styles/settings.css';
import './styles/set-up.css';
import './styles/diagnostics.css';
import './styles/privacy.css';
import './styles/demo.css';
import './styles/narrow.css';
import { createText, toLanguage } from './text/text.ts';
import { Shell } from './views/shell/shell.tsx';

const root = document.getElementById('window');
if (root === null) throw new Error('index.html has lost its root element');

const store = new StationStore(findBridge());
store.start();
const parts = {
  store,
  wishes: new PrintWishes(() => crypto.randomUUID()),
  ticker: createTicker(),
  designs: new DesignStore(),
  privacy: createPrivacy(),
  draft: new SettingsDraft(),
  newcomers: new Newcomers(),
};
const text = await createText(toLanguage(navigator.language));

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={text}>
      <ErrorBoundary>
        <WindowContext value={parts}>
          <Shell />
        </WindowContext>
      </ErrorBoundary>
    </I18nextProvider>
  </StrictMode>,
);
