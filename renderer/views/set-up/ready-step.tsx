/** What the desk is now, what it does not understand yet, and the way in. */
import { useState } from 'react';
import type { Phase } from '../../../electron/shared/check-in.ts';
import type { SettingsChange, SettingsValues } from '../../../electron/shared/settings-values.ts';
import { Alert } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useQuery, useView, useWindowParts } from '../../store/window-context.ts';
import { printerWords } from '../../text/printer-words.ts';
import { useWords } from '../../text/use-words.ts';
import { TextField } from '../settings/fields.tsx';
import { UnknownStates } from '../settings/state-map.tsx';
import { useSaveSettings } from '../settings/use-settings.ts';
import { whenOf } from '../settings/when-to-print.ts';
import { SessionStatus } from '../shell/session-status.tsx';
import { StepHead } from './step-head.tsx';

function Summary({ values }: { readonly values: SettingsValues }) {
  const { t } = useWords();
  const printer = useView((view) => view.printer);
  const words = printerWords(t, printer);
  return (
    <dl className="ready-facts">
      <dt>{t('setUp.ready.cloud')}</dt>
      <dd>
        <SessionStatus />
      </dd>
      <dt>{t('setUp.ready.printer')}</dt>
      <dd>
        <p className="strong">{words.title}</p>
        <p className="second">{words.detail}</p>
      </dd>
      <dt>{t('setUp.ready.printing')}</dt>
      <dd>
        <p className="strong">{t(`settings.printing.whenOf.${whenOf(values.printing)}`)}</p>
      </dd>
    </dl>
  );
}

export function ReadyStep({
  values,
  onBack,
}: {
  readonly values: SettingsValues;
  readonly onBack: () => void;
}) {
  const { t } = useWords();
  const { store } = useWindowParts();
  const states = useQuery(store.unknownStates()).value?.states ?? [];
  const saving = useSaveSettings();
  const finish = useCommand('set-up:finish');
  const [siteName, setSiteName] = useState(values.site.name);
  const [phases, setPhases] = useState<Readonly<Record<string, Phase>>>({});
  const isBusy = saving.state === 'saving' || finish.isBusy;

  async function openDesk(): Promise<void> {
    if (isBusy) return;
    const changes: readonly SettingsChange[] = [
      ...(siteName === values.site.name ? [] : [{ path: 'site.name', value: siteName }]),
      ...(Object.keys(phases).length === 0
        ? []
        : [{ path: 'phases', value: { ...values.phases, ...phases } }]),
    ];
    if (changes.length > 0 && !(await saving.save(changes))) return;
    await finish.run(null);
  }

  const siteFault = saving.refused.find(({ path }) => path === 'site.name');
  const isNotDone = finish.error !== null || saving.error !== null;
  return (
    <div className="set-up-step" data-narrow>
      <StepHead
        step="ready"
        title={t(states.length === 0 ? 'setUp.ready.title' : 'setUp.ready.titleOpen')}
        intro={t('setUp.ready.intro')}
      />
      <form
        className="set-up-main"
        onSubmit={(event) => {
          event.preventDefault();
          void openDesk();
        }}
      >
        <Summary values={values} />
        <div className="setting-card">
          <TextField
            label={t('settings.desk.site')}
            hint={t('settings.desk.siteHint')}
            value={siteName}
            fault={
              siteFault === undefined
                ? null
                : { sentence: t('settings.desk.siteAllowed'), forIt: siteFault.sentence }
            }
            onChange={(name) => {
              saving.forget();
              setSiteName(name);
            }}
          />
        </div>
        {states.length === 0 ? null : (
          <section className="setting-group" aria-labelledby="unknown-states">
            <h2 id="unknown-states">{t('setUp.ready.states')}</h2>
            <p className="second">{t('setUp.ready.statesHint')}</p>
            <div className="setting-card">
              <UnknownStates
                states={states}
                phaseOf={(state) => phases[state] ?? null}
                onChange={(state, phase) => {
                  const { [state]: _, ...others } = phases;
                  setPhases(phase === null ? others : { ...others, [state]: phase });
                }}
              />
            </div>
          </section>
        )}
        {isNotDone ? <Alert>{t('setUp.notSaved')}</Alert> : null}
        <div className="set-up-actions">
          <button type="button" className="button" onClick={onBack}>
            {t('setUp.back')}
          </button>
          <button type="submit" className="button primary" aria-disabled={isBusy || undefined}>
            {t(isBusy ? 'setUp.ready.finishing' : 'setUp.ready.finish')}
          </button>
        </div>
      </form>
    </div>
  );
}
