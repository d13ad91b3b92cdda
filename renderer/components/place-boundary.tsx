/**
 * Keeps what one part of the window throws in that part. It can be shown again, which draws it anew from what the station says now;
 * where that has been tried, the window can be loaded anew. React asks for a class here.
 */
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly children: ReactNode;
  /** Before the part is drawn again: what it got must not be what it has stopped at. */
  readonly onShow?: () => void;
  /** Where the focus goes when the part is there again. */
  readonly onShownAgain?: () => void;
  /** A part that nobody sees is missed in silence. */
  readonly isSilent?: boolean;
}

interface State {
  readonly hasStopped: boolean;
  readonly hasBeenTried: boolean;
}

function Stopped({ hasBeenTried, onShow }: { readonly hasBeenTried: boolean; readonly onShow: () => void }) {
  const { t } = useTranslation('window');
  return (
    <section className="stopped" role="alert">
      <h2>{t('help.stoppedTitle')}</h2>
      <p>{t(hasBeenTried ? 'help.stoppedAgain' : 'help.stoppedText')}</p>
      <div className="stopped-ways">
        {hasBeenTried ? (
          <button type="button" className="button primary" onClick={() => window.location.reload()}>
            {t('app.reload')}
          </button>
        ) : null}
        <button type="button" className={hasBeenTried ? 'button' : 'button primary'} onClick={onShow}>
          {t('help.showAgain')}
        </button>
      </div>
    </section>
  );
}

export class PlaceBoundary extends Component<Props, State> {
  static getDerivedStateFromError(): Partial<State> {
    return { hasStopped: true };
  }

  override state: State = { hasStopped: false, hasBeenTried: false };

  readonly #show = (): void => {
    this.props.onShow?.();
    this.setState({ hasStopped: false, hasBeenTried: true }, this.props.onShownAgain);
  };

  override render(): ReactNode {
    if (!this.state.hasStopped) return this.props.children;
    if (this.props.isSilent === true) return null;
    return <Stopped hasBeenTried={this.state.hasBeenTried} onShow={this.#show} />;
  }
}
