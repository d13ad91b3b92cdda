/**
 * Asks whether the ledger is as it was written, says it in a sentence, and gives the last link to write down: only a link that
 * is kept elsewhere can tell of what was taken off the end.
 */
import { useId, useRef, useState } from 'react';
import type { LedgerVerdict } from '../../../electron/shared/print-history.ts';
import { Icon } from '../../components/icon.tsx';
import { Alert } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { linkText, readLink, verdictSentence } from '../../text/history-words.ts';
import { useWords } from '../../text/use-words.ts';

export interface LedgerCheck {
  readonly verdict: LedgerVerdict | null;
  readonly error: string | null;
  readonly isBusy: boolean;
  readonly check: (noted: string | null) => void;
  readonly close: () => void;
}

export function useLedgerCheck(): LedgerCheck {
  const { t } = useWords();
  const verify = useCommand('prints:verify');
  const [verdict, setVerdict] = useState<LedgerVerdict | null>(null);
  return {
    verdict,
    error: verify.error === null ? null : t(`commandError.${verify.error}`),
    isBusy: verify.isBusy,
    check(noted) {
      if (verify.isBusy) return;
      void verify.run({ noted }).then((result) => setVerdict(result.ok ? result.value : null));
    },
    close: () => setVerdict(null),
  };
}

function NotedLink({ ledger }: { readonly ledger: LedgerCheck }) {
  const { t, formats } = useWords();
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const label = useId();
  const said = useId();
  const noted = ledger.verdict?.kind === 'intact' ? ledger.verdict.noted : null;
  const answer = isWrong
    ? t('history.notedWrong')
    : noted === null
      ? ''
      : noted.atMs === null
        ? t('history.notedMissing')
        : t('history.notedFound', { when: formats.moment(noted.atMs) });
  return (
    <form
      className="ledger-noted"
      onSubmit={(event) => {
        event.preventDefault();
        const link = readLink(typed);
        setIsWrong(link === null);
        if (link !== null) ledger.check(link);
      }}
    >
      <label htmlFor={label}>{t('history.notedLabel')}</label>
      <input
        id={label}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        aria-invalid={isWrong}
        aria-describedby={said}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="button small" aria-disabled={ledger.isBusy}>
        {t('history.notedCheck')}
      </button>
      <output id={said} data-warn={isWrong || (noted !== null && noted.atMs === null) || undefined}>
        {answer}
      </output>
    </form>
  );
}

export function LedgerVerdictPanel({
  ledger,
  onClosed,
}: {
  readonly ledger: LedgerCheck;
  readonly onClosed: () => void;
}) {
  const words = useWords();
  const { t } = words;
  const { verdict, error } = ledger;
  const isIntact = verdict?.kind === 'intact';
  return (
    <div className="ledger-verdict" data-tone={verdict === null ? undefined : isIntact ? 'ok' : 'bad'}>
      <output className="ledger-said">
        {verdict === null ? null : (
          <span className="ledger-sentence">
            <Icon name={isIntact ? 'check' : 'attention'} />
            {verdictSentence(words, verdict)}
          </span>
        )}
        {verdict?.kind === 'broken' ? <span>{t('history.brokenHint')}</span> : null}
        {isIntact && verdict.sinceMs !== null ? (
          <span>
            <strong>{t('history.head', { link: linkText(verdict.head) })}</strong> {t('history.headHint')}
          </span>
        ) : null}
      </output>
      {isIntact && verdict.sinceMs !== null ? <NotedLink ledger={ledger} /> : null}
      {verdict === null ? null : (
        <button
          type="button"
          className="icon-button"
          aria-label={t('history.close')}
          onClick={() => {
            ledger.close();
            onClosed();
          }}
        >
          <Icon name="close" />
        </button>
      )}
      {error === null ? null : <Alert>{error}</Alert>}
    </div>
  );
}

/** The button, and where the focus goes when the verdict is closed. */
export function useCheckButton(ledger: LedgerCheck) {
  const { t } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  return {
    focus: () => button.current?.focus(),
    element: (
      <button
        type="button"
        className="button small"
        ref={button}
        aria-disabled={ledger.isBusy}
        onClick={() => ledger.check(null)}
      >
        {t(ledger.isBusy ? 'history.checking' : 'history.check')}
      </button>
    ),
  };
}
