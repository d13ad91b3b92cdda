/** What a site's settings make of a visitor on a badge: which custom field is the name, the type, the host, the need of an escort. */
import { toBadgeDocument, type BadgeContent, type BadgeDocument } from '../badge/document.ts';
import type { CheckIn } from '../shared/check-in.ts';
import type { Settings } from './settings.ts';

/** Custom fields that are kept, for badges and lists; no other one reaches the store. */
export function keptCustomFields({ badge }: Pick<Settings, 'badge'>): string[] {
  const named = [badge.nameField, badge.typeField, badge.hostField, badge.escortField].filter(
    (key) => key !== null,
  );
  return [...new Set([...named, ...badge.customFields])];
}

type Facts = Pick<BadgeContent, 'printNumber' | 'code' | 'photo' | 'nowMs'>;

export function badgeDocumentOf(settings: Settings, checkIn: CheckIn, facts: Facts): BadgeDocument {
  const { badge } = settings;
  const nameOverride = fieldOf(checkIn, badge.nameField);
  return toBadgeDocument({
    ...siteContent(settings, checkIn.language),
    ...facts,
    checkIn: nameOverride === null ? checkIn : { ...checkIn, firstName: nameOverride, lastName: null },
    typeLabel: fieldOf(checkIn, badge.typeField),
    host: fieldOf(checkIn, badge.hostField),
    needsEscort: needsEscort(fieldOf(checkIn, badge.escortField)),
  });
}

/** The same for everybody at this desk, but for the visitor's language where the site has not settled on one. */
export function siteContent(
  { badge, site, language }: Settings,
  visitorLanguage: string | null,
): Pick<BadgeContent, 'siteName' | 'language' | 'han' | 'timeZone'> {
  return {
    siteName: site.name,
    language: badge.language ?? visitorLanguage ?? language,
    han: site.han,
    ...(site.timeZone === null ? {} : { timeZone: site.timeZone }),
  };
}

export function fieldOf({ customFields }: Pick<CheckIn, 'customFields'>, key: string | null): string | null {
  return key !== null && Object.hasOwn(customFields, key) ? (customFields[key] ?? null) : null;
}

/** How yes/no fields and single choices say no, in the languages of the cloud; anything else that is there asks for an escort. */
const NO = new Set([
  '',
  'false',
  '0',
  'no',
  'nein',
  'ne',
  'non',
  'nem',
  'nee',
  'nie',
  'nu',
  'нет',
  '否',
  'none',
  '-',
]);

export const needsEscort = (value: string | null): boolean =>
  value !== null && !NO.has(value.trim().toLowerCase());
