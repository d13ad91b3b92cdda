/** A station that keeps one roll call in memory, for the window's tests and screenshots. Nobody here exists. */
import { err, ok } from '../../electron/shared/result.ts';
import {
  type OpenRollCall,
  type RollCall,
  type RollCallCounts,
  type RollCallPerson,
  type RollCallSummary,
  standingOf,
} from '../../electron/shared/roll-call.ts';
import { MINUTE_MS } from './desk-fixtures.ts';
import type { ScriptedStation } from './scripted-bridge.ts';

export const person = (id: number, change: Partial<RollCallPerson> = {}): RollCallPerson => ({
  id,
  name: `Visitor ${id}`,
  companyName: 'Muster & Partner',
  type: null,
  host: 'Lena Vogt',
  arrivedAtMs: Date.now() - id * MINUTE_MS,
  foundAtMs: null,
  leftAtMs: null,
  isUnconfirmed: false,
  isDepartureUnsent: false,
  isForgotten: false,
  ...change,
});

const NAMES: readonly (readonly [name: string, company: string | null, host: string | null])[] = [
  ['Aïcha Ben Salem', 'Atlas Conseil', 'Marek Novák'],
  ['Amira Haddad', 'Nordlicht Robotics', 'Lena Vogt'],
  ['Bo Li', null, null],
  ['Eszter Nagy', 'Duna Építész Kft.', 'Lena Vogt'],
  ['Grace Okafor', 'Okafor & Lindqvist Architects', 'Bernd Kraus'],
  ['Jonas Weidmann', 'Weidmann Kältetechnik GmbH', 'Bernd Kraus'],
  ['Łukasz Żółkiewski', 'Zieliński Logistyka', 'Bernd Kraus'],
  [
    'Maximiliane Christopher-Alexander von Waldburg-Zeil-Wurzach',
    'Bundesvereinigung der Landesarbeitsgemeinschaften für Sicherheit e. V.',
    'Prof. Dr. Dr. h. c. Featherstonehaugh-Cholmondeley',
  ],
  ['Piotr Zieliński', 'Zieliński Logistyka', 'Lena Vogt'],
  ['Tomás Echeverría', 'Puerto Azul Seguros', null],
  ['Zoë-Éloïse d’Argençon', 'Cœur & Fils', 'Marek Novák'],
  ['محمد الفارسي', 'شركة النور للتجارة', 'Lena Vogt'],
  ['王 丽华', '深圳市蓝图科技有限公司', 'Lena Vogt'],
];

export const aHouse = (): readonly RollCallPerson[] => [
  ...NAMES.map(([name, companyName, host], index) =>
    person(index + 1, {
      name,
      companyName,
      host,
      isUnconfirmed: index === 4,
      arrivedAtMs: Date.now() - (index * 23 + 4) * MINUTE_MS,
    }),
  ),
  person(14, { name: '', companyName: null, host: null }),
];

export const PAST: readonly RollCallSummary[] = [
  {
    id: 2,
    startedAtMs: Date.UTC(2026, 10, 3, 9, 0),
    endedAtMs: Date.UTC(2026, 10, 3, 9, 14),
    isDrill: true,
    asOfMs: Date.UTC(2026, 10, 3, 9, 0),
    expected: 38,
    found: 38,
    missing: 0,
    left: 1,
  },
  {
    id: 1,
    startedAtMs: Date.UTC(2026, 8, 17, 13, 21),
    endedAtMs: Date.UTC(2026, 8, 17, 13, 52),
    isDrill: false,
    asOfMs: null,
    expected: 22,
    found: 20,
    missing: 2,
    left: 0,
  },
];

export interface ScriptedRollCall {
  readonly current: () => RollCall;
  /** As another window, or the cloud, would. */
  change(id: number, change: Partial<RollCallPerson>): void;
  join(newcomer: RollCallPerson): void;
  begin(isDrill: boolean): void;
  end(): void;
}

export function scriptRollCall(
  station: ScriptedStation,
  from: readonly RollCallPerson[] = aHouse(),
  past: readonly RollCallSummary[] = PAST,
): ScriptedRollCall {
  let people = from;
  let open: OpenRollCall | null = null;
  let over = past;

  const counts = (): RollCallCounts => {
    const count = { missing: 0, found: 0, left: 0 };
    for (const each of people) count[standingOf(each)] += 1;
    return { ...count, expected: count.found + count.missing };
  };
  const current = (): RollCall => ({ open, people, counts: counts(), past: over });
  const tell = (): void =>
    station.show({
      listRevision: station.view.listRevision + 1,
      rollCall: open === null ? null : { ...open, ...counts() },
    });
  const change = (id: number, changes: Partial<RollCallPerson>): void => {
    people = people.map((each) => (each.id === id ? { ...each, ...changes } : each));
    tell();
  };
  const begin = (isDrill: boolean): void => {
    open ??= { id: 7, startedAtMs: Date.now(), isDrill, asOfMs: station.view.asOfMs };
    tell();
  };
  const end = (): void => {
    if (open === null) return;
    over = [{ ...open, endedAtMs: Date.now(), ...counts() }, ...over];
    open = null;
    people = people.map((each) => ({ ...each, foundAtMs: null }));
    tell();
  };

  station.answer('roll-call:get', () => ok(current()));
  station.answer('roll-call:begin', ({ isDrill }) => {
    begin(isDrill);
    return ok(current());
  });
  station.answer('roll-call:tick', ({ rollCallId, checkInId, isFound }) => {
    if (open?.id !== rollCallId) return err({ code: 'not-now', message: 'over' });
    change(checkInId, { foundAtMs: isFound ? Date.now() : null });
    return ok(counts());
  });
  station.answer('roll-call:end', () => {
    end();
    return ok(current());
  });
  station.answer('roll-call:print', () => ok({ kind: 'out', labels: 2, proof: 'printed' }));
  station.answer('roll-call:pdf', () =>
    ok({ fileName: 'drill-2026-11-24-1402.pdf', pdfBase64: Buffer.from('%PDF-1.4').toString('base64') }),
  );
  return {
    current,
    change,
    join(newcomer) {
      people = [...people, newcomer].toSorted((a, b) => a.name.localeCompare(b.name));
      tell();
    },
    begin,
    end,
  };
}
