/**
 * What every bench module prints: one row a figure. Plain text for whoever runs the module alone, JSON lines with `--json`,
 * which is how `npm run bench` reads them. A module measures in a process of its own and prints nothing else on stdout.
 *
 * `--quick` measures less and judges all the same; `--short` proves only that the bench still runs and that nothing is lost or doubled
 * in it, because figures from so few rounds say nothing.
 */
export interface BenchRow {
  readonly figure: string;
  /** The median where there were several rounds. */
  readonly value: number;
  readonly unit: string;
  /** The least and the most of the rounds. */
  readonly spread?: readonly [least: number, most: number];
  /** What was promised: the value must be below this (`under`), or may reach it from below (`most`) or from above (`least`). */
  readonly promise?: { readonly under: number } | { readonly most: number } | { readonly least: number };
  /** How it was measured, where the figure does not say it all. */
  readonly how?: string;
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
  process.stdout.write(
    `${process.argv.includes('--json') ? JSON.stringify(row) : cellsOf(row).join('  ')}\n`,
  );
}

/** Median and spread of what the rounds gave. */
export function ofRounds(values: readonly number[]): Pick<BenchRow, 'value' | 'spread'> {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  const value = middle.reduce((sum, one) => sum + one, 0) / middle.length;
  return sorted.length < 2 ? { value } : { value, spread: [sorted[0] ?? 0, sorted.at(-1) ?? 0] };
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

/** Figure, value, promise, how. */
export function cellsOf(row: BenchRow): readonly [string, string, string, string] {
  const { figure, value, unit, spread, promise, how = '' } = row;
  const between = spread === undefined ? '' : ` (${spread.map(digits).join(' to ')})`;
  const [promised] = promise === undefined ? [] : Object.entries(promise);
  const words = promised === undefined ? '' : `${WORDS[promised[0]]} ${promised[1]}`;
  return [figure, `${digits(value)} ${unit}`.trim() + between, isKept(row) ? words : `${words}: BROKEN`, how];
}

const WORDS: Readonly<Record<string, string>> = { under: 'under', most: 'at most', least: 'at least' };

const digits = (value: number): string =>
  Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
