/** Whether webhooks are taken, where, and by which secret their sender is known; and how the receiver stands now. */
import { useState } from 'react';
import { WEBHOOK_SECRET_IN } from '../../../electron/shared/settings-values.ts';
import { WEBHOOK_SECRET } from '../../../electron/shared/webhook.ts';
import { useCommand } from '../../store/use-command.ts';
import { useView, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { webhookWords } from '../../text/webhook-words.ts';
import { SettingGroup, TextField } from './fields.tsx';
import { ChoiceSetting, NumberSetting, SwitchSetting, TextSetting } from './setting-fields.tsx';
import { useSection } from './use-settings.ts';

/** Kept by a button of its own: a secret is no setting, and never stands in the draft. */
function Secret() {
  const { t } = useWords();
  const { store } = useWindowParts();
  const { webhookSecret: from } = useSection().report;
  const { isBusy, error, run } = useCommand('settings:set-webhook-secret');
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<'unfit' | 'kept' | null>(null);
  const isFixed = from === 'environment';

  async function keep(): Promise<void> {
    const secret = typed.trim();
    if (isBusy) return;
    if (!WEBHOOK_SECRET.test(secret)) return setSaid('unfit');
    const answer = await run({ secret });
    if (!answer.ok) return;
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
      <TextField
        isSecret
        label={t('settings.desk.webhookSecret')}
        hint={t(`settings.desk.webhookSecretFrom.${from}`)}
        fault={said === 'unfit' ? { sentence: t('settings.desk.webhookSecretAllowed'), forIt: null } : null}
        isDisabled={isFixed}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          setSaid(null);
        }}
      />
      {isFixed ? null : (
        <div className="cloud-apply">
          <button type="submit" className="button small" aria-disabled={isBusy || undefined}>
            {t('settings.desk.webhookSecretKeep')}
          </button>
          <output className="cloud-said" data-tone={error === null ? 'ok' : 'bad'}>
            {said === 'kept' ? t('settings.desk.webhookSecretKept') : null}
            {error === null ? null : t('settings.desk.webhookSecretFailed')}
          </output>
        </div>
      )}
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
      <div className="setting">
        <p className="setting-words">{t('settings.desk.webhookState')}</p>
        <output className="cloud-said" data-tone={tone}>
          {sentence}
        </output>
      </div>
    </SettingGroup>
  );
}
