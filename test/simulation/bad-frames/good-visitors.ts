/**
 * The visitors whose frames are in good order: some arrive and are approved in one frame, some wait first, some are told of
 * twice. Whatever came between, the desk has to know each as the cloud last told of them, with one badge.
 */
import type { CloudCheckIn } from '../../../electron/demo/cloud/objects.ts';
import type { Random } from '../../../electron/demo/cloud/random.ts';
import type { FedStation } from './fed-station.ts';

export interface GoodVisitors {
  /** One frame in good order. */
  tell(): void;
  /** Somebody new, approved by one frame; the id. */
  tellApproved(): number;
  isStored(id: number): boolean;
  /** Frames told so far. */
  told(): number;
  approved(): number;
  /** One line for each of them that is not as it should be; to be asked for when all are stored. */
  findWrong(): readonly string[];
}

const FIRST_ID = 700_000_000;
const MOST_SHOWN = 5;

export function createGoodVisitors({ cloud, store, db }: FedStation, random: Random): GoodVisitors {
  const last = new Map<number, CloudCheckIn>();
  const waiting: number[] = [];
  let told = 0;
  let approved = 0;

  function tellOf(id: number, state: 'Pending' | 'Host'): void {
    told += 1;
    const checkIn = cloud.upsertCheckIn({
      id,
      state,
      companyName: `Works ${told}`,
      lastName: `Ostrander ${told}`,
      arrivedAt: new Date().toISOString(),
      legitimation: undefined,
      accessControl: undefined,
    });
    last.set(id, checkIn);
    if (state === 'Host') approved += 1;
  }

  /** The same again, in another of the envelopes that are read. */
  function tellAgain(): void {
    const [checkIn] = [...last.values()].slice(-1);
    if (checkIn === undefined) return;
    told += 1;
    cloud.broadcastRaw(
      JSON.stringify(
        random.pick<unknown>([{ checkIn }, { type: 'check-in', data: { checkIn } }, checkIn, [{ checkIn }]]),
      ),
    );
  }

  const nextId = (): number => FIRST_ID + last.size;
  const tellApproved = (): number => {
    const id = nextId();
    tellOf(id, 'Host');
    return id;
  };

  function tell(): void {
    const chance = random.next();
    if (chance < 0.2) return tellAgain();
    const oldest = chance < 0.5 ? waiting.shift() : undefined;
    if (oldest !== undefined) return tellOf(oldest, 'Host');
    if (chance < 0.6) return void tellApproved();
    const id = nextId();
    tellOf(id, 'Pending');
    waiting.push(id);
  }

  const wrongWith = (checkIn: CloudCheckIn): string | null => {
    const stored = store.checkIns.get(checkIn.id)?.checkIn;
    if (stored === undefined) return 'is not stored';
    const isSame =
      stored.state === checkIn.state &&
      stored.phase === (checkIn.state === 'Host' ? 'approved' : 'pending') &&
      stored.firstName === checkIn.firstName &&
      stored.lastName === checkIn.lastName &&
      stored.companyName === checkIn.companyName &&
      stored.arrivedAtMs === Date.parse(checkIn.arrivedAt ?? '') &&
      stored.leftAtMs === null;
    if (!isSame) return 'is not stored as the cloud last told of them';
    const badges = store.ledger.jobsOf(checkIn.id).length;
    const due = checkIn.state === 'Host' ? 1 : 0;
    return badges === due ? null : `has ${badges} badges instead of ${due}`;
  };

  return {
    tell,
    tellApproved,
    isStored: (id) => store.checkIns.get(id) !== null,
    told: () => told,
    approved: () => approved,
    findWrong() {
      const wrong = [...last.values()].flatMap((checkIn) => {
        const what = wrongWith(checkIn);
        return what === null ? [] : [`good visitor ${checkIn.id} ${what}`];
      });
      const jobs = Number(db.prepare('SELECT COUNT(*) FROM print_jobs').pluck().get());
      if (jobs !== approved)
        wrong.push(`${approved} good visitors were approved and ${jobs} badges are ordered`);
      return wrong.slice(0, MOST_SHOWN);
    },
  };
}
