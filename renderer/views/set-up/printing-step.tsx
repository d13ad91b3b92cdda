import { useState } from 'react';
import type { SettingsValues } from '../../../electron/shared/settings-values.ts';
import { Alert } from '../../components/notice.tsx';
import { useWords } from '../../text/use-words.ts';
import { RadioCards, SwitchField } from '../settings/fields.tsx';
import { useSaveSettings } from '../settings/use-settings.ts';
import { changesOf, WHEN_TO_PRINT, type WhenToPrint } from '../settings/when-to-print.ts';
import { StepHead } from './step-head.tsx';

interface Props {
  readonly values: SettingsValues;
  /** What was chosen here before; a desk that has just been connected prints nothing by itself, and nobody has chosen that. */
  readonly chosen: WhenToPrint | null;
  readonly onBack: () => void;
  readonly onNext: (when: WhenToPrint) => void;
}

export function PrintingStep({ values, chosen, onBack, onNext }: Props) {
  const { t } = useWords();
  const saving = useSaveSettings();
  const [when, setWhen] = useState<WhenToPrint>(chosen ?? 'approved');
  const [isHeld, setIsHeld] = useState(values.printing.holdOnVerification);

  async function goOn(): Promise<void> {
    if (saving.state === 'saving') return;
    const changes = [...changesOf(when), { path: 'printing.holdOnVerification', value: isHeld }];
    if (await saving.save(changes)) onNext(when);
  }

  return (
    <div className="set-up-step" data-narrow>
      <StepHead step="printing" title={t('setUp.printing.title')} intro={t('setUp.printing.intro')} />
      <form
        className="set-up-main"
        onSubmit={(event) => {
          event.preventDefault();
          void goOn();
        }}
      >
        <RadioCards
          label={t('setUp.printing.title')}
          value={when}
          choices={WHEN_TO_PRINT.map((value) => ({
            value,
            label: t(`settings.printing.whenOf.${value}`),
            text: t(`settings.printing.whenText.${value}`),
          }))}
          onChange={setWhen}
        />
        <div className="setting-card">
          <SwitchField
            label={t('settings.printing.hold')}
            hint={t('settings.printing.holdHint')}
            isOn={isHeld}
            isDisabled={when === 'by-hand'}
            onChange={setIsHeld}
          />
        </div>
        {saving.state === 'failed' ? <Alert>{t('setUp.notSaved')}</Alert> : null}
        <div className="set-up-actions">
          <button type="button" className="button" onClick={onBack}>
            {t('setUp.back')}
          </button>
          <button
            type="submit"
            className="button primary"
            aria-disabled={saving.state === 'saving' || undefined}
          >
            {t(saving.state === 'saving' ? 'setUp.saving' : 'setUp.next')}
          </button>
        </div>
      </form>
    </div>
  );
}
