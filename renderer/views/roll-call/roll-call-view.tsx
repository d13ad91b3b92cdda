import { useWords } from '../../text/use-words.ts';

export function RollCallView() {
  const { t } = useWords();
  return (
    <main className="roll-call">
      <h2>{t('rollCall.title')}</h2>
    </main>
  );
}
