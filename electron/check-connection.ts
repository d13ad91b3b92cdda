/**
 * Whether a desk could be connected with these settings, step by step as a connection is made: one snapshot and one socket, by the
 * very code that the session uses later, and nothing stored. The first step that fails says why in the session's own words.
 */
import { validateHeaderValue } from 'node:http';
import type { Settings } from './desk/settings.ts';
import { endingOfRest } from './desk/reconcile.ts';
import { createCloudLink, type CloudLink } from './cloud-link.ts';
import { createPhaseReader } from './essentry/phase.ts';
import { chooseProxy, type Environment } from './network/proxy.ts';
import type { Network } from './network/network.ts';
import { classifyEnding, type Ending, type Verdict } from './session/ending.ts';
import { endingOfThrown } from './session/session.ts';
import type { Clock } from './shared/clock.ts';
import { err, ok, type Result } from './shared/result.ts';
import type { BlockedReason, EndingCode } from './shared/session-state.ts';
import { CHECK_STEPS, type CheckStep, type ConnectionCheck, type StepVerdict } from './shared/set-up.ts';

export interface CheckPorts {
  readonly network: Network;
  readonly environment: Environment;
  readonly clock: Clock;
}

type Because = EndingCode | BlockedReason['code'];

interface Seen {
  readonly checkIns: number;
  readonly states: ReadonlyMap<string, number>;
}

/** How far back the trial snapshot asks for who left. */
const LEFT_WITHIN_MS = 24 * 3_600_000;
const SOCKET_WITHIN_MS = 15_000;

/** At which step of the way each ending shows; the rest are the snapshot's own. */
const STEP_OF: { readonly [B in Because]?: CheckStep } = {
  'address-unusable': 'network',
  'no-network': 'network',
  unreachable: 'network',
  timeout: 'network',
  'captive-portal': 'network',
  'proxy-unreachable': 'proxy',
  'proxy-refused': 'proxy',
  'proxy-no-route': 'proxy',
  'proxy-unusable': 'proxy',
  'proxy-wants-credentials': 'proxy',
  'proxy-refused-credentials': 'proxy',
  tls: 'certificate',
  'tls-date': 'certificate',
  'tls-failed': 'certificate',
  'token-missing': 'token',
  'token-unusable': 'token',
  'token-refused': 'token',
  'location-refused': 'location',
};

export async function checkConnection(
  settings: Pick<Settings, 'essentry' | 'phases'>,
  token: string,
  ports: CheckPorts,
): Promise<ConnectionCheck> {
  const notNeeded = stepsNotNeeded(settings.essentry.apiUrl, ports.environment);
  const failed = (because: Because): ConnectionCheck => ({
    steps: failedAt(STEP_OF[because] ?? 'snapshot', because, notNeeded),
    checkIns: null,
    unknownStates: [],
  });
  if (token === '') return failed('token-missing');
  if (!canBeSent(token)) return failed('token-unusable');
  const cloud = createCloudLink(settings, token, ports.network);
  const snapshot = await takeSnapshot(cloud, ports.clock);
  if (!snapshot.ok) return failed(snapshot.error);
  const socket = await tryToOpen(cloud, ports.clock);
  return {
    // The snapshot is known to work, whatever the socket says.
    steps: steps(({ step }) =>
      step === 'socket' && socket !== null
        ? { verdict: 'failed', because: socket }
        : { verdict: notNeeded.has(step) ? 'not-needed' : 'ok', because: null },
    ),
    checkIns: snapshot.value.checkIns,
    unknownStates: unknownStates(snapshot.value.states, settings),
  };
}

function canBeSent(token: string): boolean {
  try {
    validateHeaderValue('authorization', `Bearer ${token}`);
    return true;
  } catch {
    // What it throws quotes nothing and says nothing more.
    return false;
  }
}

/** The address, or the location, is none that could be asked: there is nothing to try. */
export const unusable = (what: 'address' | 'location'): ConnectionCheck => ({
  steps:
    what === 'address'
      ? failedAt('network', 'address-unusable', new Set())
      : failedAt('location', 'location-refused', new Set(['proxy', 'certificate', 'token'])),
  checkIns: null,
  unknownStates: [],
});

type StepOutcome = Omit<StepVerdict, 'step'>;

const steps = (
  outcome: (of: { readonly step: CheckStep; readonly index: number }) => StepOutcome,
): StepVerdict[] => CHECK_STEPS.map((step, index) => ({ step, ...outcome({ step, index }) }));

function failedAt(failed: CheckStep, because: Because, notNeeded: ReadonlySet<CheckStep>): StepVerdict[] {
  const at = CHECK_STEPS.indexOf(failed);
  return steps(({ step, index }) => {
    if (index === at) return { verdict: 'failed', because };
    if (notNeeded.has(step)) return { verdict: 'not-needed', because: null };
    // The socket is tried once the snapshot has come.
    const isBefore = index < at && step !== 'socket';
    return { verdict: isBefore ? 'ok' : 'not-reached', because: null };
  });
}

function stepsNotNeeded(apiUrl: string, environment: Environment): ReadonlySet<CheckStep> {
  const url = URL.parse(apiUrl);
  const isPlain = url?.protocol === 'http:';
  const isDirect = url === null || chooseProxy(url, environment).kind === 'direct';
  return new Set<CheckStep>([
    ...(isDirect ? (['proxy'] as const) : []),
    ...(isPlain ? (['certificate'] as const) : []),
  ]);
}

async function takeSnapshot({ rest }: CloudLink, clock: Clock): Promise<Result<Seen, Because>> {
  const states = new Map<string, number>();
  let checkIns = 0;
  const answer = await rest.fetchCheckIns({
    window: { leftAfterMs: clock.nowMs() - LEFT_WITHIN_MS, leftBeforeMs: null },
    signal: new AbortController().signal,
    takeRows(rows) {
      for (const row of rows) {
        checkIns += 1;
        const state = stateOf(row);
        if (state !== null) states.set(state, (states.get(state) ?? 0) + 1);
      }
      return Promise.resolve();
    },
  });
  return answer.ok ? ok({ checkIns, states }) : err(codeOf(classifyEnding(endingOfRest(answer.error))));
}

function stateOf(row: unknown): string | null {
  if (typeof row !== 'object' || row === null || !('state' in row)) return null;
  return typeof row.state === 'string' ? row.state : null;
}

/** `null`: it opened, and what is on the other side answers. */
function tryToOpen(cloud: CloudLink, clock: Clock): Promise<Because | null> {
  return new Promise((resolve) => {
    const end = (ending: Ending): void => {
      cancel();
      resolve(codeOf(classifyEnding(ending)));
    };
    const cancel = clock.after(SOCKET_WITHIN_MS, () => {
      socket?.terminate();
      resolve('timeout');
    });
    const isThere = (): void => {
      cancel();
      resolve(null);
      socket?.leave();
    };
    let socket: ReturnType<CloudLink['connect']> | null = null;
    try {
      socket = cloud.connect({
        onOpen: () => socket?.ping(),
        onFrame: isThere,
        onPong: isThere,
        onEnd: end,
      });
    } catch (cause) {
      end(endingOfThrown(cause));
    }
  });
}

const codeOf = ({ because }: Verdict): Because => (typeof because === 'string' ? because : because.code);

function unknownStates(
  states: ReadonlyMap<string, number>,
  { phases }: Pick<Settings, 'phases'>,
): ConnectionCheck['unknownStates'] {
  const phaseOf = createPhaseReader(phases);
  return [...states]
    .filter(([state]) => phaseOf(state, null) === 'unknown')
    .map(([state, checkIns]) => ({ state, checkIns }));
}
