/** Whether webhooks are taken, where, and by which secret their sender is known; and how the receiver stands now. */
import { useId, useState } from 'react';
import { WEBHOOK_SECRET_IN } from '../../../electron/shared/settings-values.ts';
import { WEBHOOK_SECRET } from '../../../electron/shared/webhook.ts';
import { useCommand } from '../../store/use-command.ts';
import { useView, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { webhookWords } from '../../text/webhook-words.ts';
import { SettingGroup } from './fields.tsx';
import { ChoiceSetting, NumberSetting, SwitchSetting, TextSetting } from './setting-fields.tsx';
import { useSection } from './use-settings.ts';

/** Kept by a button of its own: a secret is no setting, and never stands in the draft. */
function Secret() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const { webhookSecret: from } = useSection().report;
  const { isBusy, run } = useCommand('settings:set-webhook-secret');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<'unfit' | 'kept' | 'failed' | null>(null);
  const isFixed = from === 'environment';

  async function keep(): Promise<void> {
    const secret = typed.trim();
    if (isBusy) return;
    if (!WEBHOOK_SECRET.test(secret)) return setSaid('unfit');
    const answer = await run({ secret });
    if (!answer.ok) return setSaid('failed');
    setTyped('');
    setSaid('kept');
    store.settings().refresh();
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <div className="setting">
        <div className="setting-words">
          <label htmlFor={id}>{t('settings.desk.webhookSecret')}</label>
          <p id={`${id}-hint`} className="second">
            {t(`settings.desk.webhookSecretFrom.${from}`)}
          </p>
        </div>
        <div className="setting-control">
          <div className="token-field">
            <input
              id={id}
              className="setting-input"
              type="password"
              autoComplete="off"
              spellCheck={false}
              disabled={isFixed}
              aria-invalid={said === 'unfit' || undefined}
              aria-describedby={`${id}-said ${id}-hint`}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setSaid(null);
              }}
            />
            <button
              type="submit"
              className="button small"
              disabled={isFixed}
              aria-disabled={isBusy || undefined}
            >
              {t('settings.desk.webhookSecretKeep')}
            </button>
          </div>
          <output id={`${id}-said`} className="cloud-said" data-tone={said === 'kept' ? 'ok' : 'bad'}>
            {said === null ? null : t(`settings.desk.webhookSecretSaid.${said}`)}
          </output>
        </div>
      </div>
    </form>
  );
}

export function WebhookGroup() {
  const { t } = useWords();
  const { tone, sentence } = webhookWords(
    t,
    useView((view) => view.webhook),
  );
  return (
    <SettingGroup title={t('settings.desk.webhook')} note={t('settings.desk.webhookNote')}>
      <SwitchSetting path="webhook.enabled" label={t('settings.desk.webhookEnabled')} />
      <div className="cloud-apply">
        <output className="cloud-said" data-tone={tone}>
          {sentence}
        </output>
      </div>
      <TextSetting
        path="webhook.host"
        label={t('settings.desk.webhookHost')}
        allowed={t('settings.desk.webhookHostAllowed')}
      />
      <NumberSetting
        path="webhook.port"
        label={t('settings.desk.webhookPort')}
        allowed={t('settings.desk.webhookPortAllowed')}
      />
      <ChoiceSetting
        path="webhook.secretIn"
        label={t('settings.desk.webhookSecretIn')}
        choices={WEBHOOK_SECRET_IN.map(
          (place) => [place, t(`settings.desk.webhookSecretInOf.${place}`)] as const,
        )}
      />
      <Secret />
    </SettingGroup>
  );
}
