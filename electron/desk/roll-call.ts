/**
 * What the desk may ask of a roll call: who is missing, a tick, the beginning and the end, and the list on paper. All of it comes
 * from the store alone, so it works without any network, outlives a restart and is the same in every window.
 */
import type { RollList } from '../badge/roll-list/roll-list.ts';
import type { Clock } from '../shared/clock.ts';
import type { PdfFile } from '../shared/file-for-person.ts';
import { nameInReadingOrder } from '../shared/person-name.ts';
import { err, ok, type Result } from '../shared/result.ts';
import {
  type ListPrint,
  type OpenRollCall,
  ROLL_CALL_LIMIT,
  type RollCall,
  type RollCallCounts,
  type RollCallNotice,
  type RollCallPerson,
  standingOf,
} from '../shared/roll-call.ts';
import type { StoredPerson, StoredRollCall } from '../store/roll-calls.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

export interface RollCallPorts {
  readonly store: Store;
  readonly settings: Pick<Settings, 'badge' | 'site' | 'language'>;
  readonly clock: Clock;
  /** How old the list of who is on site is. */
  readonly asOfMs: () => number | null;
  readonly listPdf: (list: RollList) => Promise<Buffer>;
  readonly printLabels: (list: RollList) => Promise<ListPrint>;
  /** Every window is to see it. */
  readonly onChange: () => void;
}

/** `over`: ended meanwhile, perhaps in another window. */
export type RollCallRefusal = 'not-found' | 'over';

export interface RollCallDesk {
  current(): RollCall;
  notice(): RollCallNotice | null;
  begin(isDrill: boolean): RollCall;
  tick(rollCallId: number, checkInId: number, isFound: boolean): Result<RollCallCounts, RollCallRefusal>;
  end(rollCallId: number): Result<RollCall, RollCallRefusal>;
  print(who: 'missing' | 'everybody'): Promise<ListPrint>;
  /** `null`: the one under way, or without one who is on site now. */
  pdf(rollCallId: number | null): Promise<Result<PdfFile, RollCallRefusal>>;
  /** From time to time: one that nobody has ended is over, and old ones are forgotten. */
  tend(): void;
}

const DAY_MS = 86_400_000;
const PAST_SHOWN = 10;
const PAST_KEPT = { forMs: 90 * DAY_MS, most: 50 };
/** While one is under way nobody in it is forgotten, so one that was left standing must not stand for ever. */
const LONGEST_MS = DAY_MS;

