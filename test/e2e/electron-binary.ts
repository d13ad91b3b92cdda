import { electronPath } from '../../electron/demo-window.ts';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `null`: none is here. */
  readonly binary: string | null;
}

const surroundings = (): Surroundings => ({
  platform: process.platform,
  environment: process.env,
  binary: electronPath(),
});

/** The one line that says why nothing can be run here, or `null`. On Linux a window wants a display and secrets a key ring. */
export function whyNoElectron(
  { platform, environment, binary }: Surroundings = surroundings(),
): string | null {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== '';
  if (binary === null) return 'no Electron binary (`npm exec install-electron` fetches it)';
  if (platform !== 'linux') return null;
  if (!isSet('DISPLAY') && !isSet('WAYLAND_DISPLAY')) return 'no display (`xvfb-run` gives one)';
  if (!isSet('DBUS_SESSION_BUS_ADDRESS'))
    return 'no session bus for a key ring (`dbus-run-session` gives one)';
  return null;
}
