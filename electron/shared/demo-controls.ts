import type { TrayBadge } from './contract.ts';
import type { DemoFault, DemoView } from './view.ts';

/** The demo's switches and its tray, as the world round a demo desk hands them to the station; absent at a real front desk. */
export interface DemoControls {
  view(): DemoView;
  setFault(fault: DemoFault, isOn: boolean): void;
  /** The newest badges first. */
  tray(limit: number): Promise<readonly TrayBadge[]>;
}
