/** States of the tenant's flow that the desk does not know, with how many visitors are in each, and what somebody says they mean. */
import { PHASES, type Phase } from '../../../electron/shared/check-in.ts';
import type { UnknownState } from '../../../electron/shared/set-up.ts';
import { useWords } from '../../text/use-words.ts';
import { ChoiceField } from './fields.tsx';

export function usePhaseChoices(): readonly (readonly [Phase, string])[] {
  const { t } = useWords();
  return PHASES.map((phase) => [phase, t(`settings.phase.${phase}`)] as const);
}

export function UnknownStates({
  states,
  phaseOf,
  onChange,
}: {
  readonly states: readonly UnknownState[];
  readonly phaseOf: (state: string) => Phase | null;
  /** `null`: it stays unknown. */
  readonly onChange: (state: string, phase: Phase | null) => void;
}) {
  const { t } = useWords();
  const choices = usePhaseChoices();
  return states.map(({ state, checkIns }) => (
    <ChoiceField<Phase | ''>
      key={state}
      label={state}
      hint={t('settings.states.seen', { count: checkIns })}
      value={phaseOf(state) ?? ''}
      choices={[['', t('settings.states.open')], ...choices]}
      onChange={(phase) => onChange(state, phase === '' ? null : phase)}
    />
  ));
}
