/** A road that is cut once so many bytes have gone over it, in either direction together. What was under way is lost in part. */
import { LinkError, type Link, type Transport } from '../../../electron/print/printer.ts';

export interface CutPlan {
  /** After how many bytes the next connection is cut; `null`: never. */
  next(): number | null;
  /** How many bytes a connection has carried when it ended. */
  readonly onEnd?: (carriedBytes: number) => void;
}

export function createCuttingTransport(inner: Transport, plan: CutPlan): Transport {
  return {
    route: inner.route,
    isBidirectional: inner.isBidirectional,
    async open(options) {
      return withCut(await inner.open(options), plan.next() ?? Number.POSITIVE_INFINITY, plan);
    },
  };
}

function withCut(link: Link, limitBytes: number, { onEnd }: CutPlan): Link {
  let carried = 0;
  let isCut = false;
  let hasEnded = false;

  function end(): void {
    if (!hasEnded) onEnd?.(carried);
    hasEnded = true;
    link.destroy();
  }
  function cut(written = 0): never {
    isCut = true;
    end();
    throw new LinkError({ kind: 'offline' }, 'cut', written);
  }

  return {
    device: link.device,
    async write(bytes, options) {
      if (isCut) cut();
      const room = limitBytes - carried;
      const part = bytes.subarray(0, room);
      carried += part.length;
      if (part.length > 0) await link.write(part, options);
      if (part.length < bytes.length) cut(part.length);
    },
    async read(options) {
      if (isCut || carried >= limitBytes) cut();
      const bytes = await link.read(options);
      const part = bytes.subarray(0, limitBytes - carried);
      carried += part.length;
      if (part.length === 0 && bytes.length > 0) cut();
      return part;
    },
    async close() {
      if (isCut) cut();
      await link.close();
    },
    destroy: end,
  };
}
