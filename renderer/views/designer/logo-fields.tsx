import { useState } from 'react';
import { type LogoElement, TEMPLATE_LIMITS } from '../../../electron/shared/badge-template.ts';
import { Alert } from '../../components/notice.tsx';
import { useWords } from '../../text/use-words.ts';
import { ChoiceField, FieldGroup } from './fields.tsx';

interface Props {
  readonly element: LogoElement;
  readonly onChange: (changes: Partial<LogoElement>) => void;
}

async function toBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** The picture becomes part of the design, so that an export has it. */
export function LogoFields({ element, onChange }: Props) {
  const { t } = useWords();
  const [isTooLarge, setIsTooLarge] = useState(false);
  return (
    <FieldGroup title={t('designer.kind.logo')}>
      <label className="field">
        <span>{t('designer.logoChoose', { size: TEMPLATE_LIMITS.logoBytes / 1024 })}</span>
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file === undefined) return;
            setIsTooLarge(file.size > TEMPLATE_LIMITS.logoBytes);
            if (file.size <= TEMPLATE_LIMITS.logoBytes)
              void toBase64(file).then((imageBase64) => onChange({ imageBase64 }));
          }}
        />
      </label>
      {isTooLarge ? (
        <Alert>{t('designer.logoTooLarge', { size: TEMPLATE_LIMITS.logoBytes / 1024 })}</Alert>
      ) : null}
      <ChoiceField
        label={t('designer.align.label')}
        value={element.align}
        choices={(['start', 'center', 'end'] as const).map(
          (align) => [align, t(`designer.align.${align}`)] as const,
        )}
        onChange={(align) => onChange({ align })}
      />
    </FieldGroup>
  );
}
