/** Location and token, and behind a fold what hardly anybody changes. */
import { useId, useState } from 'react';
import type { SettingsReport } from '../../../electron/shared/settings-values.ts';
import { ChoiceField, TextField } from '../settings/fields.tsx';
import { useWords } from '../../text/use-words.ts';
import { BLANK_CLOUD, type CloudControl } from './use-cloud.ts';

interface Props {
  readonly cloud: CloudControl;
  readonly tokenFrom: SettingsReport['token'];
}

const AUTHS = ['header', 'query', 'first-message'] as const;

function TokenField({ cloud, tokenFrom }: Props) {
  const { t } = useWords();
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  const isFixed = tokenFrom === 'environment';
  const isMissing = cloud.missing.includes('token');
  const isRefused = cloud.check?.steps.some(({ step, verdict }) => step === 'token' && verdict === 'failed');
  const hint = {
    environment: t('setUp.connect.tokenEnvironment'),
    kept: t('setUp.connect.tokenKept'),
    none: t('setUp.connect.tokenHint'),
  }[tokenFrom];
  return (
    <div className="setting">
      <div className="setting-words">
        <label htmlFor={id}>{t('setUp.connect.token')}</label>
        <p id={`${id}-hint`} className="second">
          {hint}
        </p>
      </div>
      <div className="setting-control">
        <div className="token-field">
          <input
            id={id}
            className="setting-input"
            name="token"
            type={isShown ? 'text' : 'password'}
            autoComplete="off"
            spellCheck={false}
            disabled={isFixed}
            aria-invalid={isMissing || isRefused === true || undefined}
            aria-describedby={isMissing ? `${id}-fault ${id}-hint` : `${id}-hint`}
            value={cloud.typed.token}
            onChange={(event) => cloud.type({ token: event.target.value })}
          />
          <button
            type="button"
            className="button small"
            aria-label={t('setUp.connect.showToken')}
            aria-pressed={isShown}
            disabled={isFixed}
            onClick={() => setIsShown(!isShown)}
          >
            {t('setUp.connect.show')}
          </button>
        </div>
        <div aria-live="polite">
          {isMissing ? (
            <p id={`${id}-fault`} className="setting-fault">
              {t('setUp.connect.tokenMissing')}
            </p>
          ) : null}
        </div>
      </div>
    </div>
  );
}

export function CloudFields({ cloud, tokenFrom }: Props) {
  const { t } = useWords();
  const { typed, type, check, missing } = cloud;
  const hasFailed = (because: string): boolean =>
    check?.steps.some((step) => step.verdict === 'failed' && step.because === because) === true;
  const isElsewhere =
    typed.apiUrl !== BLANK_CLOUD.apiUrl ||
    typed.socketUrl !== BLANK_CLOUD.socketUrl ||
    typed.auth !== BLANK_CLOUD.auth;
  const [wasOpened, setWasOpened] = useState(false);
  const isAddressWrong = hasFailed('address-unusable');
  const addressFault = (of: string, secure: string) =>
    isAddressWrong && !of.trim().startsWith(secure)
      ? { sentence: t('setUp.connect.addressWrong'), forIt: null }
      : null;
  return (
    <>
      <TextField
        label={t('setUp.connect.location')}
        hint={t('setUp.connect.locationHint')}
        isNumber
        value={typed.location}
        fault={
          missing.includes('location') ? { sentence: t('setUp.connect.locationWrong'), forIt: null } : null
        }
        onChange={(value) => type({ location: value.trim() })}
      />
      <TokenField cloud={cloud} tokenFrom={tokenFrom} />
      <details
        className="fold"
        open={wasOpened || isElsewhere || isAddressWrong}
        onToggle={(event) => setWasOpened(event.currentTarget.open)}
      >
        <summary>{t('setUp.connect.otherAddress')}</summary>
        <TextField
          label={t('setUp.connect.apiUrl')}
          value={typed.apiUrl}
          fault={addressFault(typed.apiUrl, 'https://')}
          onChange={(value) => type({ apiUrl: value })}
        />
        <TextField
          label={t('setUp.connect.socketUrl')}
          value={typed.socketUrl}
          fault={addressFault(typed.socketUrl, 'wss://')}
          onChange={(value) => type({ socketUrl: value })}
        />
        <ChoiceField
          label={t('setUp.connect.auth')}
          hint={t('setUp.connect.authHint')}
          value={typed.auth}
          choices={AUTHS.map((auth) => [auth, t(`setUp.connect.authOf.${auth}`)] as const)}
          onChange={(auth) => type({ auth })}
        />
      </details>
    </>
  );
}
