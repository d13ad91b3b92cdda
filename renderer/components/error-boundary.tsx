/** Catches what a component threw, says so plainly, and offers the one thing that helps. React asks for a class here. */
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly children: ReactNode;
}

function Crashed() {
  const { t } = useTranslation('window');
  return (
    <main className="crashed" role="alert">
      <h1>{t('app.crashedTitle')}</h1>
      <p>{t('app.crashedText')}</p>
      <button type="button" className="button primary" onClick={() => window.location.reload()}>
        {t('app.reload')}
      </button>
    </main>
  );
}

export class ErrorBoundary extends Component<Props, { readonly hasCrashed: boolean }> {
  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true };
  }

  override state = { hasCrashed: false };

  override render(): ReactNode {
    return this.state.hasCrashed ? <Crashed /> : this.props.children;
  }
}
