/** The second cloud as a process of its own, driven by one line for each command. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** Debian's, because its package of `websockets` belongs to it; another Python on the path has none. */
export const PYTHON = '/usr/bin/python3';

/** What the cloud did with one request for a transition, as it wrote down itself. */
export interface Act {
  /** Of the request, in the order in which they came in. */
  readonly number: number;
  readonly checkInId: number | null;
  readonly event: string;
  readonly status: number;
  readonly from: string | null;
}

export type Fault =
  /** Nothing is done and the connection breaks. */
  | { readonly kind: 'cut-before' }
  /** Nothing is done and this is answered. */
  | { readonly kind: 'answer'; readonly status: number }
  /** It is done, and the answer is lost: not sent, not to be understood, or broken off in the middle. */
  | { readonly kind: 'cut-after' | 'no-json-after' | 'half-after' }
  | { readonly kind: 'answer-after'; readonly status: number }
  /** The connection breaks, and it is done so much later. */
  | { readonly kind: 'act-long-after'; readonly seconds: number };

export interface CloudPerson {
  readonly id: number;
  readonly state: string;
  readonly [member: string]: unknown;
}

export interface SecondCloud {
  /** That part of a station's settings. */
  readonly essentry: object;
  put(person: CloudPerson): Promise<void>;
  /** Without a word to anybody. */
  forget(id: number): Promise<void>;
  /** For the next request, after those that are waiting. */
  fault(fault: Fault): Promise<void>;
  letIn(isGood: boolean): Promise<void>;
  reachable(isReachable: boolean): Promise<void>;
  log(): Promise<{ readonly asked: number; readonly acts: readonly Act[] }>;
  stateOf(id: number): Promise<string | null>;
  /** Each is sent until it is taken or refused for good; the last status of each, in their order. */
  webhooks(
    url: string,
    secret: string,
    payloads: readonly object[],
    senders: number,
  ): Promise<readonly (number | null)[]>;
  end(): Promise<void>;
}

export async function startSecondCloud(): Promise<SecondCloud> {
  const child = spawn(PYTHON, [join(import.meta.dirname, 'cloud.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done === true) throw new Error('the second cloud has ended; its last words are above');
    return JSON.parse(line.value) as unknown;
  };
  const { ready } = (await nextLine()) as {
    readonly ready: { readonly rest: number; readonly socket: number };
  };
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other, because answers carry no number. */
  const ask = <T>(command: object): Promise<T> => {
    const before = turn;
    const answer = (async () => {
      await before;
      child.stdin.write(`${JSON.stringify(command)}\n`);
      return ((await nextLine()) as { readonly answer: T }).answer;
    })();
    turn = answer;
    return answer;
  };
  return {
    essentry: {
      apiUrl: `http://127.0.0.1:${ready.rest}/v2`,
      socketUrl: `ws://127.0.0.1:${ready.socket}/`,
      locationId: 7,
      transitions: {
        approve: 'Freigeben',
        reject: 'Ablehnen',
        checkIn: 'Einlassen',
        checkOut: 'Auschecken',
      },
    },
    put: async (checkIn) => void (await ask({ do: 'put', checkIn })),
    forget: async (id) => void (await ask({ do: 'forget', id })),
    fault: async (fault) => void (await ask({ do: 'fault', fault })),
    letIn: async (isGood) => void (await ask({ do: 'token', isGood })),
    reachable: async (isReachable) => void (await ask({ do: 'gone', isGone: !isReachable })),
    log: () => ask({ do: 'log' }),
    stateOf: async (id) => (await ask<CloudPerson | null>({ do: 'state', id }))?.state ?? null,
    webhooks: (url, secret, payloads, senders) => ask({ do: 'webhooks', url, secret, payloads, senders }),
    async end() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
