/**
 * Reads ZPL byte by byte, however it is cut into pieces, the way a printer does: commands begin with `^` or `~`, and
 * either of them ends a graphic that is still running. What it does not understand it counts, so that a test can ask
 * whether a job held anything but its badge.
 */
import { decodeGraphic } from './zpl-graphic.ts';
import type { ZplGraphic } from './zpl-graphic.ts';

export interface PlacedGraphic extends ZplGraphic {
  readonly xDots: number;
  readonly yDots: number;
}

export interface ZplFormat {
  /** `^PW` and `^LL`; `null` where the format did not say. */
  readonly widthDots: number | null;
  readonly heightDots: number | null;
  readonly copies: number;
  readonly graphics: readonly PlacedGraphic[];
}

export interface ZplEvents {
  readonly onQuery: (name: 'HS' | 'HQES' | 'HI') => void;
  /** `! U1 getvar "…"`. */
  readonly onGetVariable: (name: string) => void;
  readonly onFormat: (format: ZplFormat) => void;
  /** `~JA`: everything in the buffer is dropped. */
  readonly onCancelAll: () => void;
}

export interface ZplParser {
  take(bytes: Uint8Array): void;
  hasPartialFormat(): boolean;
  /** Bytes that were no part of anything understood. */
  leftoverBytes(): number;
}

/** Commands that are complete with their last letter and act at once; all others end where the next one begins. */
const WHOLE = new Set(['^XA', '^XZ', '~HS', '~HI', '~JA', '~HQES']);
/** Set-up that changes nothing on a label whose picture is placed at the origin. */
const WITHOUT_EFFECT = new Set(['^LS', '^LT', '^PO', '^PM', '^LR', '^FS']);

interface OpenFormat {
  widthDots: number | null;
  heightDots: number | null;
  copies: number;
  origin: readonly [number, number];
  home: readonly [number, number];
  graphics: PlacedGraphic[];
}

export function createZplParser(events: ZplEvents): ZplParser {
  let command: string | null = null;
  /** Of Set-Get-Do. */
  let line: string | null = null;
  let format: OpenFormat | null = null;
  let leftover = 0;

  function begin(): void {
    // An unfinished format is dropped, as when its sender was cut off: what it held does not show on the next label.
    format = { widthDots: null, heightDots: null, copies: 1, origin: [0, 0], home: [0, 0], graphics: [] };
  }

  function end(): void {
    if (!format) return void (leftover += 3);
    const { widthDots, heightDots, copies, graphics } = format;
    format = null;
    events.onFormat({ widthDots, heightDots, copies, graphics });
  }

  function finish(whole: string): void {
    command = null;
    const code = whole.slice(0, 3);
    if (whole === '^XA') begin();
    else if (whole === '^XZ') end();
    else if (whole === '~JA') {
      format = null;
      events.onCancelAll();
    } else if (whole === '~HS' || whole === '~HI' || whole === '~HQES') {
      events.onQuery(whole.slice(1) as 'HS' | 'HI' | 'HQES');
    } else if (!format || !setInFormat(format, code, whole.slice(3))) {
      leftover += whole.length;
    }
  }

  /** Set-Get-Do: a line of its own that begins with `!`. */
  function finishLine(whole: string): void {
    line = null;
    const name = /^! U1 getvar "([^"]+)"\s*$/.exec(whole)?.[1];
    if (name === undefined) leftover += whole.length;
    else events.onGetVariable(name);
  }

  function takeSign(sign: string): void {
    if (line !== null) {
      line += sign;
      if (sign === '\n') finishLine(line);
    } else if (command === null && sign === '!') line = sign;
    else if (sign === '^' || sign === '~') {
      if (command !== null) finish(command);
      command = sign;
    } else if (command === null) {
      if (!/\s/.test(sign)) leftover++;
    } else {
      command += sign;
      if (command.length <= 5 && WHOLE.has(command)) finish(command);
    }
  }

  return {
    take(bytes) {
      for (const sign of Buffer.from(bytes).toString('latin1')) takeSign(sign);
    },
    hasPartialFormat: () => format !== null,
    leftoverBytes: () => leftover,
  };
}

/** False when the command is not one of those that this printer knows. */
function setInFormat(format: OpenFormat, code: string, parameters: string): boolean {
  const numbers = parameters.split(',').map((member) => Number.parseInt(member, 10) || 0);
  const [first = 0, second = 0] = numbers;
  switch (code) {
    case '^PW':
      format.widthDots = first;
      return true;
    case '^LL':
      format.heightDots = first;
      return true;
    case '^LH':
      format.home = [first, second];
      return true;
    case '^FO':
      format.origin = [first, second];
      return true;
    case '^PQ':
      format.copies = first;
      return true;
    case '^GF': {
      const graphic = decodeGraphic(parameters);
      if (!graphic) return false;
      const [x, y] = format.origin;
      format.graphics.push({ ...graphic, xDots: x + format.home[0], yDots: y + format.home[1] });
      return true;
    }
    default:
      return WITHOUT_EFFECT.has(code);
  }
}
