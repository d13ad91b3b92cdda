/**
 * Reads Brother's raster commands byte by byte, however they are cut into pieces (Raster Command
 * References, chapters 2 and 4). Lines may be plain or compressed (TIFF, PackBits).
 */
export interface PageSettings {
  /** What `ESC i z` declared of the roll; `null` for what its flags left open. */
  readonly mediaType: number | null;
  readonly widthMm: number | null;
  readonly lengthMm: number | null;
  /** `ESC i ! 00`: the printer tells by itself how a page goes. */
  readonly notifies: boolean;
  /** `ESC i K`, bit 0: each line comes as a black and a red plane. */
  readonly isTwoColour: boolean;
}

export interface BrotherEvents {
  readonly onStatusRequest: () => void;
  /** Each line is as wide as the head, first pin in the highest bit of the first byte; red dots are dots like any other. */
  readonly onPrint: (lines: readonly Uint8Array[], settings: PageSettings) => void;
}

export interface BrotherParser {
  take(bytes: Uint8Array): void;
  leftoverBytes(): number;
}

const ESC = 0x1b;

/** Bytes that follow `ESC i` and its letter. */
const ESC_I_ARGUMENTS: Readonly<Record<string, number>> = {
  S: 0,
  a: 1,
  '!': 1,
  z: 10,
  M: 1,
  A: 1,
  K: 1,
  d: 2,
};
const UNSET: PageSettings = {
  mediaType: null,
  widthMm: null,
  lengthMm: null,
  notifies: false,
  isTwoColour: false,
};
const BLACK_PLANE = 1;
const RED_PLANE = 2;

export function createBrotherParser(lineBytes: number, events: BrotherEvents): BrotherParser {
  let pending: number[] = [];
  let lines: Uint8Array[] = [];
  let isCompressed = false;
  let settings = UNSET;
  let leftover = 0;

  function initialise(): void {
    lines = [];
    isCompressed = false;
    settings = UNSET;
  }

  /** `plane` zero: the only one. */
  function addLine(plane: number, data: readonly number[]): void {
    const line = isCompressed ? unpackBits(data) : Uint8Array.from(data);
    const isExpected = settings.isTwoColour ? plane === BLACK_PLANE || plane === RED_PLANE : plane === 0;
    if (!isExpected || line?.length !== lineBytes) leftover += data.length + 3;
    else if (plane === RED_PLANE) addRed(line);
    else lines.push(line);
  }

  function addRed(line: Uint8Array): void {
    const black = lines.at(-1);
    if (black) for (const [at, byte] of line.entries()) black[at] = (black[at] ?? 0) | byte;
    else leftover += line.length + 3;
  }

  function print(): void {
    const page = lines;
    lines = [];
    if (page.length === 0) leftover += 1;
    else events.onPrint(page, settings);
  }

  function runEscape(letter: string, argument: readonly number[]): void {
    if (letter === 'S') events.onStatusRequest();
    // Only raster mode (1) is spoken here; everything that followed in another one would be misread.
    else if (letter === 'a' && argument[0] !== 1) leftover += 4;
    else if (letter === '!') settings = { ...settings, notifies: argument[0] === 0 };
    else if (letter === 'K') settings = { ...settings, isTwoColour: ((argument[0] ?? 0) & 1) === 1 };
    else if (letter === 'z') settings = { ...settings, ...declaredMedia(argument) };
  }

  function run(command: readonly number[]): void {
    const [first, second, third] = command;
    if (first === ESC && second === 0x40) initialise();
    else if (first === ESC) runEscape(String.fromCharCode(third ?? 0), command.slice(3));
    else if (first === 0x4d) isCompressed = second === 2;
    else if (first === 0x67) addLine(0, command.slice(3));
    else if (first === 0x77) addLine(second ?? 0, command.slice(3));
    else if (first === 0x5a) lines.push(new Uint8Array(lineBytes));
    else if (first === 0x0c || first === 0x1a) print();
  }

  return {
    take(bytes) {
      for (const byte of bytes) {
        pending.push(byte);
        const length = commandLength(pending);
        if (length === 'unknown') {
          leftover += pending.length;
          pending = [];
        } else if (pending.length === length) {
          const command = pending;
          pending = [];
          run(command);
        }
      }
    },
    leftoverBytes: () => leftover,
  };
}

/** How long the command is that begins so; `null` while that cannot be said. */
function commandLength(start: readonly number[]): number | null | 'unknown' {
  const [first, second, third] = start;
  switch (first) {
    case 0x00:
    case 0x0c:
    case 0x1a:
    case 0x5a:
      return 1;
    case 0x4d:
      return 2;
    case 0x67:
    case 0x77:
      return third === undefined ? null : 3 + third;
    case ESC: {
      if (second === undefined) return null;
      if (second === 0x40) return 2;
      if (second !== 0x69) return 'unknown';
      if (third === undefined) return null;
      const argumentBytes = ESC_I_ARGUMENTS[String.fromCharCode(third)];
      return argumentBytes === undefined ? 'unknown' : 3 + argumentBytes;
    }
    default:
      return 'unknown';
  }
}

function declaredMedia(argument: readonly number[]): Omit<PageSettings, 'notifies' | 'isTwoColour'> {
  const [flags = 0, type = 0, width = 0, length = 0] = argument;
  return {
    mediaType: flags & 0x02 ? type & 0x0f : null,
    widthMm: flags & 0x04 ? width : null,
    lengthMm: flags & 0x08 ? length : null,
  };
}

function unpackBits(packed: readonly number[]): Uint8Array | null {
  const line: number[] = [];
  for (let at = 0; at < packed.length;) {
    const head = packed[at] ?? 0;
    at++;
    if (head === 0x80) continue;
    if (head < 0x80) {
      line.push(...packed.slice(at, at + head + 1));
      at += head + 1;
    } else {
      const value = packed[at];
      if (value === undefined) return null;
      for (let times = 257 - head; times > 0; times--) line.push(value);
      at++;
    }
  }
  return Uint8Array.from(line);
}
