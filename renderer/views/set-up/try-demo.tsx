import { Alert } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useWords } from '../../text/use-words.ts';

/** For whoever has no token yet, or wants to see first what it is for. */
export function TryDemo() {
  const { t } = useWords();
  const tryDemo = useCommand('set-up:try-demo');
  return (
    <section className="try-demo" aria-labelledby="try-demo">
      <h2 id="try-demo">{t('setUp.demo.title')}</h2>
      <p className="second">{t('setUp.demo.text')}</p>
      <button
        type="button"
        className="button"
        aria-disabled={tryDemo.isBusy || undefined}
        onClick={() => {
          if (!tryDemo.isBusy) void tryDemo.run(null);
        }}
      >
        {t(tryDemo.isBusy ? 'setUp.demo.opening' : 'setUp.demo.try')}
      </button>
      {tryDemo.error === null ? null : <Alert>{t('setUp.demo.failed')}</Alert>}
    </section>
  );
}
