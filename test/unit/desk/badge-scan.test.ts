import { describe, expect, test } from 'vitest';
import { createBadgeCodes } from '../../../electron/desk/badge-code.ts';
import { createCards } from '../../../electron/desk/cards.ts';
import { createBadgeScan } from '../../../electron/desk/badge-scan.ts';
import type { CheckIn } from '../../../electron/shared/check-in.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { openStore } from '../../support/open-store.ts';

const codes = createBadgeCodes('5a'.repeat(32));

function setUp(person: Partial<CheckIn>) {
  const store = openStore();
  const clock = createFakeClock();
  store.checkIns.put(storedCheckIn({ id: 7, ...person }, clock.nowMs()));
  return { scan: createBadgeScan(store, codes, createCards(store), clock), nowMs: clock.nowMs() };
}

describe('a scanned badge', () => {
  test('opens its visitor', () => {
    const { scan } = setUp({ phase: 'onsite' });
    expect(scan(codes.codeOf(7))).toEqual({ kind: 'visitor', checkInId: 7, expired: null });
  });

  test('of somebody who has left says so', () => {
    const { scan } = setUp({ phase: 'left', leftAtMs: 5 });
    expect(scan(codes.codeOf(7))).toEqual({ kind: 'visitor', checkInId: 7, expired: 'left' });
  });

  test('of a visit whose time is over says so', () => {
    const { scan, nowMs } = setUp({ phase: 'onsite', validToMs: 0 });
    expect(nowMs).toBeGreaterThan(0);
    expect(scan(codes.codeOf(7))).toMatchObject({ expired: 'validity-over' });
  });

  test('of somebody who has been forgotten is still known as ours', () => {
    expect(setUp({}).scan(codes.codeOf(8))).toEqual({ kind: 'forgotten' });
  });

  test('that nobody here has made is forged', () => {
    expect(setUp({}).scan(createBadgeCodes('00'.repeat(32)).codeOf(7))).toEqual({ kind: 'forged' });
  });
});
