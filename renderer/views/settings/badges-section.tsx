import { useMemo, useState } from 'react';
import { createLiveQuery } from '../../store/live-query.ts';
import { isSame } from '../../store/settings-draft.ts';
import { useRefresh } from '../../store/use-refresh.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { LANGUAGE_CHOICES } from '../../text/language-names.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';
import { SettingGroup, TextField } from './fields.tsx';
import { ChoiceSetting, faultAt, NumberSetting, SwitchSetting, TextSetting } from './setting-fields.tsx';
import { useSection } from './use-settings.ts';

const FIELDS = ['nameField', 'typeField', 'hostField', 'escortField'] as const;

/** Which one is used is decided where it can be seen. */
function Design() {
  const { t, formats } = useWords();
  const { store } = useWindowParts();
  const { go } = usePlace();
  const shelf = useMemo(() => createLiveQuery(() => store.invoke('templates:list', null)), [store]);
  const { saved } = useSection();
  useRefresh(shelf, saved);
  const { value, error } = useQuery(shelf);
  const inUse = value?.templates.find(({ id }) => id === value.inUse);
  const name =
    inUse === undefined
      ? t(error === null ? 'settings.badges.designReading' : 'settings.badges.designFailed')
      : t('settings.badges.designIn', {
          name: inUse.name,
          width: formats.number(inUse.page.widthMm),
          height: formats.number(inUse.page.heightMm),
        });
  return (
    <SettingGroup title={t('settings.badges.design')}>
      <div className="chosen-printer">
        <p className={inUse === undefined ? 'second' : 'strong'}>{name}</p>
        <button type="button" className="button small" onClick={() => go({ to: 'place', name: 'designer' })}>
          {t('settings.badges.openDesigner')}
        </button>
      </div>
    </SettingGroup>
  );
}

const namesIn = (typed: string): readonly string[] =>
  typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Typed with commas and kept as a list; what was typed stays on screen for as long as it means that list. */
function CustomFields() {
  const { t } = useWords();
  const section = useSection();
  const value = section.read('badge.customFields');
  const [typed, setTyped] = useState('');
  const isTyped = isSame(value, namesIn(typed));
  return (
    <TextField
      label={t('settings.badges.customFields')}
      hint={t('settings.badges.customFieldsHint')}
      fault={faultAt(section, 'badge.customFields', t('settings.badges.allowed.customFields'))}
      value={isTyped ? typed : Array.isArray(value) ? value.join(', ') : ''}
      onChange={(next) => {
        setTyped(next);
        section.change('badge.customFields', namesIn(next));
      }}
    />
  );
}

export function BadgesSection() {
  const { t } = useWords();
  return (
    <>
      <Design />
      <SettingGroup title={t('settings.badges.fields')} note={t('settings.badges.fieldsNote')}>
        {FIELDS.map((name) => (
          <TextSetting
            key={name}
            path={`badge.${name}`}
            label={t(`settings.badges.${name}`)}
            {...(name === 'nameField' ? { hint: t('settings.badges.nameFieldHint') } : {})}
            allowed={t('settings.badges.allowed.field')}
            isOptional
          />
        ))}
        <CustomFields />
      </SettingGroup>
      <SettingGroup title={t('cards.pickUp.settings')} note={t('cards.pickUp.settingsNote')}>
        <NumberSetting
          path="escort.overdueAfterMin"
          label={t('cards.pickUp.overdueAfter')}
          allowed={t('cards.pickUp.overdueAfterAllowed')}
        />
      </SettingGroup>
      <SettingGroup title={t('settings.badges.look')}>
        <ChoiceSetting
          path="badge.language"
          label={t('settings.badges.language')}
          hint={t('settings.badges.languageHint')}
          none={t('settings.badges.languageVisitor')}
          choices={LANGUAGE_CHOICES}
        />
        <SwitchSetting
          path="badge.photo"
          label={t('settings.badges.photo')}
          hint={t('settings.badges.photoHint')}
        />
      </SettingGroup>
    </>
  );
}
