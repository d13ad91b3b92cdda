/**
 * Many of one kind in one process, each with the back-off that its library has when nothing is set. Ours are sessions alone, with the
 * product's own timing: what a snapshot costs is measured on whole stations. Arguments: kind, port, number. Ends with its parent.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { createNetwork } from '../../electron/network/network.ts';
import { createSession } from '../../electron/session/session.ts';
import { openSocket } from '../../electron/session/socket.ts';
import { ok } from '../../electron/shared/result.ts';
import { systemClock } from '../../electron/system-clock.ts';
import { loadPeer } from './peers.ts';

export type Kind = 'ours' | 'partysocket' | 'reconnecting-websocket' | 'socket.io-client';

interface OpenByUrl {
  readonly default: new (url: string, protocols?: undefined, options?: object) => unknown;
}

const FIRST_APART_MS = 4;
const [kind, port, count] = process.argv.slice(2);

/** Both draw their default once a process, which is once a PC: a thousand in one process would all come back in the same breath. */
const ofAnotherPc = () => ({ minReconnectionDelay: 1_000 + Math.random() * 4_000 });

const OPEN: Readonly<Record<Kind, () => Promise<() => unknown>>> = {
  async ours() {
    const clock = systemClock;
    const network = createNetwork({ environment: {}, trustSystemRoots: () => Promise.resolve(), clock });
    const url = `ws://127.0.0.1:${port}/`;
    const agent = network.agentFor(new URL(url));
    const nothing = (): void => undefined;
    return () =>
      createSession({
        connect: (events) => openSocket({ url, token: 'bench', auth: 'header', hello: null, agent }, events),
        reconcile: () => Promise.resolve(ok(undefined)),
        takeFrame: () => true,
        onState: nothing,
        clock,
        random: Math.random,
        log: { info: nothing, warn: nothing, error: nothing },
      }).start();
  },
  async partysocket() {
    const { default: PartySocket } = await loadPeer<OpenByUrl>('partysocket/ws');
    return () => new PartySocket(`ws://127.0.0.1:${port}/`, undefined, ofAnotherPc());
  },
  async 'reconnecting-websocket'() {
    const { default: Reconnecting } = await loadPeer<OpenByUrl>('reconnecting-websocket');
    return () => new Reconnecting(`ws://127.0.0.1:${port}/`, undefined, ofAnotherPc());
  },
  async 'socket.io-client'() {
    const { io } = await loadPeer<{ readonly io: (url: string, options: unknown) => unknown }>(
      'socket.io-client',
    );
    // Each is another PC: without this they would share one connection.
    return () => io(`http://127.0.0.1:${port}`, { forceNew: true });
  },
};

const open = await OPEN[kind as Kind]();
// What is not held could be collected before its timer is due.
const held: unknown[] = [];
process.once('disconnect', () => process.exit());
while (held.length < Number(count)) {
  held.push(open());
  // The first coming is not measured; all at once, some would give up and come again.
  await delay(FIRST_APART_MS);
}
