/** Enough visitors to fill every list, in many scripts and lengths. Invented, all of them. */
import type { CheckInDetail, PrintJobView } from '../../electron/shared/view.ts';
import { MINUTE_MS, NOT_CHECKED, noBadge, printJob, verification, visitor } from './desk-fixtures.ts';

const HOUR_MS = 60 * MINUTE_MS;
const ago = (minutes: number): number => Date.now() - minutes * MINUTE_MS;
const ahead = (minutes: number): number => Date.now() + minutes * MINUTE_MS;

const waiting = (): CheckInDetail[] => [
  visitor({
    id: 1,
    name: 'Amira Haddad',
    companyName: 'Nordlicht Robotics',
    arrivedAtMs: ago(1),
    validFromMs: ago(2),
    validToMs: ahead(148),
    host: 'Ines Brandt',
    maskedCard: '•••• 7731',
  }),
  visitor({
    id: 2,
    name: 'Jonas Weidmann',
    companyName: 'Weidmann Kältetechnik GmbH',
    arrivedAtMs: ago(6),
    hasInvitation: false,
    validToMs: null,
    verification: verification({ document: 'EXISTED', selfie: 'NOT_MATCHED', liveness: 'PASSED' }),
    badge: noBadge({ code: 'verification', checks: ['selfie'] }),
  }),
  visitor({
    id: 3,
    name: 'محمد الأنصاري',
    companyName: 'شركة الخليج للتقنية',
    state: 'Security Check 2',
    phase: 'unknown',
    arrivedAtMs: ago(9),
    badge: noBadge({ code: 'state-not-known', state: 'Security Check 2' }),
  }),
  visitor({
    id: 4,
    name: 'Maximiliane-Charlotte Freifrau von Hohenlohe-Schillingsfürst-Waldburg',
    companyName: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH',
    arrivedAtMs: ago(12),
    verification: verification({
      document: 'EXISTED',
      selfie: 'MATCHED',
      liveness: 'PASSED',
      invitationLastName: 'SIMILAR',
    }),
    badge: noBadge({ code: 'verification', checks: ['invitationLastName'] }),
  }),
];

const onSite = (): CheckInDetail[] => [
  visitor({
    id: 11,
    name: '王 丽华',
    companyName: '深圳市蓝图科技',
    phase: 'onsite',
    state: 'Onsite',
    arrivedAtMs: ago(14),
    validToMs: ahead(238),
    jobs: [printJob({ id: 42, checkInId: 11, createdAtMs: ago(14) })],
  }),
  visitor({
    id: 12,
    name: 'Piotr Zieliński',
    companyName: 'Zieliński Logistyka',
    phase: 'approved',
    state: 'Awaiting Escort',
    type: 'Escort',
    arrivedAtMs: ago(25),
    jobs: [printJob({ id: 41, checkInId: 12, createdAtMs: ago(25) })],
  }),
  visitor({
    id: 13,
    name: 'Grace Okafor',
    companyName: 'Okafor & Lindqvist Architects',
    phase: 'onsite',
    state: 'Onsite',
    type: 'Contractor',
    arrivedAtMs: ago(32),
    jobs: [
      printJob({
        id: 40,
        checkInId: 13,
        state: 'uncertain',
        reason: { kind: 'link-lost-after-commit' },
        createdAtMs: ago(32),
        settledAtMs: null,
      }),
    ],
  }),
  visitor({
    id: 14,
    name: 'Tomás Echeverría',
    companyName: 'Puerto Azul Seguros',
    phase: 'onsite',
    state: 'Onsite',
    verification: NOT_CHECKED,
    arrivedAtMs: ago(50),
    jobs: [printJob({ id: 39, checkInId: 14, createdAtMs: ago(50), state: 'delivered' })],
  }),
  visitor({
    id: 15,
    name: 'Екатерина Соколова',
    companyName: 'Северный Ветер',
    phase: 'onsite',
    state: 'Onsite',
    arrivedAtMs: ago(74),
    isUnconfirmed: true,
    badge: noBadge({ code: 'baseline' }),
  }),
  visitor({
    id: 16,
    name: 'Noor de Vries',
    companyName: null,
    phase: 'onsite',
    state: 'Onsite',
    verification: verification({ document: 'EXPIRED', selfie: 'MATCHED', liveness: 'PASSED' }),
    arrivedAtMs: ago(95),
    validToMs: ago(22),
    badge: noBadge({ code: 'verification', checks: ['document'] }),
  }),
];

const others = (): CheckInDetail[] => [
  ...['Lena Hartwig', 'Ravi Menon', 'Sofía Iglesias', 'Ελένη Παπαδοπούλου', '김 서연', 'Oskar Lindgren'].map(
    (name, index) =>
      visitor({
        id: 30 + index,
        name,
        companyName: 'Kontor am Hafen',
        phase: 'upcoming',
        state: 'Upcoming',
        arrivedAtMs: null,
        validFromMs: ahead(20 + index * 25),
        validToMs: ahead(180 + index * 25),
        verification: NOT_CHECKED,
        badge: noBadge({ code: 'not-approved-yet', phase: 'upcoming' }),
      }),
  ),
  ...['Bruno Salgado', 'Yuki Tanabe', 'Adaeze Nwosu'].map((name, index) =>
    visitor({
      id: 50 + index,
      name,
      companyName: 'Brightwater Audit',
      phase: index === 2 ? 'rejected' : 'left',
      state: index === 2 ? 'Rejected' : 'Left',
      arrivedAtMs: ago(240 + index * 10),
      leftAtMs: ago(30 + index * 20),
      badge: noBadge(index === 2 ? { code: 'rejected' } : { code: 'left' }),
    }),
  ),
];

export const dayAtTheDesk = (): CheckInDetail[] => [...waiting(), ...onSite(), ...others()];

/** Every job of these visitors, newest first, and two that ended badly. */
export function printsOf(visitors: readonly CheckInDetail[]): PrintJobView[] {
  const jobs = visitors.flatMap((each) => each.jobs);
  const failed = printJob({
    id: 38,
    checkInId: 99,
    name: 'Henrik Aalto',
    state: 'failed',
    reason: { kind: 'cancelled' },
    createdAtMs: Date.now() - 2 * HOUR_MS,
  });
  const withdrawn = printJob({
    id: 37,
    checkInId: 98,
    state: 'withdrawn',
    reason: { kind: 'not-due-any-more', because: { code: 'left' } },
    createdAtMs: Date.now() - 3 * HOUR_MS,
  });
  return [...jobs, failed, withdrawn].toSorted((a, b) => b.id - a.id);
}
