import { BLURS } from '../../../electron/shared/settings-values.ts';
import { useWords } from '../../text/use-words.ts';
import { SettingGroup, SwitchField } from './fields.tsx';
import { ChoiceSetting, NumberSetting, SwitchSetting } from './setting-fields.tsx';
import { useSection } from './use-settings.ts';

/** What a lock that was off begins with. */
const USUAL_LOCK_MIN = 5;

export function PrivacySection() {
  const { t } = useWords();
  const section = useSection();
  const isLocking = section.read('privacy.lockAfterMin') !== null;
  return (
    <>
      <SettingGroup title={t('settings.privacy.keeping')}>
        <NumberSetting
          path="privacy.retentionHours"
          label={t('settings.privacy.retention')}
          hint={t('settings.privacy.retentionHint')}
          allowed={t('settings.privacy.retentionAllowed')}
        />
        <SwitchSetting
          path="privacy.storeEmail"
          label={t('settings.privacy.email')}
          hint={t('settings.privacy.emailHint')}
        />
      </SettingGroup>
      <SettingGroup title={t('settings.privacy.seeing')}>
        <ChoiceSetting
          path="privacy.blur"
          label={t('settings.privacy.blur')}
          {...(section.read('privacy.blur') === 'off' ? {} : { hint: t('settings.privacy.blurHint') })}
          choices={BLURS.map((blur) => [blur, t(`settings.privacy.blurOf.${blur}`)] as const)}
        />
        <SwitchField
          label={t('settings.privacy.lock')}
          hint={t('settings.privacy.lockHint')}
          isOn={isLocking}
          onChange={(isOn) =>
            section.change(
              'privacy.lockAfterMin',
              isOn ? (section.saved.privacy.lockAfterMin ?? USUAL_LOCK_MIN) : null,
            )
          }
        />
        {isLocking ? (
          <NumberSetting
            path="privacy.lockAfterMin"
            label={t('settings.privacy.lockAfter')}
            allowed={t('settings.privacy.lockAllowed')}
          />
        ) : null}
      </SettingGroup>
    </>
  );
}
