/**
 * The one door from a renderer to the station. Every command passes here: a sender that is not trusted, a name that is not
 * a command and a request of the wrong shape are answered with a code, never with `undefined` and never with a stack.
 */
import { COMMANDS } from '../shared/channels.ts';
import type { Command, CommandError, CommandMap, CommandResult } from '../shared/contract.ts';
import type { Logger } from '../shared/logger.ts';
import { err, type Result } from '../shared/result.ts';
import { REQUEST_SCHEMAS } from './schemas.ts';

export type Handlers = {
  readonly [C in Command]: (
    request: CommandMap[C]['request'],
  ) => CommandResult<C> | Promise<CommandResult<C>>;
};

/** Answered by whoever holds the desk, also while there is none: before it is set up, and while settings are changed. */
export type HostCommand = Extract<Command, `settings:${string}` | `set-up:${string}` | `desktop:${string}`>;
export type HostHandlers = Pick<Handlers, HostCommand>;
export type DeskHandlers = Omit<Handlers, HostCommand>;

export const isHostCommand = (command: unknown): command is HostCommand =>
  typeof command === 'string' && /^(settings|set-up|desktop):/.test(command);

export interface IncomingCommand {
  /** The adapter's verdict: main frame of our window and our origin, or the holder of the access key. */
  readonly isTrusted: boolean;
  readonly command: unknown;
  readonly request: unknown;
}

export type Gateway = (incoming: IncomingCommand) => Promise<Result<unknown, CommandError>>;

const isCommand = (value: unknown): value is Command => (COMMANDS as readonly unknown[]).includes(value);

/** `expected`: the answer to something thrown that is no bug; `null` where it is one. */
export function createGateway(
  handlers: Partial<Handlers>,
  log: Logger,
  expected: (cause: unknown) => CommandError | null = () => null,
): Gateway {
  return async ({ isTrusted, command, request }) => {
    if (!isTrusted) {
      log.warn('command-refused', { code: 'refused-sender' });
      return err({ code: 'refused-sender', message: 'this sender may not command the station' });
    }
    if (!isCommand(command) || handlers[command] === undefined)
      return err({ code: 'bad-request', message: 'no such command' });
    const parsed = REQUEST_SCHEMAS[command].safeParse(request);
    if (!parsed.success) {
      const paths = parsed.error.issues.map((issue) => issue.path.join('.') || 'request').join(', ');
      return err({ code: 'bad-request', message: `${command}: not understood: ${paths}` });
    }
    try {
      // The schema above is the one of this very command; the union of all handlers cannot express that.
      return await (handlers[command] as (request: unknown) => Promise<Result<unknown, CommandError>>)(
        parsed.data,
      );
    } catch (cause) {
      const error = expected(cause);
      if (error !== null) return err(error);
      log.error('command-threw', { command, name: cause instanceof Error ? cause.name : 'unknown' });
      return err({ code: 'internal', message: `${command} failed` });
    }
  };
}
