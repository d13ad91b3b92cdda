/**
 * Where the cloud is, as it is being typed, and what a check of it found. A check holds for exactly what was checked: with the next
 * letter it is over. The token stands here and nowhere else in the window, and is let go of when it has been sent.
 */
import { useCallback, useRef, useState } from 'react';
import type { CommandError } from '../../../electron/shared/contract.ts';
import type { ConnectionCheck, Credentials } from '../../../electron/shared/set-up.ts';
import type { Auth, CloudSettings, SettingsFault } from '../../../electron/shared/settings-values.ts';
import { useWindowParts } from '../../store/window-context.ts';

export interface TypedCloud {
  readonly apiUrl: string;
  readonly socketUrl: string;
  readonly location: string;
  readonly auth: Auth;
  readonly token: string;
}

export const BLANK_CLOUD: TypedCloud = {
  apiUrl: 'https://app.essentry.com/api/v2',
  socketUrl: 'wss://app.essentry.com/api/v2/ws',
  location: '',
  auth: 'header',
  token: '',
};

export const typedCloud = (essentry: CloudSettings | null): TypedCloud =>
  essentry === null
    ? BLANK_CLOUD
    : {
        apiUrl: essentry.apiUrl,
        socketUrl: essentry.socketUrl,
        location: String(essentry.locationId),
        auth: essentry.auth,
        token: '',
      };

/** What a file leaves out stays as it is. */
export const withCredentials = (typed: TypedCloud, { essentry, token }: Credentials): TypedCloud => ({
  apiUrl: essentry.apiUrl ?? typed.apiUrl,
  socketUrl: essentry.socketUrl ?? typed.socketUrl,
  location: essentry.locationId === undefined ? typed.location : String(essentry.locationId),
  auth: essentry.auth ?? typed.auth,
  token: token ?? typed.token,
});

/** What can be said without asking anybody. */
export type Missing = 'location' | 'token';

/** `hasToken`: the station has one already. */
export function missingIn({ location, token }: TypedCloud, hasToken: boolean): readonly Missing[] {
  const number = Number(location);
  const isLocation = /^\d+$/.test(location.trim()) && number >= 1 && Number.isSafeInteger(number);
  return [
    ...(isLocation ? [] : (['location'] as const)),
    ...(hasToken || token.trim() !== '' ? [] : (['token'] as const)),
  ];
}

/** The request: without a token, the station's own counts. */
export const toRequest = ({ apiUrl, socketUrl, location, auth, token }: TypedCloud) => ({
  essentry: {
    apiUrl: apiUrl.trim(),
    socketUrl: socketUrl.trim(),
    locationId: Number(location),
    auth,
  },
  token: token.trim() === '' ? null : token.trim(),
});

export const hasPassed = ({ steps }: ConnectionCheck): boolean =>
  steps.every(({ verdict }) => verdict === 'ok' || verdict === 'not-needed');

export interface CloudControl {
  readonly typed: TypedCloud;
  readonly missing: readonly Missing[];
  readonly busy: 'checking' | 'connecting' | null;
  readonly check: ConnectionCheck | null;
  readonly error: CommandError['code'] | null;
  /** Why the settings were refused. */
  readonly faults: readonly SettingsFault[];
  readonly type: (change: Partial<TypedCloud>) => void;
  /** `null`: something is missing, or nobody answered. */
  readonly ask: (typed?: TypedCloud) => Promise<ConnectionCheck | null>;
  /** Whether the desk is connected now. */
  readonly connect: () => Promise<boolean>;
}

interface State {
  readonly missing: readonly Missing[];
  readonly busy: CloudControl['busy'];
  readonly check: ConnectionCheck | null;
  readonly error: CommandError['code'] | null;
  readonly faults: readonly SettingsFault[];
}

const NOTHING: State = { missing: [], busy: null, check: null, error: null, faults: [] };

export function useCloud(first: TypedCloud, hasToken: boolean): CloudControl {
  const { store } = useWindowParts();
  const [typed, setTyped] = useState(first);
  const [state, setState] = useState(NOTHING);
  /** Counts what was typed: the answer to a check of something else comes too late. */
  const edition = useRef(0);

  const type = useCallback((change: Partial<TypedCloud>) => {
    edition.current += 1;
    setTyped((now) => ({ ...now, ...change }));
    setState(NOTHING);
  }, []);

  const ask = useCallback(
    async (asked: TypedCloud = typed): Promise<ConnectionCheck | null> => {
      const missing = missingIn(asked, hasToken);
      setState({ ...NOTHING, missing, busy: missing.length > 0 ? null : 'checking' });
      if (missing.length > 0) return null;
      const of = edition.current;
      const answer = await store.invoke('set-up:check', toRequest(asked));
      if (of !== edition.current) return null;
      const check = answer.ok ? answer.value : null;
      setState({ ...NOTHING, check, error: answer.ok ? null : answer.error.code });
      return check;
    },
    [store, typed, hasToken],
  );

  const connect = useCallback(async (): Promise<boolean> => {
    setState((now) => ({ ...now, busy: 'connecting', error: null, faults: [] }));
    const answer = await store.invoke('set-up:connect', toRequest(typed));
    const faults = answer.ok ? answer.value.faults : [];
    const isConnected = answer.ok && faults.length === 0;
    setState((now) => ({ ...now, busy: null, error: answer.ok ? null : answer.error.code, faults }));
    if (isConnected) setTyped((now) => ({ ...now, token: '' }));
    return isConnected;
  }, [store, typed]);

  return { typed, ...state, type, ask, connect };
}
