/** The printer: found or written down, chosen at once, and tried with a badge of nobody. */
import { useState } from 'react';
import type { SettingsChange, SettingsValues } from '../../../electron/shared/settings-values.ts';
import { Alert } from '../../components/notice.tsx';
import { useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { changesFor, settingsOf } from '../printers/printer-choice.ts';
import { PrinterFaults } from '../printers/printer-faults.tsx';
import { PrinterForm, typedPrinter } from '../printers/printer-form.tsx';
import { PrinterList } from '../printers/printer-list.tsx';
import { useSaveSettings } from '../settings/use-settings.ts';
import { focusElement } from '../shell/key-map.ts';
import { StepHead } from './step-head.tsx';
import { TEST_PRINT_ID, TestBadge } from './test-badge.tsx';

interface Props {
  readonly values: SettingsValues;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function PrinterStep({ values, onBack, onNext }: Props) {
  const { t } = useWords();
  const { store } = useWindowParts();
  const saving = useSaveSettings();
  const [typed, setTyped] = useState(typedPrinter(values.printer));
  const [isByHand, setIsByHand] = useState(false);
  const isBusy = saving.state === 'saving';

  async function choose(changes: readonly SettingsChange[], byHand: boolean): Promise<void> {
    if (isBusy) return;
    setIsByHand(byHand);
    if (!(await saving.save(changes))) return;
    store.printers().refresh();
    // The button that was pressed goes with the choice; a test badge is what comes next.
    focusElement(TEST_PRINT_ID);
  }

  return (
    <div className="set-up-step">
      <StepHead step="printer" title={t('setUp.printer.title')} intro={t('setUp.printer.intro')} />
      <div className="set-up-main">
        <PrinterList
          heading={<h2>{t('settings.printers.found')}</h2>}
          renderActions={(printer, name) =>
            printer.isOfThisDesk || settingsOf(printer) === null ? null : (
              <button
                type="button"
                className="button small"
                aria-label={t('settings.printers.useThisNamed', { name })}
                aria-disabled={isBusy || undefined}
                onClick={() => void choose(changesFor(printer), false)}
              >
                {t('settings.printers.useThis')}
              </button>
            )
          }
        />
        <details className="fold">
          <summary>
            {t('setUp.printer.byHand')} <span className="second">{t('setUp.printer.byHandHint')}</span>
          </summary>
          <form
            className="setting-card"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void choose([{ path: 'printer', value: typed }], true);
            }}
          >
            <PrinterForm
              printer={typed}
              path="printer"
              faults={isByHand ? saving.refused : []}
              onChange={(next) => {
                setTyped(next);
                saving.forget();
              }}
            />
            <button type="submit" className="button small" aria-disabled={isBusy || undefined}>
              {t('settings.printers.use')}
            </button>
          </form>
        </details>
        <div aria-live="polite">
          {isBusy ? <p className="second">{t('settings.printers.saving')}</p> : null}
          {isByHand ? null : <PrinterFaults faults={saving.refused} />}
        </div>
        {saving.error === null ? null : <Alert>{t('setUp.notSaved')}</Alert>}
        <div className="set-up-actions" data-stays>
          <button type="button" className="button" onClick={onBack}>
            {t('setUp.back')}
          </button>
          <button type="button" className="button primary" onClick={onNext}>
            {t(values.printer === null ? 'setUp.printer.without' : 'setUp.next')}
          </button>
          {values.printer === null ? <p className="second">{t('setUp.printer.withoutNote')}</p> : null}
        </div>
      </div>
      <aside className="set-up-side">
        <TestBadge values={values} />
      </aside>
    </div>
  );
}
