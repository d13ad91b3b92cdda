/**
 * The controls of settings and set-up: a label with what it means, a control as plain as the browser has it, and below it what is
 * wrong. The sentence is for whoever sits at the desk; what the station says stands in small print for IT.
 */
import { type ReactNode, useId } from 'react';
import { useWords } from '../../text/use-words.ts';

export interface FieldFault {
  readonly sentence: string;
  readonly forIt: string | null;
}

interface FieldText {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: FieldFault | null | undefined;
  readonly isDisabled?: boolean | undefined;
}

interface ControlAria {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

export function FaultText({ id, fault }: { readonly id?: string; readonly fault: FieldFault }) {
  const { t } = useWords();
  return (
    <p id={id} className="setting-fault">
      {fault.sentence}
      {fault.forIt === null ? null : <small>{t('settings.forIt', { sentence: fault.forIt })}</small>}
    </p>
  );
}

function Frame({
  label,
  hint,
  fault = null,
  children,
}: FieldText & { readonly children: (aria: ControlAria) => ReactNode }) {
  const id = useId();
  const hintId = hint === undefined ? null : `${id}-hint`;
  const faultId = fault === null ? null : `${id}-fault`;
  const described = [faultId, hintId].filter((one) => one !== null).join(' ');
  return (
    <div className="setting">
      <div className="setting-words">
        <label htmlFor={id}>{label}</label>
        {hintId === null ? null : (
          <p id={hintId} className="second">
            {hint}
          </p>
        )}
      </div>
      <div className="setting-control">
        {children({
          id,
          'aria-describedby': described === '' ? undefined : described,
          'aria-invalid': fault === null ? undefined : true,
        })}
        <div aria-live="polite">
          {faultId === null || fault === null ? null : <FaultText id={faultId} fault={fault} />}
        </div>
      </div>
    </div>
  );
}

export function TextField(
  props: FieldText & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly isNumber?: boolean | undefined;
    /** What the browser offers while it is typed. */
    readonly offers?: readonly string[] | undefined;
    readonly placeholder?: string | undefined;
  },
) {
  const { value, onChange, isNumber = false, offers, placeholder, isDisabled } = props;
  const listId = useId();
  return (
    <Frame {...props}>
      {(aria) => (
        <>
          <input
            {...aria}
            className="setting-input"
            type="text"
            inputMode={isNumber ? 'numeric' : undefined}
            data-short={isNumber || undefined}
            autoComplete="off"
            spellCheck={false}
            disabled={isDisabled}
            placeholder={placeholder}
            list={offers === undefined ? undefined : listId}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {offers === undefined ? null : (
            <datalist id={listId}>
              {offers.map((offer) => (
                <option key={offer}>{offer}</option>
              ))}
            </datalist>
          )}
        </>
      )}
    </Frame>
  );
}

export function ChoiceField<T extends string>(
  props: FieldText & {
    readonly value: T;
    readonly choices: readonly (readonly [value: T, label: string])[];
    readonly onChange: (value: T) => void;
  },
) {
  const { value, choices, onChange, isDisabled } = props;
  return (
    <Frame {...props}>
      {(aria) => (
        <Choices {...aria} value={value} choices={choices} onChange={onChange} isDisabled={isDisabled} />
      )}
    </Frame>
  );
}

export function Choices<T extends string>({
  value,
  choices,
  onChange,
  isDisabled,
  ...aria
}: Partial<ControlAria> & {
  readonly 'aria-label'?: string;
  readonly value: T;
  readonly choices: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
  readonly isDisabled?: boolean | undefined;
}) {
  return (
    <select
      {...aria}
      className="setting-input"
      disabled={isDisabled}
      value={value}
      onChange={(event) => {
        const choice = choices.find(([known]) => known === event.target.value);
        if (choice !== undefined) onChange(choice[0]);
      }}
    >
      {choices.map(([known, text]) => (
        <option key={known} value={known}>
          {text}
        </option>
      ))}
    </select>
  );
}

export function SwitchField(
  props: FieldText & { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void },
) {
  const { isOn, onChange, isDisabled } = props;
  return (
    <Frame {...props}>
      {(aria) => (
        <input
          {...aria}
          className="setting-switch"
          type="checkbox"
          role="switch"
          aria-checked={isOn}
          disabled={isDisabled}
          checked={isOn}
          onChange={(event) => onChange(event.target.checked)}
        />
      )}
    </Frame>
  );
}

/** A few choices that each need a sentence. */
export function RadioCards<T extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly text?: string }[];
  readonly onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="radio-cards">
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="radio-card">
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            aria-describedby={choice.text === undefined ? undefined : `${name}-${choice.value}`}
            onChange={() => onChange(choice.value)}
          />
          <span className="radio-card-words">
            <span className="strong">{choice.label}</span>
            {choice.text === undefined ? null : (
              <span id={`${name}-${choice.value}`} className="second">
                {choice.text}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What belongs together, with its name. */
export function SettingGroup({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="setting-group" aria-labelledby={id}>
      <h4 id={id}>{title}</h4>
      {note === undefined ? null : <p className="second">{note}</p>}
      <div className="setting-card">{children}</div>
    </section>
  );
}
