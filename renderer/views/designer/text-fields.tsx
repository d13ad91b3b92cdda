import { useRef } from 'react';
import {
  BADGE_FIELDS,
  BADGE_WORDS,
  TEMPLATE_LIMITS,
  type TextElement,
} from '../../../electron/shared/badge-template.ts';
import { useWords } from '../../text/use-words.ts';
import { CheckField, ChoiceField, FieldGroup, NumberField } from './fields.tsx';

interface Props {
  readonly element: TextElement;
  readonly customFields: readonly string[];
  readonly onChange: (changes: Partial<TextElement>, step: string | null) => void;
}

/** What may stand in braces, in plain words; putting one in goes where the cursor is. */
function InsertField({
  customFields,
  onInsert,
}: {
  readonly customFields: readonly string[];
  readonly onInsert: (binding: string) => void;
}) {
  const { t } = useWords();
  return (
    <label className="field">
      <span>{t('designer.insert')}</span>
      <select value="" onChange={(event) => onInsert(event.target.value)}>
        <option value="" disabled>
          {t('designer.insertChoose')}
        </option>
        <optgroup label={t('designer.insertFields')}>
          {BADGE_FIELDS.map((field) => (
            <option key={field} value={`{${field}}`}>
              {t(`designer.field.${field}`)}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('designer.insertWords')}>
          {BADGE_WORDS.map((word) => (
            <option key={word} value={`{word.${word}}`}>
              {t(`designer.word.${word}`)}
            </option>
          ))}
        </optgroup>
        {customFields.length === 0 ? null : (
          <optgroup label={t('designer.insertCustom')}>
            {customFields.map((key) => (
              <option key={key} value={`{custom.${key}}`}>
                {key}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </label>
  );
}

export function TextFields({ element, customFields, onChange }: Props) {
  const { t } = useWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const { sizeMm } = TEMPLATE_LIMITS;
  const insert = (binding: string): void => {
    const at = area.current?.selectionEnd ?? element.text.length;
    onChange({ text: `${element.text.slice(0, at)}${binding}${element.text.slice(at)}` }, null);
    area.current?.focus();
  };
  return (
    <>
      <FieldGroup title={t('designer.text')}>
        <label className="field">
          <span>{t('designer.content')}</span>
          <textarea
            ref={area}
            rows={3}
            maxLength={TEMPLATE_LIMITS.textCharacters}
            spellCheck={false}
            value={element.text}
            onChange={(event) => onChange({ text: event.target.value }, `text ${element.id}`)}
          />
        </label>
        <InsertField customFields={customFields} onInsert={insert} />
      </FieldGroup>
      <FieldGroup title={t('designer.type')}>
        <div className="field-row">
          <NumberField
            label={t('designer.size')}
            value={element.sizeMm}
            min={sizeMm.min}
            max={sizeMm.max}
            onChange={(size) =>
              onChange({ sizeMm: size, minSizeMm: Math.min(size, element.minSizeMm) }, `size ${element.id}`)
            }
          />
          <NumberField
            label={t('designer.minSize')}
            value={element.minSizeMm}
            min={sizeMm.min}
            max={element.sizeMm}
            onChange={(minSizeMm) => onChange({ minSizeMm }, `least ${element.id}`)}
          />
        </div>
        <ChoiceField
          label={t('designer.fit.label')}
          value={element.fit}
          choices={(['shrink', 'wrap', 'ellipsis'] as const).map(
            (fit) => [fit, t(`designer.fit.${fit}`)] as const,
          )}
          onChange={(fit) => onChange({ fit }, null)}
        />
        <div className="field-row">
          <ChoiceField
            label={t('designer.align.label')}
            value={element.align}
            choices={(['start', 'center', 'end'] as const).map(
              (align) => [align, t(`designer.align.${align}`)] as const,
            )}
            onChange={(align) => onChange({ align }, null)}
          />
          <ChoiceField
            label={t('designer.valign.label')}
            value={element.valign}
            choices={(['top', 'middle', 'bottom'] as const).map(
              (valign) => [valign, t(`designer.valign.${valign}`)] as const,
            )}
            onChange={(valign) => onChange({ valign }, null)}
          />
        </div>
        <CheckField
          label={t('designer.bold')}
          isChecked={element.weight === 'bold'}
          onChange={(isBold) => onChange({ weight: isBold ? 'bold' : 'regular' }, null)}
        />
        <CheckField
          label={t('designer.upper')}
          isChecked={element.isUpperCase}
          onChange={(isUpperCase) => onChange({ isUpperCase }, null)}
        />
        <CheckField
          label={t('designer.inverse')}
          isChecked={element.isInverse}
          onChange={(isInverse) => onChange({ isInverse }, null)}
        />
      </FieldGroup>
    </>
  );
}
