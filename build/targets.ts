/** What the app is built for: every target for which all native packages are in the registry. */
export interface Target {
  /** As Node names them. */
  readonly platform: 'win32' | 'darwin' | 'linux';
  readonly arch: 'x64' | 'arm64';
}

export const TARGETS: readonly Target[] = [
  { platform: 'win32', arch: 'x64' },
  { platform: 'win32', arch: 'arm64' },
  { platform: 'darwin', arch: 'x64' },
  { platform: 'darwin', arch: 'arm64' },
  { platform: 'linux', arch: 'x64' },
  { platform: 'linux', arch: 'arm64' },
];

export const nameOf = ({ platform, arch }: Target): string => `${platform}-${arch}`;

/** `undefined`: there is no such target. */
export const targetNamed = (name: string): Target | undefined =>
  TARGETS.find((target) => nameOf(target) === name);

/** As electron-builder names them; `packages`: which kinds are made, none named: those of electron-builder.yml. */
export const builderArguments = (
  { platform, arch }: Target,
  packages: readonly string[] = [],
): readonly string[] => [
  { win32: '--win', darwin: '--mac', linux: '--linux' }[platform],
  ...packages,
  `--${arch}`,
];
