/** How an invented desk is, and how the same desk is on a bad day. */
import type { Diagnostics } from '../../electron/shared/diagnostics.ts';
import { MINUTE_MS, READY } from './desk-fixtures.ts';

const HOUR_MS = 60 * MINUTE_MS;

export function diagnosticsOf(change: Partial<Diagnostics> = {}, nowMs = Date.now()): Diagnostics {
  return {
    madeAtMs: nowMs,
    startedAtMs: nowMs - 6 * HOUR_MS,
    versions: {
      Vestibule: '0.1.0',
      Electron: '45.4.1',
      Chromium: '150.0.7',
      'Node.js': '24.21.0',
      SQLite: '3.53.4',
    },
    system: 'Windows 11 Pro 10.0.26100',
    architecture: 'x64',
    session: {
      now: { kind: 'live', sinceMs: nowMs - 2 * HOUR_MS },
      asOfMs: nowMs,
      isSnapshotComplete: true,
      changes: [
        { atMs: nowMs - 2 * HOUR_MS, kind: 'live', because: null },
        { atMs: nowMs - 2 * HOUR_MS - 900, kind: 'reconciling', because: null },
        { atMs: nowMs - 2 * HOUR_MS - 1_400, kind: 'connecting', because: null },
        { atMs: nowMs - 2 * HOUR_MS - 9_000, kind: 'waiting', because: 'went-silent' },
        { atMs: nowMs - 6 * HOUR_MS + 2_100, kind: 'live', because: null },
        { atMs: nowMs - 6 * HOUR_MS + 1_000, kind: 'reconciling', because: null },
        { atMs: nowMs - 6 * HOUR_MS, kind: 'connecting', because: null },
      ],
    },
    cloudClock: { aheadMs: 4_200, atMs: nowMs - 2 * HOUR_MS },
    eventLoop: { sinceMs: nowMs - 6 * HOUR_MS, p50Ms: 0, p99Ms: 3, maxMs: 41 },
    slowStatements: [],
    memory: { residentBytes: 148 * 1024 * 1024, heapBytes: 41 * 1024 * 1024 },
    database: { sizeBytes: 3_260_416, checkIns: 1_284, state: { kind: 'sound' } },
    queue: { queued: 0, uncertain: 0, failed: 1, done: 22 },
    transitions: { waiting: 0, inDoubt: 0, questions: 0 },
    jobs: [
      {
        createdAtMs: nowMs - 14 * MINUTE_MS,
        settledAtMs: nowMs - 14 * MINUTE_MS + 900,
        purpose: 'auto',
        state: 'printed',
        reason: null,
        attempts: 1,
      },
    ],
    printer: READY,
    quarantine: { total: 0, latest: [] },
    hasProxy: false,
    updates: { state: { kind: 'newest' }, checkedAtMs: nowMs - 40 * MINUTE_MS, latest: null },
    webhook: { kind: 'off' },
    settings: {
      apiHost: 'api.essentry.example',
      socketHost: 'socket.essentry.example',
      locationId: 12,
      auth: 'header',
      printerRoute: 'usb',
      fallbackRoute: 'none',
      mediaWidthMm: 62,
      mediaHeightMm: 100,
      language: 'en',
      timeZone: 'Europe/Berlin',
      autoPrint: true,
      printOnPhases: 'approved, onsite',
      maxArrivalAgeMin: 30,
      holdOnVerification: true,
      photo: false,
      retentionHours: 24,
      blur: 'off',
      lockAfterMin: 5,
      mappedStates: 3,
    },
    ...change,
  };
}

/** Nearly everything that can be the matter, at once. */
export const troubledDiagnostics = (nowMs = Date.now()): Diagnostics =>
  diagnosticsOf(
    {
      session: {
        now: { kind: 'waiting', untilMs: nowMs + 12_000, attempt: 7, because: 'tls-date' },
        asOfMs: nowMs - 12.5 * MINUTE_MS,
        isSnapshotComplete: true,
        changes: Array.from({ length: 30 }, (_, index) => ({
          atMs: nowMs - index * 31_000,
          kind: index % 2 === 0 ? ('waiting' as const) : ('connecting' as const),
          because: index % 2 === 0 ? 'tls-date' : null,
        })),
      },
      cloudClock: { aheadMs: -95_000, atMs: nowMs - 40 * MINUTE_MS },
      eventLoop: { sinceMs: nowMs - 6 * HOUR_MS, p50Ms: 12, p99Ms: 180, maxMs: 2_340 },
      slowStatements: [
        { atMs: nowMs - 3 * MINUTE_MS, name: 'transaction', durationMs: 412 },
        { atMs: nowMs - 4 * MINUTE_MS, name: 'checkIns.list', durationMs: 58 },
      ],
      database: {
        sizeBytes: 3_260_416,
        checkIns: 1_284,
        state: { kind: 'unwritable', because: 'disk-full', sinceMs: nowMs - 4 * MINUTE_MS },
      },
      printer: { ...READY, condition: { kind: 'no-media' } },
      queue: { queued: 4, uncertain: 1, failed: 2, done: 22 },
      quarantine: {
        total: 37,
        latest: [
          {
            atMs: nowMs - 2 * MINUTE_MS,
            source: 'frame',
            code: 'bad-check-in',
            detail: 'id: expected number',
            sizeBytes: 1_844,
            shape:
              '{checkIn:{id:string,state:string,firstName:string,accessControl:{credential:null,access:{…}}}}',
          },
          {
            atMs: nowMs - 9 * MINUTE_MS,
            source: 'snapshot',
            code: 'bad-check-in',
            detail: 'arrivedAt: custom',
            sizeBytes: 912,
            shape: '{id:number,state:string,arrivedAt:string}',
          },
          {
            atMs: nowMs - 31 * MINUTE_MS,
            source: 'frame',
            code: 'unknown-kind',
            detail: '',
            sizeBytes: 96,
            shape: '{visit:{id:number}}',
          },
        ],
      },
      hasProxy: true,
    },
    nowMs,
  );
