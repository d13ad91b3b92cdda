/** A USB printer as Windows writes it down when one is plugged in; Wine's set-up functions read it there. */

const CLASS = '{28d78fad-5a12-11d1-ae5b-0000f803a8c2}';
const ENUM = 'HKEY_LOCAL_MACHINE\\System\\CurrentControlSet\\Enum';
const CLASSES = 'HKEY_LOCAL_MACHINE\\System\\CurrentControlSet\\Control\\DeviceClasses';

export interface RegisteredPrinter {
  /** Of the interface, without what leads to it. */
  readonly linkName: string;
  /** What `reg delete` takes to unplug it. */
  readonly interfaceKey: string;
  /** What `reg import` takes to plug it in. */
  readonly file: string;
}

export function registeredPrinter(serial: string): RegisteredPrinter {
  const instanceId = `USB\\VID_04F9&PID_209D\\${serial}`;
  const linkName = `${instanceId.replaceAll('\\', '#')}#${CLASS}`;
  const interfaceKey = `${CLASSES}\\${CLASS}\\##?#${linkName}`;
  const text = (value: string): string => `"${value.replaceAll('\\', '\\\\')}"`;
  const file = [
    'Windows Registry Editor Version 5.00',
    '',
    `[${ENUM}\\${instanceId}]`,
    `"DeviceDesc"="USB Printing Support"`,
    '"ClassGUID"="{36fc9e60-c465-11cf-8056-444553540000}"',
    '',
    `[${interfaceKey}]`,
    `"DeviceInstance"=${text(instanceId)}`,
    '',
    `[${interfaceKey}\\#]`,
    `"SymbolicLink"=${text(`\\\\?\\${linkName}`)}`,
    '',
    `[${interfaceKey}\\#\\Control]`,
    '"Linked"=dword:00000001',
    '',
  ].join('\r\n');
  return { linkName, interfaceKey, file };
}
