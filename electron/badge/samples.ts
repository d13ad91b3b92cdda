/** Visitors who do not exist, for whoever designs a badge: an everyday one, and those that break a design made for everyday ones. */
import type { SampleVisitor } from '../shared/badge-template.ts';
import type { CheckIn } from '../shared/check-in.ts';

export interface Sample {
  readonly checkIn: Omit<CheckIn, 'id' | 'verification' | 'hasInvitation' | 'leftAtMs'>;
  readonly host: string | null;
  readonly typeLabel: string | null;
  readonly needsEscort: boolean;
}

const HOUR_MS = 3_600_000;

type Person = Partial<Pick<CheckIn, 'firstName' | 'lastName' | 'companyName' | 'language'>> &
  Partial<Omit<Sample, 'checkIn'>>;

const PEOPLE: Readonly<Record<SampleVisitor, Person>> = {
  everyday: { firstName: 'Amira', lastName: 'Haddad', companyName: 'Nordlicht Robotics', host: 'Lena Vogt' },
  'longest-name': {
    firstName: 'Christopher-Alexander',
    lastName: 'Featherstonehaugh-Cholmondeley',
    companyName: 'Bundesvereinigung der Landesarbeitsgemeinschaften für Sicherheit e. V.',
    host: 'Prof. Dr. Dr. h. c. Maximiliane von Waldburg-Zeil',
    typeLabel: 'External contractor, escorted',
  },
  arabic: {
    firstName: 'محمد',
    lastName: 'الفارسي',
    companyName: 'شركة النور للتجارة',
    host: 'Lena Vogt',
  },
  chinese: { firstName: '丽华', lastName: '王', companyName: '深圳市蓝图科技有限公司', language: 'ZH_CN' },
  'no-company': { firstName: 'Bo', lastName: 'Li' },
  escort: {
    firstName: 'Zoë-Éloïse',
    lastName: "d'Argençon",
    companyName: 'Cœur & Fils',
    language: 'FR',
    host: 'Bernd Kraus',
    needsEscort: true,
  },
  contractor: {
    firstName: 'Piotr',
    lastName: 'Zieliński',
    companyName: 'Zieliński Logistyka',
    language: 'PL',
    host: 'Bernd Kraus',
    typeLabel: 'Contractor',
  },
};

/** `customFieldKeys`: each gets its own name as its value, so that a design that binds to it shows where. */
export function sampleVisitor(
  sample: SampleVisitor,
  customFieldKeys: readonly string[],
  nowMs: number,
): Sample {
  const { host = null, typeLabel = null, needsEscort = false, ...person } = PEOPLE[sample];
  return {
    host,
    typeLabel,
    needsEscort,
    checkIn: {
      firstName: null,
      lastName: null,
      companyName: null,
      language: null,
      email: 'visitor@example.com',
      state: 'Approved',
      phase: 'approved',
      arrivedAtMs: nowMs,
      validFromMs: nowMs,
      validToMs: nowMs + 2 * HOUR_MS,
      card: { kind: 'reception', number: '0004217788', readings: [] },
      customFields: Object.fromEntries(customFieldKeys.map((key) => [key, key])),
      ...person,
    },
  };
}
