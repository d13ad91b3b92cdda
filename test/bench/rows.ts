/**
 * What every bench module prints: one row for each thing that was measured, with the floor and the peers that were measured in the
 * same run. Plain text for whoever runs the module alone, JSON lines with `--json`, which is how `npm run bench` reads them. A
 * module measures in a process of its own and prints nothing else on stdout. What was lost or doubled is no result: it throws.
 */
export interface BenchRow {
  readonly figure: string;
  /** Of ours, of the floor and of the peers. */
  readonly unit: string;
  readonly ours: Taken;
  /** The least work that could do it. */
  readonly floor?: Taken;
  /** What people would pick instead, by name. */
  readonly peers?: Readonly<Record<string, Taken>>;
  readonly targets?: readonly Target[];
  /** How it was measured, where the figure does not say it all. */
  readonly how?: string;
}

export interface Taken {
  readonly value: number;
  /** The best and the worst of the rounds. */
  readonly spread?: readonly [low: number, high: number];
}

export interface Target {
  /** What the value is: `× floor`, `× Chromium`, or a unit. */
  readonly of: string;
  readonly value: number;
  readonly promise: { readonly under: number } | { readonly most: number } | { readonly least: number };
}

/** Small counts, for `.ci/run`: only what is correct is judged, because so short a run says nothing of speed. */
export const IS_SHORT = process.argv.includes('--short');

/** The median of the rounds. */
export function over(rounds: readonly number[]): Taken {
  const sorted = rounds.toSorted((a, b) => a - b);
  return { value: quantile(sorted, 0.5), spread: [sorted[0] ?? NaN, sorted.at(-1) ?? NaN] };
}

/** Of all rounds together; the spread is that of the rounds. */
export function quantileOver(rounds: readonly (readonly number[])[], share: number): Taken {
  const sort = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
  const { spread } = over(rounds.map((round) => quantile(sort(round), share)));
  return { value: quantile(sort(rounds.flat()), share), ...(spread === undefined ? {} : { spread }) };
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

/** Ends the module with 1 when the row misses a target. */
export function tell(row: BenchRow): void {
  if (!IS_SHORT && !isMet(row)) process.exitCode = 1;
  const cells = Object.entries(cellsOf(row)).map(([name, cell]) => (cell === '' ? '' : `${name} ${cell}`));
  process.stdout.write(
    `${process.argv.includes('--json') ? JSON.stringify(row) : cells.filter(Boolean).join('  ')}\n`,
  );
}

export const isMet = ({ targets = [] }: BenchRow): boolean => targets.every(isTargetMet);

function isTargetMet({ value, promise }: Target): boolean {
  if ('least' in promise) return value >= promise.least;
  return 'under' in promise ? value < promise.under : value <= promise.most;
}

export interface RowCells {
  readonly row: string;
  readonly ours: string;
  readonly floor: string;
  readonly peers: string;
  readonly ratio: string;
  readonly target: string;
  readonly how: string;
}

export function cellsOf({
  figure,
  unit,
  ours,
  floor,
  peers = {},
  targets = [],
  how = '',
}: BenchRow): RowCells {
  return {
    row: figure,
    ours: shown(ours, unit),
    floor: floor === undefined ? '' : shown(floor, unit),
    peers: Object.entries(peers)
      .map(([name, taken]) => `${name} ${shown(taken, unit)}`)
      .join('; '),
    ratio: targets.map(({ value, of }) => `${digits(value)} ${of}`).join('; '),
    target: targets.map((target) => `${promised(target)}: ${verdict(target)}`).join('; '),
    how,
  };
}

function verdict(target: Target): string {
  if (IS_SHORT) return 'not judged';
  return isTargetMet(target) ? 'met' : 'MISSED';
}

function promised({ promise }: Target): string {
  if ('least' in promise) return `at least ${promise.least}`;
  return 'under' in promise ? `under ${promise.under}` : `at most ${promise.most}`;
}

const shown = ({ value, spread }: Taken, unit: string): string =>
  `${digits(value)}${unit === '' ? '' : ` ${unit}`}${spread === undefined ? '' : ` (${digits(spread[0])}–${digits(spread[1])})`}`;

const digits = (value: number): string =>
  Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
