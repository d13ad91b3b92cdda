/**
 * The second road of a notification: the cloud posts it to the station and keeps it until the station has said that it is stored. The
 * door itself (HTTP, the secret, its limits) is left out; what lies behind it is the station's own. Nothing keeps an order here, and
 * whoever is not heard tries again.
 */
import type { Notification } from '../../electron/demo/cloud/objects.ts';
import type { Random } from '../../electron/demo/cloud/random.ts';
import type { WebhookOutcome } from '../../electron/shared/webhook.ts';
import type { Delivery, WebhookMode } from './schedule.ts';
import type { Process } from './simulated-cloud.ts';
import type { VirtualTime } from './virtual-time.ts';

type Take = (body: string) => Promise<WebhookOutcome>;

export interface PostedWebhook {
  readonly notification: Notification;
  readonly text: string;
  /** Its place among all notifications of the cloud. */
  readonly number: number;
}

export interface SimulatedWebhooks {
  /** The roads of a notification that has just come about. */
  post(notification: Notification, text: string): { readonly goesBySocket: boolean };
  /** The station's door is open; it closes with its process. */
  open(process: Process, take: Take): void;
  close(process: Process): void;
  setMode(mode: WebhookMode | 'undisturbed'): void;
  /** The number of the latest one. */
  posted(): number;
  /** How many the station has not yet said it has. */
  unacknowledged(): number;
  acknowledged(): number;
  /** The newest of each of these visitors once more. */
  repeatLatest(checkInIds: readonly number[]): void;
}

const FIRST_RETRY_MS = 2_000;
const LATEST_MS = 120_000;

export function createSimulatedWebhooks(parts: {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly delivery: Delivery;
  readonly isReachable: () => boolean;
  readonly onAcknowledged: (webhook: PostedWebhook) => void;
}): SimulatedWebhooks {
  const { time, random, delivery } = parts;
  const waiting = new Set<PostedWebhook>();
  const latest = new Map<number, PostedWebhook>();
  let door: { readonly process: Process; readonly take: Take } | null = null;
  let mode: WebhookMode | 'undisturbed' = 'undisturbed';
  let numbers = 0;
  let acknowledged = 0;

  const latencyMs = (): number =>
    mode === 'late' ? random.integer(1_000, LATEST_MS) : random.integer(1, 60);

  function plan(webhook: PostedWebhook, afterMs: number, attempt: number): void {
    time.world.after(afterMs, () => deliver(webhook, attempt));
  }

  function deliver(webhook: PostedWebhook, attempt: number): void {
    const again = (): void => plan(webhook, random.integer(FIRST_RETRY_MS, 8 * FIRST_RETRY_MS), attempt + 1);
    if (!waiting.has(webhook)) return;
    if (door === null || time.isPcAsleep() || !parts.isReachable()) return again();
    const { process, take } = door;
    let isAnswered = false;
    // Whoever hears nothing, because the station died meanwhile, comes again.
    time.world.after(10_000, () => isAnswered || again());
    void take(webhook.text).then((outcome) => {
      if (!process.isAlive() || isAnswered) return;
      if (outcome.kind === 'stored') parts.onAcknowledged(webhook);
      if (mode === 'answers-lost' && attempt < 4) return;
      isAnswered = true;
      if (outcome.kind === 'not-now') return again();
      if (waiting.delete(webhook)) acknowledged += 1;
    });
  }

  function send(webhook: PostedWebhook): void {
    waiting.add(webhook);
    plan(webhook, latencyMs(), 1);
    if (mode === 'repeated') plan(webhook, latencyMs(), 1);
  }

  return {
    post(notification, text) {
      const road = delivery === 'either' ? random.pick(['socket', 'webhook', 'both'] as const) : delivery;
      const webhook: PostedWebhook = { notification, text, number: (numbers += 1) };
      if ('checkIn' in notification) latest.set(notification.checkIn.id, webhook);
      if (road !== 'socket') send(webhook);
      return { goesBySocket: road !== 'webhook' };
    },
    open: (process, take) => void (door = { process, take }),
    close(process) {
      if (door?.process === process) door = null;
    },
    setMode: (wanted) => void (mode = wanted),
    posted: () => numbers,
    unacknowledged: () => waiting.size,
    acknowledged: () => acknowledged,
    repeatLatest(checkInIds) {
      if (delivery === 'socket') return;
      for (const webhook of checkInIds.flatMap((id) => latest.get(id) ?? [])) send({ ...webhook });
    },
  };
}
