/** Where the cloud is. The desk goes on as it is until what was typed has been checked, step by step as in the set-up. */
import { useRef, useState } from 'react';
import type { EventName } from '../../../electron/shared/transition.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { CloudFields } from '../set-up/cloud-fields.tsx';
import { CloudSaid, useFocusAfterCheck } from '../set-up/connect-step.tsx';
import { StepVerdicts } from '../set-up/step-verdicts.tsx';
import { hasPassed, typedCloud, useCloud } from '../set-up/use-cloud.ts';
import { SettingGroup } from './fields.tsx';
import { TextSetting } from './setting-fields.tsx';
import { TryEventName } from './try-event-name.tsx';
import { useSection } from './use-settings.ts';

const NO_NAMES: readonly EventName[] = [];
const TRANSITIONS = ['approve', 'reject', 'checkIn', 'checkOut'] as const;

function Cloud() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const { report, saved } = useSection();
  const cloud = useCloud(typedCloud(saved.essentry), report.token !== 'none');
  const [isApplied, setIsApplied] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useFocusAfterCheck(cloud, form, button);
  const isBusy = cloud.busy !== null;

  async function apply(): Promise<void> {
    if (isBusy) return;
    setIsApplied(false);
    const check = await cloud.ask();
    if (check === null || !hasPassed(check) || !(await cloud.connect())) return;
    setIsApplied(true);
    store.settings().refresh();
  }

  return (
    <SettingGroup title={t('settings.connection.cloud')} note={t('settings.connection.cloudNote')}>
      <form
        ref={form}
        noValidate
        onChange={() => setIsApplied(false)}
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <CloudFields cloud={cloud} tokenFrom={report.token} />
        <div className="cloud-apply">
          <button ref={button} type="submit" className="button small" aria-disabled={isBusy || undefined}>
            {t('setUp.connect.apply')}
          </button>
          <CloudSaid cloud={cloud} />
          <output className="cloud-said" data-tone="ok">
            {isApplied ? t('setUp.connect.applied') : ''}
          </output>
        </div>
      </form>
      {cloud.check === null && cloud.busy !== 'checking' ? null : (
        <StepVerdicts check={cloud.check} isChecking={cloud.busy === 'checking'} />
      )}
    </SettingGroup>
  );
}

export function ConnectionSection() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const names = useQuery(store.eventNames()).value?.names ?? NO_NAMES;
  const allowed = t('settings.connection.allowed');
  return (
    <>
      <Cloud />
      <SettingGroup title={t('settings.connection.words')} note={t('settings.connection.wordsNote')}>
        <TextSetting
          path="essentry.hello"
          label={t('settings.connection.hello')}
          allowed={allowed}
          isOptional
        />
        {TRANSITIONS.map((name) => (
          <TextSetting
            key={name}
            path={`essentry.transitions.${name}`}
            label={t(`settings.connection.transitions.${name}`)}
            allowed={allowed}
            isOptional
            offers={names.map((each) => each.name)}
          />
        ))}
      </SettingGroup>
      <TryEventName names={names} />
    </>
  );
}
