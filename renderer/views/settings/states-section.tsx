/** What the tenant's words mean here. The whole map is one setting, because its keys are free text. */
import { useState } from 'react';
import type { Phase } from '../../../electron/shared/check-in.ts';
import { Icon } from '../../components/icon.tsx';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { Choices, FaultText, SettingGroup } from './fields.tsx';
import { UnknownStates, usePhaseChoices } from './state-map.tsx';
import { phasesIn, sameState, STATES_BY_DEFAULT } from './states-by-default.ts';
import { useSection } from './use-settings.ts';

function OwnStates({
  phases,
  onChange,
}: {
  readonly phases: Readonly<Record<string, Phase>>;
  readonly onChange: (phases: Readonly<Record<string, Phase>>) => void;
}) {
  const { t } = useWords();
  const choices = usePhaseChoices();
  const states = Object.keys(phases);
  if (states.length === 0) return <p className="second setting">{t('settings.states.none')}</p>;
  return (
    <ul className="state-rows" aria-label={t('settings.states.state')}>
      {states.map((state) => (
        <li key={state} className="state-row">
          <bdi className="strong">{state}</bdi>
          <Choices
            aria-label={`${t('settings.states.phase')}: ${state}`}
            value={phases[state] ?? 'unknown'}
            choices={choices}
            onChange={(phase) => onChange({ ...phases, [state]: phase })}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={t('settings.states.remove', { state })}
            onClick={() => {
              const { [state]: _, ...others } = phases;
              onChange(others);
              document.getElementById(NEW_STATE_ID)?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

const NEW_STATE_ID = 'new-state';

function AddState({
  known,
  onAdd,
}: {
  readonly known: readonly string[];
  readonly onAdd: (state: string, phase: Phase) => void;
}) {
  const { t } = useWords();
  const choices = usePhaseChoices();
  const [state, setState] = useState('');
  const [phase, setPhase] = useState<Phase>('approved');
  const [fault, setFault] = useState<string | null>(null);
  function add(): void {
    const typed = state.trim();
    const isKnown = known.some((one) => sameState(one, typed));
    setFault(typed === '' ? t('settings.states.addMissing') : isKnown ? t('settings.states.addKnown') : null);
    if (typed === '' || isKnown) return;
    onAdd(typed, phase);
    setState('');
  }
  return (
    <form
      className="state-row"
      aria-label={t('settings.states.add')}
      onSubmit={(event) => {
        event.preventDefault();
        add();
        document.getElementById(NEW_STATE_ID)?.focus();
      }}
    >
      <input
        id={NEW_STATE_ID}
        className="setting-input"
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('settings.states.addState')}
        aria-invalid={fault === null ? undefined : true}
        aria-describedby={`${NEW_STATE_ID}-fault`}
        placeholder={t('settings.states.addState')}
        value={state}
        onChange={(event) => {
          setState(event.target.value);
          setFault(null);
        }}
      />
      <Choices aria-label={t('settings.states.phase')} value={phase} choices={choices} onChange={setPhase} />
      <button type="submit" className="button small">
        {t('settings.states.addButton')}
      </button>
      <p id={`${NEW_STATE_ID}-fault`} className="setting-fault" aria-live="polite">
        {fault}
      </p>
    </form>
  );
}

export function StatesSection() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const section = useSection();
  const states = useQuery(store.unknownStates()).value?.states ?? [];
  const phases = phasesIn(section.read('phases'));
  const saved = section.saved.phases;
  const change = (next: Readonly<Record<string, Phase>>): void => section.change('phases', next);
  const fault = section.faultAt('phases');
  /** What is being mapped stays in its place until it is saved. */
  const own = Object.fromEntries(
    Object.entries(phases).filter(
      ([state]) => state in saved || !states.some((unknown) => unknown.state === state),
    ),
  );
  return (
    <>
      {states.length === 0 ? null : (
        <SettingGroup title={t('settings.states.unknown')} note={t('settings.states.unknownNote')}>
          <UnknownStates
            states={states}
            phaseOf={(state) => phases[state] ?? null}
            onChange={(state, phase) => {
              const { [state]: _, ...others } = phases;
              change(phase === null ? others : { ...others, [state]: phase });
            }}
          />
        </SettingGroup>
      )}
      <SettingGroup title={t('settings.states.own')}>
        <OwnStates
          phases={own}
          onChange={(next) => {
            const others = Object.entries(phases).filter(([state]) => !(state in own));
            change({ ...Object.fromEntries(others), ...next });
          }}
        />
        <AddState
          known={Object.keys(phases)}
          onAdd={(state, phase) => change({ ...phases, [state]: phase })}
        />
        {fault === null ? null : (
          <FaultText fault={{ sentence: t('settings.mendFirst'), forIt: fault.sentence }} />
        )}
      </SettingGroup>
      <SettingGroup title={t('settings.states.byDefault')} note={t('settings.states.byDefaultNote')}>
        <dl className="state-defaults">
          {STATES_BY_DEFAULT.map(([words, phase]) => (
            <div key={phase}>
              <dt>{words}</dt>
              <dd>{t(`settings.phase.${phase}`)}</dd>
            </div>
          ))}
        </dl>
      </SettingGroup>
    </>
  );
}
