import { useWords } from '../../text/use-words.ts';

export function SetUpView() {
  const { t } = useWords();
  return (
    <main className="set-up">
      <h2>{t('setUp.title')}</h2>
    </main>
  );
}
