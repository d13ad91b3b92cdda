/**
 * What every bench module prints: one row a figure. Plain text for whoever runs the module alone, JSON lines with `--json`,
 * which is how `npm run bench` reads them. A module measures in a process of its own and prints nothing else on stdout.
 *
 * `--quick` measures less and judges all the same; `--short` proves only that the bench still runs and that nothing is lost or doubled
 * in it, because figures from so few rounds say nothing.
 */
export interface BenchRow {
  readonly figure: string;
  /** The median where there were several rounds; where it is a ratio, its unit begins with `×` and says of what. */
  readonly value: number;
  readonly unit: string;
  /** The least and the most of the rounds. */
  readonly spread?: Spread;
  /** What a ratio is made of. */
  readonly taken?: {
    readonly unit: string;
    readonly ours: Taken;
    /** The least work that could do it. */
    readonly floor?: Taken;
    /** What people would pick instead, by name. */
    readonly peers?: Readonly<Record<string, Taken>>;
  };
  /** What was promised: the value must be below this (`under`), or may reach it from below (`most`) or from above (`least`). */
  readonly promise?: { readonly under: number } | { readonly most: number } | { readonly least: number };
  /** How it was measured, where the figure does not say it all. */
  readonly how?: string;
}

type Spread = readonly [least: number, most: number];

/** Median and spread of what the rounds gave. */
export interface Taken {
  readonly value: number;
  readonly spread?: Spread;
}

const isShort = process.argv.includes('--short');
const isQuick = process.argv.includes('--quick');

/** How much of something, in each of the three lengths. */
export const amount = (of: {
  readonly full: number;
  readonly quick: number;
  readonly short: number;
}): number => (isShort ? of.short : isQuick ? of.quick : of.full);

/** Ends the module with 1 when the row breaks its promise. */
export function tell(row: BenchRow): void {
  if (!isKept(row)) process.exitCode = 1;
  process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(row) : asText(row)}\n`);
}

export function ofRounds(values: readonly number[]): Taken {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  const value = middle.reduce((sum, one) => sum + one, 0) / middle.length;
  return sorted.length < 2 ? { value } : { value, spread: [sorted[0] ?? 0, sorted.at(-1) ?? 0] };
}

/** That share of all rounds together, as 0.99 of many times; the spread is that of the rounds. */
export function quantileOf(rounds: readonly (readonly number[])[], share: number): Taken {
  const at = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
    Number.NaN;
  const { spread } = ofRounds(rounds.map(at));
  return { value: at(rounds.flat()), ...(spread === undefined ? {} : { spread }) };
}

/** A run that lost or doubled something is no result. */
export function assertRight(wrong: string, who: string): void {
  if (wrong !== '') throw new Error(`${who}: ${wrong}`);
}

export function isKept({ value, promise }: BenchRow): boolean {
  if (promise === undefined || isShort) return true;
  if ('least' in promise) return value >= promise.least;
  return 'under' in promise ? value < promise.under : value <= promise.most;
}

export interface Cells {
  readonly row: string;
  readonly ours: string;
  readonly floor: string;
  readonly peers: string;
  readonly ratio: string;
  readonly target: string;
  readonly verdict: string;
  readonly how: string;
}

export function cellsOf(row: BenchRow): Cells {
  const { figure, unit, taken, promise, how = '' } = row;
  const [promised] = promise === undefined ? [] : Object.entries(promise);
  const isRatio = unit.startsWith('×');
  return {
    row: figure,
    ours: taken === undefined ? (isRatio ? '' : shown(row, unit)) : shown(taken.ours, taken.unit),
    floor: taken?.floor === undefined ? '' : shown(taken.floor, taken.unit),
    peers: Object.entries(taken?.peers ?? {})
      .map(([name, peer]) => `${name} ${shown(peer, taken?.unit ?? '')}`)
      .join('; '),
    ratio: isRatio ? shown(row, unit) : '',
    target: promised === undefined ? '' : `${WORDS[promised[0]]} ${digits(promised[1])}`,
    verdict: promised === undefined ? '' : isShort ? 'not judged' : isKept(row) ? 'met' : 'MISSED',
    how,
  };
}

const shown = ({ value, spread }: Taken, unit: string): string => {
  const between = spread === undefined ? '' : ` (${spread.map(digits).join(' to ')})`;
  return `${digits(value)} ${unit}`.trim() + between;
};

const WORDS: Readonly<Record<string, string>> = { under: 'under', most: 'at most', least: 'at least' };

const digits = (value: number): string =>
  Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);

const asText = (row: BenchRow): string =>
  Object.entries(cellsOf(row))
    .filter(([, cell]) => cell !== '')
    .map(([name, cell]) => (name === 'row' ? cell : `${name}: ${cell}`))
    .join('  ');
