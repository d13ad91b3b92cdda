/** One command of one control: whether it is under way, and why the last one was refused. */
import { useCallback, useState } from 'react';
import type { Command, CommandError, CommandMap, CommandResult } from '../../electron/shared/contract.ts';
import { useWindowParts } from './window-context.ts';

export interface CommandControl<C extends Command> {
  readonly isBusy: boolean;
  readonly error: CommandError['code'] | null;
  readonly run: (request: CommandMap[C]['request']) => Promise<CommandResult<C>>;
}

export function useCommand<C extends Command>(command: C): CommandControl<C> {
  const { store } = useWindowParts();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<CommandError['code'] | null>(null);
  const run = useCallback(
    async (request: CommandMap[C]['request']) => {
      setIsBusy(true);
      const result = await store.invoke(command, request);
      setIsBusy(false);
      setError(result.ok ? null : result.error.code);
      return result;
    },
    [store, command],
  );
  return { isBusy, error, run };
}
