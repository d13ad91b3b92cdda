/** No menu: its defaults offer reload, zoom and developer tools to whoever stands at the desk. */
import { Menu } from 'electron';

/** Before Electron is ready, which also spares it the default menu. macOS takes copy, paste and quit from the menu alone. */
export function setMenu(platform: NodeJS.Platform = process.platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
