/** Where newer versions come from and when they install themselves; shown as it is where somebody else brings them. */
import { useMemo } from 'react';
import { createLiveQuery } from '../../store/live-query.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { SettingGroup } from './fields.tsx';
import { NumberSetting, TextSetting } from './setting-fields.tsx';

export function UpdatesSettings() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const query = useMemo(() => createLiveQuery(() => store.invoke('updates:get', null)), [store]);
  const state = useQuery(query).value?.state ?? null;
  const off = state?.kind === 'off' && state.because !== 'no-feed' ? state.because : null;
  return (
    <SettingGroup title={t('updates.title')} note={t(off === null ? 'updates.note' : `updates.off.${off}`)}>
      <TextSetting
        path="updates.feedUrl"
        label={t('updates.feed')}
        hint={t('updates.feedHint')}
        allowed={t('updates.feedAllowed')}
        isOptional
        isDisabled={off !== null}
      />
      <NumberSetting
        path="updates.quietHour"
        label={t('updates.hour')}
        hint={t('updates.hourHint')}
        allowed={t('updates.hourAllowed')}
        isDisabled={off !== null}
      />
    </SettingGroup>
  );
}
