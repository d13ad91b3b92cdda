import { useWords } from '../../text/use-words.ts';
import { RadioCards, SettingGroup } from './fields.tsx';
import { NumberSetting, SwitchSetting } from './setting-fields.tsx';
import { useSection } from './use-settings.ts';
import { changesOf, WHEN_TO_PRINT, whenOf } from './when-to-print.ts';

export function PrintingSection() {
  const { t } = useWords();
  const section = useSection();
  const phases = section.read('printing.onPhases');
  const when = whenOf({
    auto: section.read('printing.auto') === true,
    onPhases: (['approved', 'onsite'] as const).filter(
      (phase) => Array.isArray(phases) && phases.includes(phase),
    ),
  });
  return (
    <>
      <RadioCards
        label={t('settings.printing.when')}
        value={when}
        choices={WHEN_TO_PRINT.map((value) => ({
          value,
          label: t(`settings.printing.whenOf.${value}`),
          text: t(`settings.printing.whenText.${value}`),
        }))}
        onChange={(next) => {
          for (const { path, value } of changesOf(next)) section.change(path, value);
        }}
      />
      <SettingGroup title={t('settings.printing.when')}>
        <SwitchSetting
          path="printing.holdOnVerification"
          label={t('settings.printing.hold')}
          hint={t('settings.printing.holdHint')}
          isDisabled={when === 'by-hand'}
        />
        <NumberSetting
          path="printing.maxArrivalAgeMin"
          label={t('settings.printing.age')}
          hint={t('settings.printing.ageHint')}
          allowed={t('settings.printing.ageAllowed')}
          isDisabled={when === 'by-hand'}
        />
      </SettingGroup>
    </>
  );
}
