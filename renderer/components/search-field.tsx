/** A field that searches while it is typed, with its glass and what clears it; Escape and the cross leave the focus in it. */
import { useRef } from 'react';
import { Icon } from './icon.tsx';

interface Props {
  readonly id?: string;
  readonly label: string;
  readonly placeholder: string;
  readonly clearLabel: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Into what was found, by the arrow down and Enter; absent where a list is not led into. */
  readonly onLeave?: () => void;
  /** How it is reached from elsewhere: shown while it is empty. */
  readonly shortcut?: { readonly shown: string; readonly aria: string };
}

export function SearchField({ label, placeholder, clearLabel, value, onChange, ...rest }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const clear = (): void => {
    onChange('');
    input.current?.focus();
  };
  return (
    <>
      <Icon name="search" />
      <input
        id={rest.id}
        ref={input}
        type="text"
        autoComplete="off"
        spellCheck={false}
        // As the station's own bound has it.
        maxLength={200}
        aria-label={label}
        aria-keyshortcuts={rest.shortcut?.aria}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') clear();
          else if ((event.key === 'ArrowDown' || event.key === 'Enter') && rest.onLeave !== undefined)
            rest.onLeave();
          else return;
          event.preventDefault();
        }}
      />
      {value === '' ? (
        rest.shortcut === undefined ? null : (
          <kbd>{rest.shortcut.shown}</kbd>
        )
      ) : (
        <button type="button" className="icon-button" aria-label={clearLabel} onClick={clear}>
          <Icon name="close" />
        </button>
      )}
    </>
  );
}
