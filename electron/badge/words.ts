/**
 * The fixed words of a badge in the cloud's 13 languages, and the locale of its dates. The languages are the cloud's codes,
 * without regard to case.
 */
import type { BadgeWord } from '../shared/badge-template.ts';
import type { Language } from '../shared/languages.ts';

export interface BadgeWords extends Readonly<Record<BadgeWord, string>> {
  /** As the table below names it. */
  readonly language: string;
  /** For `Intl`; the date stands in the language of the words around it. */
  readonly locale: string;
}

/** `guest` stands where the cloud gave no name, so it must not claim more than that somebody is here. */
const TABLE: Readonly<Record<Language, string>> = {
  en: 'en-GB | Visitor | Guest | Contractor | Escort required | Host | Company | Site | Arrived | Valid until | Badge',
  de: 'de-DE | Besucher | Gast | Fremdfirma | Nur in Begleitung | Gastgeber | Firma | Standort | Ankunft | Gültig bis | Ausweis',
  cs: 'cs-CZ | Návštěva | Host | Dodavatel | Pouze s doprovodem | Hostitel | Firma | Pobočka | Příchod | Platí do | Visačka',
  es: 'es-ES | Visitante | Invitado | Contratista | Solo acompañado | Anfitrión | Empresa | Sede | Llegada | Válido hasta | Tarjeta',
  fr: 'fr-FR | Visiteur | Invité | Prestataire | Escorte obligatoire | Hôte | Société | Site | Arrivée | Valable jusqu’à | Badge',
  hr: 'hr-HR | Posjetitelj | Gost | Izvođač | Samo uz pratnju | Domaćin | Tvrtka | Lokacija | Dolazak | Vrijedi do | Iskaznica',
  hu: 'hu-HU | Látogató | Vendég | Alvállalkozó | Csak kísérővel | Vendéglátó | Cég | Telephely | Érkezés | Érvényes eddig | Kitűző',
  it: 'it-IT | Visitatore | Ospite | Fornitore | Solo accompagnato | Referente | Azienda | Sede | Arrivo | Valido fino a | Badge',
  nl: 'nl-NL | Bezoeker | Gast | Aannemer | Alleen onder begeleiding | Gastheer | Bedrijf | Locatie | Aankomst | Geldig tot | Badge',
  pl: 'pl-PL | Gość | Gość | Wykonawca | Tylko z opiekunem | Gospodarz | Firma | Obiekt | Przybycie | Ważne do | Nr',
  ro: 'ro-RO | Vizitator | Oaspete | Contractor | Doar însoțit | Gazdă | Companie | Sediu | Sosire | Valabil până la | Ecuson',
  ru: 'ru-RU | Посетитель | Гость | Подрядчик | Только с сопровождением | К кому | Компания | Объект | Прибытие | До | Пропуск',
  zh: 'zh-CN | 访客 | 来宾 | 承包商 | 须有人陪同 | 接待人 | 公司 | 地点 | 到达 | 有效期至 | 编号',
};

const BY_LANGUAGE: ReadonlyMap<string, BadgeWords> = new Map(
  Object.entries(TABLE).map(([language, row]) => [language, toWords(language, row)]),
);

function toWords(language: string, row: string): BadgeWords {
  const cells = row.split(' | ');
  const cell = (column: number): string => cells[column] ?? '';
  return {
    language,
    locale: cell(0),
    visitor: cell(1),
    guest: cell(2),
    contractor: cell(3),
    escort: cell(4),
    host: cell(5),
    company: cell(6),
    site: cell(7),
    arrived: cell(8),
    validUntil: cell(9),
    number: cell(10),
  };
}

/** `DE`, `de-AT` and `de_DE` are German; a language that has no words here gets English ones. */
export function wordsFor(language: string): BadgeWords {
  const base = language.toLowerCase().split(/[-_]/u)[0] ?? '';
  const words = BY_LANGUAGE.get(base) ?? BY_LANGUAGE.get('en');
  if (words === undefined) throw new Error('there are no English words');
  return words;
}
