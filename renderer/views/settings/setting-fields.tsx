/** Controls that are bound to a path of the settings: they show what is there, and put what is typed into the draft. */
import type { Json } from '../../../electron/shared/settings-values.ts';
import { ChoiceField, type FieldFault, SwitchField, TextField } from './fields.tsx';
import { type SectionControl, useSection } from './use-settings.ts';

interface Bound {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  /** What may stand there, for whoever typed something else. */
  readonly allowed: string;
  readonly isDisabled?: boolean;
}

export function faultAt({ faultAt }: SectionControl, path: string, allowed: string): FieldFault | null {
  const fault = faultAt(path);
  return fault === null ? null : { sentence: allowed, forIt: fault.sentence };
}

const asText = (value: Json): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** `isOptional`: nothing in the field is `null` in the settings. */
export function TextSetting({
  path,
  allowed,
  isOptional = false,
  ...text
}: Bound & { readonly isOptional?: boolean; readonly offers?: readonly string[] }) {
  const section = useSection();
  return (
    <TextField
      {...text}
      fault={faultAt(section, path, allowed)}
      value={asText(section.read(path))}
      onChange={(value) => section.change(path, isOptional && value === '' ? null : value)}
    />
  );
}

/** What is no number stays as it was typed, and the station says that it is none. */
export const toNumber = (typed: string): Json => (/^\d{1,15}$/.test(typed) ? Number(typed) : typed);

export function NumberSetting({ path, allowed, ...text }: Bound) {
  const section = useSection();
  return (
    <TextField
      {...text}
      isNumber
      fault={faultAt(section, path, allowed)}
      value={asText(section.read(path))}
      onChange={(value) => section.change(path, toNumber(value.trim()))}
    />
  );
}

export function SwitchSetting({ path, ...text }: Omit<Bound, 'allowed'>) {
  const section = useSection();
  return (
    <SwitchField
      {...text}
      isOn={section.read(path) === true}
      onChange={(isOn) => section.change(path, isOn)}
    />
  );
}

/** `none`: what `null` is called, where it may be. */
export function ChoiceSetting({
  path,
  choices,
  none,
  ...text
}: Omit<Bound, 'allowed'> & {
  readonly choices: readonly (readonly [value: string, label: string])[];
  readonly none?: string;
}) {
  const section = useSection();
  return (
    <ChoiceField
      {...text}
      value={asText(section.read(path))}
      choices={none === undefined ? choices : [['', none], ...choices]}
      onChange={(value) => section.change(path, value === '' ? null : value)}
    />
  );
}
