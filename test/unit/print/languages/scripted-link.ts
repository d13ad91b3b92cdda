import type { Link } from '../../../../electron/print/printer.ts';

export interface ScriptedLink extends Link {
  /** Everything written, one entry a write. */
  readonly written: Buffer[];
}

/**
 * A printer that answers each read with the next of these, without regard to what was asked; `null` and the end of the
 * list are silence, for which no time passes.
 */
export function createScriptedLink(answers: readonly (string | Uint8Array | null)[]): ScriptedLink {
  const waiting = [...answers];
  const written: Buffer[] = [];
  return {
    device: { identity: 'scripted', model: null, language: null },
    written,
    write: async (bytes) => void written.push(Buffer.from(bytes)),
    async read() {
      const next = waiting.shift() ?? new Uint8Array();
      return typeof next === 'string' ? Buffer.from(next, 'latin1') : next;
    },
    close: async () => undefined,
    destroy: () => undefined,
  };
}