export function createRollCallDesk(ports: RollCallPorts): RollCallDesk {
  const { store, settings, clock, onChange } = ports;
  const { compare } = new Intl.Collator(settings.language, { numeric: true });
  const hostOf = fieldReader(settings.badge.hostField);
  const typeOf = fieldReader(settings.badge.typeField);

  const toPerson = ({ checkInId: id, visitor, ...person }: StoredPerson): RollCallPerson => ({
    id,
    ...person,
    name: visitor === null ? '' : nameInReadingOrder(visitor.firstName, visitor.lastName).join(' '),
    companyName: visitor?.companyName ?? null,
    type: visitor === null ? null : typeOf(visitor.customFields),
    host: visitor === null ? null : hostOf(visitor.customFields),
    arrivedAtMs: visitor?.arrivedAtMs ?? null,
    isUnconfirmed: visitor?.isUnconfirmed ?? false,
    isForgotten: visitor === null,
  });
  /** Whoever has no name stands at the end, where a list on paper has its free lines. */
  const byName = (people: readonly StoredPerson[]): RollCallPerson[] =>
    people
      .map(toPerson)
      .sort(
        (a, b) => Number(a.name === '') - Number(b.name === '') || compare(a.name, b.name) || a.id - b.id,
      );

  function whoAndHowMany(open: OpenRollCall | null): Pick<RollCall, 'people' | 'counts'> {
    if (open !== null)
      return {
        people: byName(store.rollCalls.people(open.id, ROLL_CALL_LIMIT)),
        counts: store.rollCalls.counts(open.id),
      };
    const left = store.rollCalls.countUntold();
    const here = store.checkIns.countOnSite() - left;
    return {
      people: byName(store.rollCalls.onSite(ROLL_CALL_LIMIT)),
      counts: { expected: here, found: 0, missing: here, left },
    };
  }

  const current = (): RollCall => {
    const open = store.rollCalls.open();
    return { open, ...whoAndHowMany(open), past: store.rollCalls.past(PAST_SHOWN) };
  };

  function listOf(rollCall: StoredRollCall | null): RollList {
    const asOfNowMs = ports.asOfMs();
    const endedAtMs = rollCall?.endedAtMs ?? null;
    return {
      kind: rollCall === null ? 'on-site' : rollCall.isDrill ? 'drill' : 'roll-call',
      siteName: settings.site.name,
      language: settings.language,
      han: settings.site.han,
      ...(settings.site.timeZone === null ? {} : { timeZone: settings.site.timeZone }),
      beganAtMs: rollCall?.startedAtMs ?? null,
      endedAtMs,
      // Of one that is over the age at its time counts, not what the desk has learnt since.
      asOfMs: rollCall === null || endedAtMs === null ? asOfNowMs : rollCall.asOfMs,
      nowMs: clock.nowMs(),
      ...whoAndHowMany(rollCall),
    };
  }

  const listOfNow = (): RollList => {
    const open = store.rollCalls.open();
    return listOf(open === null ? null : { ...open, endedAtMs: null });
  };

  /** In one transaction with what it guards, or two windows could both see it open. */
  function whileOpen<T>(id: number, work: () => Result<T, RollCallRefusal>): Result<T, RollCallRefusal> {
    const result = store.transaction(() => {
      const rollCall = store.rollCalls.get(id);
      if (rollCall === null) return err('not-found' as const);
      return rollCall.endedAtMs === null ? work() : err('over' as const);
    });
    if (result.ok) onChange();
    return result;
  }

  return {
    current,
    notice() {
      const open = store.rollCalls.open();
      return open === null ? null : { ...open, ...store.rollCalls.counts(open.id) };
    },
    begin(isDrill) {
      store.transaction(() => {
        if (store.rollCalls.open() === null)
          store.rollCalls.begin({ startedAtMs: clock.nowMs(), isDrill, asOfMs: ports.asOfMs() });
      });
      onChange();
      return current();
    },
    tick: (rollCallId, checkInId, isFound) =>
      whileOpen(rollCallId, () =>
        store.rollCalls.tick(rollCallId, checkInId, isFound ? clock.nowMs() : null)
          ? ok(store.rollCalls.counts(rollCallId))
          : err('not-found'),
      ),
    end(rollCallId) {
      const ended = whileOpen(rollCallId, () => ok(store.rollCalls.end(rollCallId, clock.nowMs())));
      return ended.ok ? ok(current()) : ended;
    },
    async print(who) {
      const list = listOfNow();
      const people = list.people.filter((person) => who === 'everybody' || standingOf(person) === 'missing');
      return people.length === 0
        ? { kind: 'not-now', why: 'nobody' }
        : ports.printLabels({ ...list, people });
    },
    async pdf(rollCallId) {
      const rollCall = rollCallId === null ? null : store.rollCalls.get(rollCallId);
      if (rollCallId !== null && rollCall === null) return err('not-found');
      const list = rollCall === null ? listOfNow() : listOf(rollCall);
      const pdf = await ports.listPdf(list);
      return ok({ fileName: fileNameOf(list), pdfBase64: pdf.toString('base64') });
    },
    tend() {
      const nowMs = clock.nowMs();
      const open = store.rollCalls.open();
      const isLeftStanding = open !== null && open.startedAtMs < nowMs - LONGEST_MS;
      if (isLeftStanding) store.transaction(() => store.rollCalls.end(open.id, nowMs));
      store.transaction(() => store.rollCalls.forget(nowMs - PAST_KEPT.forMs, PAST_KEPT.most));
      if (isLeftStanding) onChange();
    },
  };
}

const fieldReader =
  (key: string | null) =>
  (fields: Readonly<Record<string, string>>): string | null =>
    key !== null && Object.hasOwn(fields, key) ? (fields[key] ?? null) : null;

/** Sorts by time in a folder, and says nothing of anybody. */
function fileNameOf({ kind, beganAtMs, nowMs, timeZone }: RollList): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(
    beganAtMs ?? nowMs,
  );
  return `${kind}-${parts.replaceAll(':', '').replaceAll(' ', '-')}.pdf`;
}
