import { LANGUAGE_CHOICES } from '../../text/language-names.ts';
import { useWords } from '../../text/use-words.ts';
import { SettingGroup } from './fields.tsx';
import { PcGroup } from './pc-group.tsx';
import { ChoiceSetting, SwitchSetting, TextSetting } from './setting-fields.tsx';
import { UpdatesSettings } from './updates-settings.tsx';
import { WebhookGroup } from './webhook-group.tsx';

const HANS = ['sc', 'jp', 'kr'] as const;
const TIME_ZONES = Intl.supportedValuesOf('timeZone');

export function DeskSection() {
  const { t } = useWords();
  return (
    <>
      <SettingGroup title={t('settings.desk.name')}>
        <TextSetting
          path="site.name"
          label={t('settings.desk.site')}
          hint={t('settings.desk.siteHint')}
          allowed={t('settings.desk.siteAllowed')}
        />
        <ChoiceSetting path="language" label={t('settings.desk.language')} choices={LANGUAGE_CHOICES} />
        <TextSetting
          path="site.timeZone"
          label={t('settings.desk.timeZone')}
          hint={t('settings.desk.timeZoneHint')}
          allowed={t('settings.desk.timeZoneAllowed')}
          offers={TIME_ZONES}
          isOptional
        />
        <ChoiceSetting
          path="site.han"
          label={t('settings.desk.han')}
          choices={HANS.map((han) => [han, t(`settings.desk.hanOf.${han}`)] as const)}
        />
      </SettingGroup>
      <SettingGroup title={t('settings.desk.announce')}>
        <SwitchSetting path="announce.sound" label={t('settings.desk.sound')} />
        <SwitchSetting path="announce.voice" label={t('settings.desk.voice')} />
      </SettingGroup>
      <PcGroup />
      <UpdatesSettings />
      <WebhookGroup />
    </>
  );
}
