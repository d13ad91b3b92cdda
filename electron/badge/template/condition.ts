import type { Condition, ConditionField } from '../../shared/badge-template.ts';
import type { BadgeDocument } from '../document.ts';
import { withoutIsolates } from '../visitor-text.ts';
import { isField } from './bindings.ts';

/** All of them hold. */
export function holds(conditions: readonly Condition[], document: BadgeDocument): boolean {
  return conditions.every((condition) => {
    const value = valueOf(condition.field, document);
    if ('is' in condition) return (value === '') === (condition.is === 'absent');
    return condition.equals.some((wanted) => folded(wanted) === folded(value));
  });
}

const folded = (text: string): string => withoutIsolates(text).trim().toLowerCase();

function valueOf(field: ConditionField, document: BadgeDocument): string {
  if (field === 'photo') return document.photo === null ? '' : 'photo';
  if (isField(field)) return document.fields[field];
  const key = field.slice('custom.'.length);
  return Object.hasOwn(document.custom, key) ? (document.custom[key] ?? '') : '';
}
