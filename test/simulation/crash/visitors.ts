/**
 * What happens at the simulated cloud of one desk, kills or no kills. Every change of a visitor carries a number of its own,
 * in the name of the company, where a window can read it: so it can be told from outside which change a station has kept.
 */
import type { DemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import { timestamp, type CheckInPatch } from '../../../electron/demo/cloud/objects.ts';
import type { Random } from '../../../electron/demo/cloud/random.ts';

export type VisitState = 'Upcoming' | 'Pending' | 'Host' | 'Onsite' | 'Left';

export interface Visitor {
  readonly id: number;
  version: number;
  state: VisitState;
}

export interface Visitors {
  all(): readonly Visitor[];
  /** Changed since a window has last shown it. */
  readonly unseen: Set<number>;
  /** Approved, to the desk's knowledge for the first time, when it already had its baseline: due a badge by itself. */
  readonly dueBadge: ReadonlySet<number>;
  /** Approved before this desk had ever seen its cloud, and not again since: lost memory must not print their badges. */
  readonly longApproved: ReadonlySet<number>;
  versionOf(id: number): number;
  /** Somebody in this state, or nobody. */
  pick(state: VisitState): Visitor | null;
  arrive(): void;
  approve(options: { readonly hasBaseline: boolean }): void;
  move(from: VisitState, to: VisitState): void;
  update(): void;
  giveCard(): void;
  /** Sends somebody's frame once more as it is. */
  repeat(): void;
}

const INVITED = 420;
const LONG_APPROVED = 30;

const stamp = (version: number): string => `Works ${version}`;
export const versionOf = (companyName: string | null): number => Number(companyName?.split(' ')[1] ?? 0);

export function createVisitors(cloud: DemoCloud, random: Random, onFrame: () => void): Visitors {
  const visitors: Visitor[] = [];
  const unseen = new Set<number>();
  const dueBadge = new Set<number>();
  const longApproved = new Set<number>();
  const approvedBefore = new Set<number>();
  let version = 0;

  function change(visitor: Visitor, patch: CheckInPatch = {}): void {
    version += 1;
    visitor.version = version;
    unseen.add(visitor.id);
    cloud.upsertCheckIn({ id: visitor.id, companyName: stamp(version), state: visitor.state, ...patch });
    if (cloud.links() > 0) onFrame();
  }

  function enter(state: VisitState): Visitor {
    const visitor: Visitor = { id: visitors.length + 1, version: 0, state };
    visitors.push(visitor);
    const arrivedAt = state === 'Upcoming' ? null : timestamp(Date.now());
    change(visitor, { arrivedAt, legitimation: undefined, accessControl: undefined });
    return visitor;
  }

  function pick(state: VisitState): Visitor | null {
    const [first, ...others] = visitors.filter((visitor) => visitor.state === state);
    return first === undefined ? null : random.pick([first, ...others]);
  }

  function move(from: VisitState, to: VisitState): void {
    const visitor = pick(from);
    if (visitor !== null) enterState(visitor, to);
  }

  function enterState(visitor: Visitor, to: VisitState): void {
    visitor.state = to;
    if (to === 'Pending') longApproved.delete(visitor.id);
    if (to === 'Left') cloud.unassignCards(visitor.id);
    if (to === 'Host') approvedBefore.add(visitor.id);
    change(visitor, to === 'Left' ? { leftAt: timestamp(Date.now()) } : {});
  }

  for (let count = 0; count < INVITED; count += 1) enter('Upcoming');
  for (let count = 0; count < LONG_APPROVED; count += 1) {
    const { id } = enter('Host');
    longApproved.add(id);
    approvedBefore.add(id);
  }

  return {
    all: () => visitors,
    unseen,
    dueBadge,
    longApproved,
    versionOf: (id) => visitors[id - 1]?.version ?? 0,
    pick,
    arrive: () => void enter('Pending'),
    approve({ hasBaseline }) {
      const visitor = pick('Pending');
      if (visitor === null) return;
      // An approval that was taken back and given again behind the desk's back is none that it could tell from the first.
      const isNews = !approvedBefore.has(visitor.id) || !unseen.has(visitor.id);
      enterState(visitor, 'Host');
      if (hasBaseline && isNews) dueBadge.add(visitor.id);
    },
    move,
    update() {
      const visitor = visitors[random.integer(0, visitors.length - 1)];
      if (visitor !== undefined) change(visitor);
    },
    giveCard() {
      const visitor = pick('Host');
      if (visitor === null) return;
      cloud.assignCard(visitor.id);
      change(visitor);
    },
    repeat() {
      const visitor = pick(random.pick(['Host', 'Onsite', 'Pending']));
      const checkIn = visitor && cloud.upsertCheckIn({ id: visitor.id });
      if (checkIn) cloud.broadcastRaw(JSON.stringify({ checkIn }));
    },
  };
}
