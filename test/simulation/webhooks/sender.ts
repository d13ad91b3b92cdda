/** Somebody who delivers webhooks as essentry says it does: again and again, until the receiver has answered in the 200s. */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface Figures {
  acknowledged: number;
  /** Answered 503. */
  putOff: number;
  /** No answer: refused, reset, silent. Whether it was stored is anybody's guess. */
  lost: number;
  /** Any other answer. */
  readonly strange: Map<number, number>;
}

export interface Sender {
  deliver(body: string): Promise<void>;
  close(): void;
}

const ANSWER_WITHIN_MS = 3_000;
const AGAIN_AFTER_MS = 40;
const GIVE_UP_MS = 60_000;

export function createSender(port: number, secret: string, figures: Figures): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  const post = (body: string): Promise<number | null> =>
    new Promise((resolve) => {
      const asked = request(
        {
          agent,
          host: '127.0.0.1',
          port,
          path: '/webhook',
          method: 'POST',
          timeout: ANSWER_WITHIN_MS,
          headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? null));
          response.on('error', () => resolve(null));
        },
      );
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => resolve(null));
      asked.end(body);
    });

  return {
    async deliver(body) {
      const limitMs = performance.now() + GIVE_UP_MS;
      while (performance.now() < limitMs) {
        const status = await post(body);
        if (status === 204) {
          figures.acknowledged += 1;
          return;
        }
        if (status === null) figures.lost += 1;
        else if (status === 503) figures.putOff += 1;
        else figures.strange.set(status, (figures.strange.get(status) ?? 0) + 1);
        await delay(AGAIN_AFTER_MS);
      }
      throw new Error(`no webhook was acknowledged within ${GIVE_UP_MS} ms`);
    },
    close: () => agent.destroy(),
  };
}
