/** A printer by hand: how it is reached, and what that way needs to know. */
import type {
  Dpi,
  JobLanguage,
  Json,
  PrinterSettings,
  SettingsFault,
} from '../../../electron/shared/settings-values.ts';
import { ChoiceField, type FieldFault, FaultText, TextField } from '../settings/fields.tsx';
import { useWords } from '../../text/use-words.ts';
import { blankPrinter, PRINTER_ROUTES, type PrinterRoute } from './printer-choice.ts';

/** Its members as they stand in the fields: a port may be text that is no number yet. */
export type TypedPrinter = Readonly<Record<string, Json>> & { readonly route: PrinterRoute };

export function typedPrinter(printer: PrinterSettings | null): TypedPrinter {
  if (printer === null || printer.route === 'demo') return { ...blankPrinter('tcp') };
  return { ...printer };
}

interface Props {
  readonly printer: TypedPrinter;
  readonly onChange: (printer: TypedPrinter) => void;
  /** Paths begin with `path`. */
  readonly path: string;
  readonly faults: readonly SettingsFault[];
}

const LANGUAGES: readonly JobLanguage[] = ['zpl', 'brother-ql'];
const RESOLUTIONS: readonly Dpi[] = [203, 300, 600];
type Member = 'host' | 'port' | 'serial' | 'queue' | 'folder' | 'language' | 'route';

export function PrinterForm({ printer, onChange, path, faults }: Props) {
  const { t } = useWords();
  const text = (name: string): string => {
    const value = printer[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const set = (name: string, value: Json): void => onChange({ ...printer, [name]: value });
  const faultOf = (name: Member): FieldFault | null => {
    const fault = faults.find((one) => one.path === `${path}.${name}`);
    return fault === undefined
      ? null
      : { sentence: t(`settings.printers.allowed.${name}`), forIt: fault.sentence };
  };
  const whole = faults.find((fault) => fault.path === path);
  const { route } = printer;
  return (
    <>
      <ChoiceField
        label={t('settings.printers.route')}
        value={route}
        choices={PRINTER_ROUTES.map((one) => [one, t(`settings.printers.routeOf.${one}`)] as const)}
        fault={faultOf('route')}
        onChange={(next) => onChange(typedPrinter(blankPrinter(next)))}
      />
      {route === 'tcp' ? (
        <>
          <TextField
            label={t('settings.printers.host')}
            hint={t('settings.printers.hostHint')}
            value={text('host')}
            fault={faultOf('host')}
            onChange={(value) => set('host', value.trim())}
          />
          <TextField
            label={t('settings.printers.port')}
            isNumber
            value={text('port')}
            fault={faultOf('port')}
            onChange={(value) => set('port', /^\d+$/.test(value) ? Number(value) : value)}
          />
        </>
      ) : null}
      {route === 'usb' ? (
        <TextField
          label={t('settings.printers.serial')}
          hint={t('settings.printers.serialHint')}
          value={text('serial')}
          fault={faultOf('serial')}
          onChange={(value) => set('serial', value === '' ? null : value)}
        />
      ) : null}
      {route === 'spooler' || route === 'driver' ? (
        <TextField
          label={t('settings.printers.queue')}
          value={text('queue')}
          fault={faultOf('queue')}
          onChange={(value) => set('queue', value)}
        />
      ) : null}
      {route === 'file' ? (
        <TextField
          label={t('settings.printers.folder')}
          value={text('folder')}
          fault={faultOf('folder')}
          onChange={(value) => set('folder', value)}
        />
      ) : null}
      {route === 'driver' ? null : (
        <ChoiceField
          label={t('settings.printers.language')}
          value={text('language') === '' ? 'auto' : text('language')}
          choices={[
            ...(route === 'usb' ? ([['auto', t('settings.printers.languageOf.auto')]] as const) : []),
            ...LANGUAGES.map((one) => [one, t(`settings.printers.languageOf.${one}`)] as const),
          ]}
          fault={faultOf('language')}
          onChange={(value) => set('language', value === 'auto' ? null : value)}
        />
      )}
      <ChoiceField
        label={t('settings.printers.dpi')}
        value={text('dpi')}
        choices={RESOLUTIONS.map((dpi) => [String(dpi), t('settings.printers.dpiOf', { dpi })] as const)}
        onChange={(value) => set('dpi', Number(value))}
      />
      {whole === undefined ? null : (
        <FaultText fault={{ sentence: t('settings.printers.allowed.printer'), forIt: whole.sentence }} />
      )}
    </>
  );
}
