import type { PrinterSettings } from '../../electron/shared/settings-values.ts';
import type { Translate } from './text.ts';

/** A printer as settings name it, in one line. */
export function printerSummary(t: Translate, printer: PrinterSettings): string {
  switch (printer.route) {
    case 'tcp':
      return t('settings.printers.summary.tcp', { host: printer.host, port: printer.port });
    case 'usb':
      return printer.serial === null
        ? t('settings.printers.summary.usbOnly')
        : t('settings.printers.summary.usb', { serial: printer.serial });
    case 'spooler':
    case 'driver':
      return t(`settings.printers.summary.${printer.route}`, { queue: printer.queue });
    case 'file':
      return t('settings.printers.summary.file', { folder: printer.folder });
    case 'demo':
      return t('settings.printers.summary.demo');
  }
}
