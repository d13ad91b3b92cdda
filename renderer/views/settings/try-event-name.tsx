/** Finds out what a tenant's flow calls an event, by trying a name on somebody who is there. It is a real act, so it takes two presses. */
import { useState } from 'react';
import type { CheckInList } from '../../../electron/shared/view.ts';
import {
  TRANSITION_KINDS,
  type EventName,
  type TransitionKind,
  type TriedEventName,
} from '../../../electron/shared/transition.ts';
import { Alert, Notice } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import { transitionReasonSentence, transitionTone } from '../../text/acting-words.ts';
import { useWords } from '../../text/use-words.ts';
import { ChoiceField, SettingGroup, TextField } from './fields.tsx';
import { useSection } from './use-settings.ts';

const LIST_FOR: Readonly<Record<TransitionKind, CheckInList>> = {
  approve: 'waiting',
  reject: 'waiting',
  'check-in': 'expected',
  'check-out': 'onsite',
};
const SETTING_OF = {
  approve: 'approve',
  reject: 'reject',
  'check-in': 'checkIn',
  'check-out': 'checkOut',
} as const satisfies Record<TransitionKind, string>;
const VISITORS_OFFERED = 50;

function Outcome({ tried, onUse }: { readonly tried: TriedEventName; readonly onUse: () => void }) {
  const words = useWords();
  const { t } = words;
  const { transition, state } = tried;
  if (transition.state === 'done')
    return (
      <>
        <Notice tone="ok">
          {state === null ? t('acting.tryWorkedPlain') : t('acting.tryWorked', { state })}
        </Notice>
        <button type="button" className="button small" onClick={onUse}>
          {t('acting.tryUse')}
        </button>
      </>
    );
  const sentence =
    transition.reason === null
      ? t(`acting.ended.${transition.state}`)
      : transitionReasonSentence(words, transition.reason);
  return <Notice tone={transitionTone(transition)}>{sentence}</Notice>;
}

export function TryEventName({ names }: { readonly names: readonly EventName[] }) {
  const { t } = useWords();
  const { store } = useWindowParts();
  const section = useSection();
  const [kind, setKind] = useState<TransitionKind>('approve');
  const [name, setName] = useState('');
  const [visitor, setVisitor] = useState('');
  const [isConfirming, setIsConfirming] = useState(false);
  const [tried, setTried] = useState<TriedEventName | null>(null);
  const command = useCommand('transitions:try-event-name');
  const page = useQuery(
    store.list({ list: LIST_FOR[kind], search: '', offset: 0, limit: VISITORS_OFFERED }),
  ).value;
  const people = page?.rows ?? [];
  const chosen = people.find(({ id }) => String(id) === visitor) ?? people[0] ?? null;
  const canTry = name.trim() !== '' && chosen !== null && !command.isBusy;

  async function run(): Promise<void> {
    if (chosen === null) return;
    setIsConfirming(false);
    setTried(null);
    const result = await command.run({
      kind,
      eventName: name.trim(),
      checkInId: chosen.id,
      requestId: crypto.randomUUID(),
    });
    if (result.ok) setTried(result.value);
  }
  const begin = (change: () => void): void => {
    setIsConfirming(false);
    setTried(null);
    change();
  };

  return (
    <SettingGroup title={t('acting.tryTitle')} note={t('acting.tryNote')}>
      <ChoiceField
        label={t('acting.tryAct')}
        value={kind}
        choices={TRANSITION_KINDS.map((each) => [each, t(`acting.do.${each}`)] as const)}
        onChange={(each) => begin(() => setKind(each))}
      />
      <TextField
        label={t('acting.tryName')}
        value={name}
        offers={names.map((each) => each.name)}
        onChange={(typed) => begin(() => setName(typed))}
      />
      {people.length === 0 ? (
        <p className="second setting">{t('acting.tryNobody')}</p>
      ) : (
        <ChoiceField
          label={t('acting.tryVisitor')}
          value={chosen === null ? '' : String(chosen.id)}
          choices={people.map(
            (row) => [String(row.id), row.name === '' ? t('visitor.noName') : row.name] as const,
          )}
          onChange={(id) => begin(() => setVisitor(id))}
        />
      )}
      <div className="setting try-line">
        {isConfirming ? (
          <fieldset className="why-again">
            <legend>{t('acting.tryConfirm')}</legend>
            <button type="button" className="button small danger" onClick={() => void run()}>
              {t('acting.tryYes')}
            </button>
            <button type="button" className="button small" onClick={() => setIsConfirming(false)}>
              {t('acting.tryNo')}
            </button>
          </fieldset>
        ) : (
          <button
            type="button"
            className="button small"
            aria-disabled={!canTry}
            onClick={() => (canTry ? setIsConfirming(true) : undefined)}
          >
            {t(command.isBusy ? 'acting.trying' : 'acting.try')}
          </button>
        )}
        <output className="try-said">
          {tried === null ? null : (
            <Outcome
              tried={tried}
              onUse={() => section.change(`essentry.transitions.${SETTING_OF[kind]}`, name.trim())}
            />
          )}
        </output>
        {command.error === null ? null : <Alert>{t(`commandError.${command.error}`)}</Alert>}
      </div>
    </SettingGroup>
  );
}
