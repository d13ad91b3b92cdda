/** The two roads to the cloud, socket and REST, as settings describe them: all of the station that reaches the network. */
import type { Agent } from 'node:http';
import type { Settings } from './desk/settings.ts';
import { fetchFaceImage } from './essentry/face-image.ts';
import { createRestClient, type RestClient } from './essentry/rest-client.ts';
import {
  sendTransition,
  type TransitionOutcome,
  type TransitionRequest,
} from './essentry/transition-client.ts';
import type { Network } from './network/network.ts';
import type { PhotoProblem } from './shared/print-job.ts';
import type { Result } from './shared/result.ts';
import { openSocket, type Socket, type SocketEvents } from './session/socket.ts';

export interface CloudLink {
  connect(events: SocketEvents): Socket;
  readonly rest: RestClient;
  /** Moves one check-in through its flow, once. */
  transition(request: TransitionRequest): Promise<TransitionOutcome>;
  /** The picture that a frame named; the caller checks what it is. */
  faceImage(url: string, timeoutMs: number): Promise<Result<Uint8Array, PhotoProblem>>;
}

/** Of silence. */
const SNAPSHOT_IDLE_MS = 30_000;
/** A large site over a slow line: 60 MB at 1 Mbit/s. */
const SNAPSHOT_TOTAL_MS = 600_000;
/** Somebody stands at the desk and waits. */
const TRANSITION_MS = 15_000;

export function createCloudLink(
  { essentry }: Pick<Settings, 'essentry'>,
  token: string,
  network: Network,
): CloudLink {
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
      agent: roadTo(essentry.apiUrl),
      idleTimeoutMs: SNAPSHOT_IDLE_MS,
      totalTimeoutMs: SNAPSHOT_TOTAL_MS,
    }),
    transition: (request) =>
      sendTransition(
        { apiUrl: essentry.apiUrl, token, agent: roadTo(essentry.apiUrl), timeoutMs: TRANSITION_MS },
        request,
      ),
    faceImage: (url, timeoutMs) =>
      fetchFaceImage({ apiUrl: essentry.apiUrl, token, agent: roadTo(essentry.apiUrl) }, url, timeoutMs),
  };
}
