/**
 * Promise 13 as checks on a simulated world: what was acknowledged is stored, and one that comes late undoes nothing that the desk
 * has had before. Told by the commits that the world has seen, not by what the station remembers of them.
 */
import type { StoredCheckIn } from '../../electron/store/check-ins.ts';
import { storedEssence } from './promises.ts';
import { essenceOf } from './simulated-cloud.ts';
import type { PostedWebhook } from './simulated-webhooks.ts';
import type { World } from './world.ts';

/** What was stored of a visitor in this life, the latest last. */
export interface StoredContent {
  readonly contentHash: string;
  readonly essence: string;
}

/** As many as a row remembers (`desk/apply-notification.ts`); a retry that is older than these is news to it. */
const REMEMBERED = 16;

export function noteContents(world: World, rows: readonly StoredCheckIn[]): readonly string[] {
  return rows.flatMap((row) => {
    const { id } = row.checkIn;
    const before = world.contents.get(id) ?? [];
    const others = before.filter(({ contentHash }) => contentHash !== row.contentHash);
    if (isNews(row) && isOlder(world, row, before)) world.disorderAtMs = world.time.elapsedMs();
    world.contents.set(id, [...others, { contentHash: row.contentHash, essence: storedEssence(row) }]);
    const isKnownPast = before
      .slice(-REMEMBERED - 1, -1)
      .some(({ contentHash }) => contentHash === row.contentHash);
    return row.source === 'webhook' && isKnownPast
      ? [`promise 13: a late webhook has undone what was known of check-in ${id}`]
      : [];
  });
}

/** A snapshot and an answer know what came meanwhile. */
const isNews = ({ source }: StoredCheckIn): boolean => source === 'frame' || source === 'webhook';

/** Two roads keep no order between them: what one has told may be overtaken by the other. */
function isOlder(world: World, row: StoredCheckIn, before: readonly StoredContent[]): boolean {
  const told = world.essences.get(row.checkIn.id) ?? [];
  const newestOf = (essences: readonly string[]): number =>
    told.findLast(({ essence }) => essences.includes(essence))?.number ?? 0;
  return newestOf([storedEssence(row)]) < newestOf(before.map(({ essence }) => essence));
}

/** At the moment of the acknowledgement, which the sender takes for the end of it. */
export function findUnstored(world: World, { notification, number }: PostedWebhook): readonly string[] {
  if (!('checkIn' in notification)) return [];
  const { id, leftAt } = notification.checkIn;
  const known = world.contents.get(id) ?? [];
  const notifications = world.essences.get(id) ?? [];
  // Stored as it is, or something that the cloud has told later.
  const isStored = known.some(({ essence }) =>
    notifications.some((one) => one.number >= number && one.essence === essence),
  );
  // A frame or a webhook never brings back who has left.
  const isReturn = leftAt === null && world.desk.running()?.store.checkIns.get(id)?.checkIn.leftAtMs != null;
  return isStored || isReturn
    ? []
    : [
        `promise 13: a webhook of check-in ${id} was acknowledged and is not stored (${essenceOf(notification.checkIn)})`,
      ];
}
