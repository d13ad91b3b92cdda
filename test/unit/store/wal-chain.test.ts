import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../../electron/desk/store.ts';
import { WAL_FRAME_BYTES, WAL_HEADER_BYTES } from '../../../electron/store/sealed-pages.ts';
import {
  addPrinted,
  damage,
  killedCopy,
  killedWhileOpen,
  openAt,
  PAGE_BYTES,
  yesterday,
} from '../../support/lost-database.ts';

const rebuiltOf = (store: Store) => store.facts.read().rebuilt;

describe('what was written last and stands in the WAL alone', () => {
  const killed = (): string =>
    killedWhileOpen(yesterday(), (store) => {
      for (let id = 50; id < 60; id += 1) store.transaction(() => addPrinted(store, id));
    });

  test('is there after a crash', () => {
    const { store } = openAt(killed());
    expect(rebuiltOf(store)).toBeNull();
    expect(store.ledger.byKey('auto:59')?.state).toBe('printed');
    store.close();
  });

  test('is read when the database itself is lost', () => {
    const path = killed();
    damage(path, 0, PAGE_BYTES);
    const { store } = openAt(path);
    expect(rebuiltOf(store)?.because).toBe('corrupt');
    for (let id = 50; id < 60; id += 1) expect(store.ledger.byKey(`auto:${id}`)?.state).toBe('printed');
    store.close();
  });

  test.each<[string, (wal: string, bytes: number) => void]>([
    ['in its middle', (wal, bytes) => damage(wal, Math.floor(bytes / 2))],
    ['in its header', (wal) => damage(wal, 8)],
    ['in its header, as if its frames were of an earlier round', countUpSalt],
    ['in its last commit', (wal, bytes) => damage(wal, bytes - WAL_FRAME_BYTES - 1000)],
    [
      'from some place to its end',
      (wal, bytes) => damage(wal, bytes - 10 * WAL_FRAME_BYTES, 10 * WAL_FRAME_BYTES),
    ],
  ])(
    'is not forgotten without a word when the WAL is damaged %s: SQLite alone would go on without it',
    (_where, spoil) => {
      const path = killed();
      spoil(`${path}-wal`, statSync(`${path}-wal`).size);
      const { store } = openAt(path);
      expect(rebuiltOf(store)?.because).toBe('corrupt');
      expect(store.ledger.byKey('auto:52')?.state).toBe('printed');
      expect(store.ledger.byKey('auto:1')?.state).toBe('printed');
      store.close();
    },
  );

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['torn off', (bytes) => bytes.subarray(0, bytes.length - 1000)],
    ['not written', (bytes) => bytes.fill(0, bytes.length - WAL_FRAME_BYTES)],
    ['half written', (bytes) => bytes.fill(0xa5, bytes.length - 1000)],
    [
      'half written over what another killed process had left there',
      (bytes) => Buffer.concat([bytes.fill(0xa5, bytes.length - 1000), framesOfNoEnd(bytes)]),
    ],
  ])('is not missed when its end was %s, as by a kill: that was never promised', (_how, tear) => {
    const path = killed();
    writeFileSync(`${path}-wal`, tear(readFileSync(`${path}-wal`)));
    const { store } = openAt(path);
    expect(rebuiltOf(store)).toBeNull();
    expect(store.ledger.byKey('auto:58')?.state).toBe('printed');
    expect(store.ledger.byKey('auto:59')).toBeNull();
    store.close();
  });

  test('is told apart from what a killed process had begun behind it', () => {
    const path = killed();
    const bytes = readFileSync(`${path}-wal`);
    writeFileSync(`${path}-wal`, Buffer.concat([bytes, framesOfNoEnd(bytes)]));
    const { store } = openAt(path);
    expect(rebuiltOf(store)).toBeNull();
    expect(store.ledger.byKey('auto:59')?.state).toBe('printed');
    store.close();
  });

  test('is told apart from what an earlier round has left behind it', () => {
    const path = killedWhileOpen(yesterday(), (store) => {
      for (let id = 200; id < 400; id += 1) addPrinted(store, id);
      store.transaction(() => addPrinted(store, 400));
    });
    const { db, store } = openAt(path);
    // Everything has been moved into the database, and the WAL begins anew over its old frames.
    db.pragma('wal_checkpoint(RESTART)');
    addPrinted(store, 401);
    const left = killedCopy(path);
    store.close();
    const { store: again } = openAt(left);
    expect(rebuiltOf(again)).toBeNull();
    expect(again.ledger.byKey('auto:401')?.state).toBe('printed');
    again.close();
  });
});

/** Frames of the same round that end no commit: the size of the database stands only in the one that does. */
function framesOfNoEnd(wal: Buffer): Buffer {
  const frames = Array.from({ length: (wal.length - WAL_HEADER_BYTES) / WAL_FRAME_BYTES }, (_, index) =>
    wal.subarray(
      WAL_HEADER_BYTES + index * WAL_FRAME_BYTES,
      WAL_HEADER_BYTES + (index + 1) * WAL_FRAME_BYTES,
    ),
  );
  const ofNoEnd = frames.filter((frame) => frame.readUInt32BE(4) === 0);
  expect(ofNoEnd.length).toBeGreaterThan(0);
  return Buffer.concat(ofNoEnd);
}

function countUpSalt(wal: string): void {
  const bytes = readFileSync(wal);
  bytes.writeUInt32BE((bytes.readUInt32BE(16) + 1) >>> 0, 16);
  writeFileSync(wal, bytes);
}
