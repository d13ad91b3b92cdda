/** Only in the demo: break the cloud or the printer, and see what the printer twin has painted. */
import { useMemo } from 'react';
import { DEMO_FAULTS, type DemoFault } from '../../../electron/shared/view.ts';
import { Icon } from '../../components/icon.tsx';
import { Alert } from '../../components/notice.tsx';
import { createLiveQuery } from '../../store/live-query.ts';
import { useRefresh } from '../../store/use-refresh.ts';
import { useCommand } from '../../store/use-command.ts';
import { useQuery, useView, useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';

const CLOUD_FAULTS: readonly DemoFault[] = ['link-down', 'cloud-500', 'token-refused'];
const PRINTER_FAULTS = DEMO_FAULTS.filter((fault) => !CLOUD_FAULTS.includes(fault));
const BADGES_SHOWN = 6;

function FaultSwitch({ fault }: { readonly fault: DemoFault }) {
  const { t } = useWords();
  const isOn = useView((view) => view.demo?.faults.includes(fault) ?? false);
  const setFault = useCommand('demo:set-fault');
  return (
    <div className="fault">
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-describedby={`fault-${fault}`}
        className="switch"
        disabled={setFault.isBusy}
        onClick={() => void setFault.run({ fault, isOn: !isOn })}
      >
        <span className="switch-track" aria-hidden="true" />
        {t(`fault.${fault}`)}
      </button>
      <p id={`fault-${fault}`} className="second">
        {t(`fault.${fault}_text`)}
      </p>
      {setFault.error === null ? null : <Alert>{t('demo.failed')}</Alert>}
    </div>
  );
}

function FaultGroup({ title, faults }: { readonly title: string; readonly faults: readonly DemoFault[] }) {
  return (
    <section className="faults">
      <h3>{title}</h3>
      {faults.map((fault) => (
        <FaultSwitch key={fault} fault={fault} />
      ))}
    </section>
  );
}

function Tray() {
  const { t, formats } = useWords();
  const { store } = useWindowParts();
  const painted = useView((view) => view.demo?.painted ?? 0);
  const folder = useView((view) => view.demo?.trayFolder ?? '');
  const tray = useMemo(
    () => createLiveQuery(() => store.invoke('demo:tray', { limit: BADGES_SHOWN })),
    [store],
  );
  const { value } = useQuery(tray);
  useRefresh(tray, painted);
  return (
    <section className="tray">
      <h3>{t('demo.tray')}</h3>
      <p className="second">
        {t('demo.painted', { count: painted })}. {t('demo.folder', { folder })}
      </p>
      {value?.badges.length === 0 ? <p className="second">{t('demo.trayEmpty')}</p> : null}
      <ol>
        {value?.badges.map((badge) => (
          <li key={badge.number}>
            <img
              src={`data:image/png;base64,${badge.pngBase64}`}
              alt={t('demo.badgeAlt', { number: badge.number })}
            />
            <span className="second">{formats.clock(badge.paintedAtMs)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** For whoever looked first and sets the desk up now. */
function LeaveDemo() {
  const { t } = useWords();
  const canLeave = useView((view) => view.demo?.canLeave ?? false);
  const leave = useCommand('set-up:leave-demo');
  if (!canLeave) return null;
  return (
    <>
      <button
        type="button"
        className="button primary"
        disabled={leave.isBusy}
        onClick={() => void leave.run(null)}
      >
        {t('setUp.demo.leave')}
      </button>
      {leave.error === null ? null : <Alert>{t('setUp.demo.leaveFailed')}</Alert>}
    </>
  );
}

export function DemoDrawer() {
  const { t } = useWords();
  const { go } = usePlace();
  const close = (): void => go({ to: 'demo', isOpen: false });
  return (
    <aside className="demo-drawer" aria-label={t('demo.title')}>
      <div className="demo-head">
        <h2>{t('demo.title')}</h2>
        <button type="button" className="icon-button" aria-label={t('app.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <p className="second">{t('demo.intro')}</p>
      <LeaveDemo />
      <FaultGroup title={t('demo.cloud')} faults={CLOUD_FAULTS} />
      <FaultGroup title={t('demo.printer')} faults={PRINTER_FAULTS} />
      <Tray />
    </aside>
  );
}
