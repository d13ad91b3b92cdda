/** The two roads to the cloud, socket and REST, as settings describe them: all of the station that reaches the network. */
import type { Agent } from 'node:http';
import type { Settings } from './desk/settings.ts';
import { createRestClient, type RestClient } from './essentry/rest-client.ts';
import type { Network } from './network/network.ts';
import { openSocket, type Socket, type SocketEvents } from './session/socket.ts';

export interface CloudLink {
  connect(events: SocketEvents): Socket;
  readonly rest: RestClient;
}

const SNAPSHOT_TIMEOUT_MS = 30_000;

export function createCloudLink({ essentry }: Settings, token: string, network: Network): CloudLink {
  const roadTo = (address: string): Agent => network.agentFor(new URL(address));
  return {
    connect: (events) =>
      openSocket(
        {
          url: essentry.socketUrl,
          token,
          auth: essentry.auth,
          hello: essentry.hello,
          agent: roadTo(essentry.socketUrl),
        },
        events,
      ),
    rest: createRestClient({
      apiUrl: essentry.apiUrl,
      locationId: essentry.locationId,
      token,
      timeoutMs: SNAPSHOT_TIMEOUT_MS,
    }),
  };
}
