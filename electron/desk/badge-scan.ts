import type { ScannedBadge } from '../shared/badge-template.ts';
import type { ScannedCard } from '../shared/cards.ts';
import type { Clock } from '../shared/clock.ts';
import type { BadgeCodes } from './badge-code.ts';
import type { Cards } from './cards.ts';
import type { Store } from './store.ts';

export type BadgeScan = (text: string) => ScannedBadge | ScannedCard;

/** What a reader has typed: whose badge or card it is, and whether it still counts. */
export function createBadgeScan(store: Store, codes: BadgeCodes, cards: Cards, clock: Clock): BadgeScan {
  return (text) => {
    const read = codes.read(text);
    if (read.kind === 'other') return cards.scan(text);
    if (read.kind === 'forged') return { kind: 'forged' };
    const checkInId = read.checkInAmong(store.checkIns.ids());
    const stored = checkInId === null ? null : store.checkIns.get(checkInId);
    if (stored === null) return { kind: 'forgotten' };
    const { id, phase, leftAtMs, validToMs } = stored.checkIn;
    const hasLeft = phase === 'left' || phase === 'rejected' || leftAtMs !== null;
    const isOver = validToMs !== null && validToMs < clock.nowMs();
    return { kind: 'visitor', checkInId: id, expired: hasLeft ? 'left' : isOver ? 'validity-over' : null };
  };
}
