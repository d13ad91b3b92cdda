/** What choosing a printer that was found means for the settings. */
import type { FoundPrinter } from '../../../electron/shared/found-printer.ts';
import type {
  Dpi,
  JobLanguage,
  PrinterSettings,
  SettingsChange,
} from '../../../electron/shared/settings-values.ts';

const DEFAULT_DPI: Dpi = 300;

/** Where its name says nothing, it is the resolution that most are sold with; the printer itself tells when it is another. */
function dpiOf({ model }: FoundPrinter): Dpi {
  const said = Number(/(\d{3})\s?dpi/i.exec(model ?? '')?.[1]);
  return said === 203 || said === 600 ? said : DEFAULT_DPI;
}

/** A queue says only what somebody has named it; the two languages have makes that are known by their names. */
function languageOfQueue({ make, model, queue }: FoundPrinter): JobLanguage | null {
  const said = [make, model, queue].filter((part) => part !== null).join(' ');
  if (/\bQL-?\d{3,4}/i.test(said)) return 'brother-ql';
  return /zebra|\bzpl\b|\bztc\b|\bzd\d{3}/i.test(said) ? 'zpl' : null;
}

/** `null`: no badge can be printed on it, or it is in the settings already and only they know how. */
export function settingsOf(found: FoundPrinter): PrinterSettings | null {
  if (found.proof === null) return null;
  const dpi = dpiOf(found);
  if (found.route === 'usb') return { route: 'usb', serial: found.serial, language: null, dpi };
  if (found.route !== 'spooler' || found.queue === null) return null;
  const language = languageOfQueue(found);
  return language === null
    ? { route: 'driver', queue: found.queue, dpi }
    : { route: 'spooler', queue: found.queue, language, dpi };
}

/** The printer, and the roll that is in it where it tells. A continuous roll leaves the length of a badge as it is. */
export function changesFor(found: FoundPrinter): readonly SettingsChange[] {
  const printer = settingsOf(found);
  if (printer === null) return [];
  const { media } = found;
  return [
    { path: 'printer', value: { ...printer } },
    ...(media === null ? [] : [{ path: 'media.widthMm', value: Math.round(media.widthMm) }]),
    ...(media?.lengthMm == null ? [] : [{ path: 'media.heightMm', value: Math.round(media.lengthMm) }]),
  ];
}

export const PRINTER_ROUTES = ['tcp', 'usb', 'spooler', 'driver', 'file'] as const;
export type PrinterRoute = (typeof PRINTER_ROUTES)[number];

/** What stands in the form before somebody types. */
export function blankPrinter(route: PrinterRoute): Exclude<PrinterSettings, { route: 'demo' }> {
  const dpi = DEFAULT_DPI;
  switch (route) {
    case 'tcp':
      return { route, host: '', port: 9100, language: 'zpl', dpi };
    case 'usb':
      return { route, serial: null, language: null, dpi };
    case 'spooler':
      return { route, queue: '', language: 'zpl', dpi };
    case 'driver':
      return { route, queue: '', dpi };
    case 'file':
      return { route, folder: '', language: 'zpl', dpi };
  }
}
