import {
  BADGE_FIELDS,
  type Condition,
  type ConditionField,
  TEMPLATE_LIMITS,
} from '../../../electron/shared/badge-template.ts';
import { useWords } from '../../text/use-words.ts';
import { ChoiceField, FieldGroup } from './fields.tsx';

interface Props {
  readonly conditions: readonly Condition[];
  readonly customFields: readonly string[];
  readonly onChange: (conditions: readonly Condition[], step: string | null) => void;
}

type How = 'present' | 'absent' | 'equals';

const howOf = (condition: Condition): How => ('is' in condition ? condition.is : 'equals');
const toCondition = (field: ConditionField, how: How, equals: readonly string[]): Condition =>
  how === 'equals' ? { field, equals: equals.length > 0 ? equals : ['…'] } : { field, is: how };

/** When the element is on the badge at all: all of these must hold. */
export function Conditions({ conditions, customFields, onChange }: Props) {
  const { t } = useWords();
  const fields: readonly (readonly [ConditionField, string])[] = [
    ...BADGE_FIELDS.map((field) => [field, t(`designer.field.${field}`)] as const),
    ['photo', t('designer.kind.photo')],
    ...customFields.map((key) => [`custom.${key}` as const, key] as const),
  ];
  const replace = (index: number, condition: Condition, step: string | null): void =>
    onChange(conditions.with(index, condition), step);
  return (
    <FieldGroup title={t('designer.onlyIf')}>
      {conditions.map((condition, index) => {
        const equals = 'equals' in condition ? condition.equals : [];
        return (
          // The place in the list is all that a condition has for a name.
          // eslint-disable-next-line react/no-array-index-key
          <div className="condition" key={index}>
            <ChoiceField
              label={t('designer.conditionField')}
              value={condition.field}
              choices={fields}
              onChange={(field) => replace(index, toCondition(field, howOf(condition), equals), null)}
            />
            <ChoiceField
              label={t('designer.conditionHow')}
              value={howOf(condition)}
              choices={(['present', 'absent', 'equals'] as const).map(
                (how) => [how, t(`designer.how.${how}`)] as const,
              )}
              onChange={(how) => replace(index, toCondition(condition.field, how, equals), null)}
            />
            {howOf(condition) === 'equals' ? (
              <label className="field">
                <span>{t('designer.conditionValue')}</span>
                <input
                  type="text"
                  maxLength={TEMPLATE_LIMITS.nameCharacters}
                  value={equals.join('; ')}
                  onChange={(event) => {
                    const values = event.target.value.split(/;\s*/).slice(0, 10);
                    replace(
                      index,
                      { field: condition.field, equals: values.map((value) => value || '…') },
                      `equals ${index}`,
                    );
                  }}
                />
              </label>
            ) : null}
            <button
              type="button"
              className="link"
              onClick={() => onChange(conditions.toSpliced(index, 1), null)}
            >
              {t('designer.conditionRemove')}
            </button>
          </div>
        );
      })}
      {conditions.length === 0 ? <p className="second">{t('designer.always')}</p> : null}
      {conditions.length < TEMPLATE_LIMITS.conditions ? (
        <button
          type="button"
          className="button small"
          onClick={() => onChange([...conditions, { field: 'company', is: 'present' }], null)}
        >
          {t('designer.conditionAdd')}
        </button>
      ) : null}
    </FieldGroup>
  );
}
