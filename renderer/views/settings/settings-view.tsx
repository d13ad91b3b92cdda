import { PrintersView } from '../printers/printers-view.tsx';

export function SettingsView() {
  return <PrintersView />;
}
