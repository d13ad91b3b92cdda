import { useId } from 'react';
import { Alert } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useWords } from '../../text/use-words.ts';
import { SettingGroup } from './fields.tsx';
import { SwitchSetting } from './setting-fields.tsx';
import { useSection } from './use-settings.ts';

const SWITCHES = ['startWithSystem', 'closeToTray', 'kiosk'] as const;

/** The app on its PC. A browser and a demo show what it could do, and why they cannot. */
export function PcGroup() {
  const { t } = useWords();
  const { isDesktop } = useSection().report;
  return (
    <SettingGroup
      title={t('settings.desk.pc')}
      {...(isDesktop ? {} : { note: t('settings.desk.pcNotHere') })}
    >
      {SWITCHES.map((name) => (
        <SwitchSetting
          key={name}
          path={`desktop.${name}`}
          label={t(`settings.desk.${name}`)}
          hint={t(`settings.desk.${name}Hint`)}
          isDisabled={!isDesktop}
        />
      ))}
      {isDesktop ? <QuitRow /> : null}
    </SettingGroup>
  );
}

/** The way out that is there also where nobody sees a tray. */
function QuitRow() {
  const { t } = useWords();
  const hintId = useId();
  const quit = useCommand('desktop:quit');
  // The window ends with the app; it stays when that was refused.
  const isLeaving = quit.isBusy;
  return (
    <div className="setting">
      <div className="setting-words">
        <span className="strong">{t('settings.desk.quit')}</span>
        <p id={hintId} className="second">
          {t('settings.desk.quitHint')}
        </p>
      </div>
      <div className="setting-control">
        <button
          type="button"
          className="button small"
          aria-describedby={hintId}
          aria-disabled={isLeaving || undefined}
          onClick={() => {
            if (!isLeaving) void quit.run(null);
          }}
        >
          {t(isLeaving ? 'settings.desk.quitting' : 'settings.desk.quit')}
        </button>
        {quit.error === null ? null : <Alert>{t('settings.notSaved')}</Alert>}
      </div>
    </div>
  );
}
