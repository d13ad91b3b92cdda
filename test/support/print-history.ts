/** Badges of an invented desk, and a station that looks through them as the real one does. */
import { ok } from '../../electron/shared/result.ts';
import type { CommandResult } from '../../electron/shared/contract.ts';
import type {
  PrintCounts,
  PrintFilter,
  PrintHistoryRow,
  PrintSearch,
} from '../../electron/shared/print-history.ts';
import type { PrintJobView } from '../../electron/shared/view.ts';

const FILTER: Readonly<Record<PrintJobView['state'], Exclude<PrintFilter, 'all'>>> = {
  queued: 'waiting',
  body: 'waiting',
  commit: 'waiting',
  printed: 'out',
  delivered: 'out',
  'handed-over': 'out',
  failed: 'not-out',
  withdrawn: 'not-out',
  uncertain: 'uncertain',
};

export const historyRow = (job: PrintJobView, change: Partial<PrintHistoryRow> = {}): PrintHistoryRow => ({
  ...job,
  companyName: null,
  printer: job.committedAtMs === null ? null : 'usb:000M1Z418823',
  attempts: 1,
  entry: { sequence: job.id * 4, link: String(job.id).padStart(64, 'a') },
  ...change,
});

export function searchPrints(
  rows: readonly PrintHistoryRow[],
  { filter, search, beforeId, downToId, limit }: PrintSearch,
): CommandResult<'prints:list'> {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) =>
    words.every(
      (word) =>
        String(row.printNumber) === word ||
        `${row.name} ${row.companyName ?? ''}`.toLowerCase().includes(word),
    ),
  );
  const count = (wanted: PrintFilter): number =>
    found.filter((row) => wanted === 'all' || FILTER[row.state] === wanted).length;
  const counts: PrintCounts = {
    all: count('all'),
    out: count('out'),
    'not-out': count('not-out'),
    waiting: count('waiting'),
    uncertain: count('uncertain'),
  };
  const inRange = found.filter(
    (row) =>
      (filter === 'all' || FILTER[row.state] === filter) &&
      row.id < (beforeId ?? Number.POSITIVE_INFINITY) &&
      row.id >= (downToId ?? 0),
  );
  return ok({
    rows: inRange.slice(0, limit),
    hasOlder: inRange.length > limit,
    counts: beforeId === null ? counts : null,
    listRevision: 1,
  });
}

const HOUR_MS = 3_600_000;
const NAMES = [
  ['Amira Haddad', 'Nordlicht Robotics'],
  ['王 丽华', '深圳市蓝图科技'],
  ['Piotr Zieliński', 'Zieliński Logistyka'],
  ['Grace Okafor', 'Okafor & Lindqvist Architects'],
  ['محمد الأنصاري', 'شركة الخليج للتقنية'],
  ['Maximiliane-Charlotte Freifrau von Hohenlohe-Schillingsfürst-Waldburg', 'Donaudampfschifffahrt mbH'],
  ['Tomás Echeverría', null],
] as const;

/** Every outcome that there is, many times over, the newest first; nobody older than a day has a name any more. */
export function historyOfADay(count = 260, nowMs = Date.now()): PrintHistoryRow[] {
  const KINDS: readonly Partial<PrintHistoryRow>[] = [
    { state: 'printed' },
    { state: 'printed', printer: 'tcp:10.0.0.5:9100', purpose: 'manual' },
    { state: 'failed', reason: { kind: 'badge-cannot-be-drawn' }, committedAtMs: null, printer: null },
    { state: 'delivered', printer: 'spooler:Reception', purpose: 'reprint', reprintReason: 'lost' },
    { state: 'printed', reason: { kind: 'without-photo', because: 'too-slow' } },
    {
      state: 'withdrawn',
      reason: { kind: 'not-due-any-more', because: { code: 'left' } },
      committedAtMs: null,
      printer: null,
    },
    { state: 'printed', purpose: 'reprint', reprintReason: 'did-not-come-out' },
  ];
  return Array.from({ length: count }, (_, index) => {
    const id = count - index;
    const createdAtMs = nowMs - index * 0.21 * HOUR_MS - 60_000;
    const [name, companyName] = NAMES[(id + Math.floor(id / 7)) % NAMES.length] ?? ['', null];
    const isKept = nowMs - createdAtMs < 24 * HOUR_MS;
    const job: PrintJobView = {
      id,
      checkInId: (id % 20) + 1,
      name: isKept ? name : '',
      printNumber: 1000 + id,
      purpose: 'auto',
      reprintReason: null,
      state: 'printed',
      reason: null,
      createdAtMs,
      committedAtMs: createdAtMs + 600,
      settledAtMs: createdAtMs + 900,
    };
    const change =
      index === 0
        ? {
            state: 'queued' as const,
            reason: { kind: 'no-media' as const },
            committedAtMs: null,
            settledAtMs: null,
          }
        : index === 3
          ? {
              state: 'uncertain' as const,
              reason: { kind: 'link-lost-after-commit' as const },
              settledAtMs: null,
            }
          : KINDS[id % KINDS.length];
    return historyRow({ ...job, ...change }, { companyName: isKept ? companyName : null, ...change });
  });
}
