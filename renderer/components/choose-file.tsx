/** A button that asks for a file of JSON; the same file can be chosen again once it has been mended. */
interface Props {
  readonly label: string;
  readonly onChosen: (file: File) => void;
}

export function ChooseFile({ label, onChosen }: Props) {
  return (
    <label className="button small">
      {label}
      <input
        type="file"
        className="visually-hidden"
        accept="application/json,.json"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) onChosen(file);
        }}
      />
    </label>
  );
}
