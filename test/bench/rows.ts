/**
 * What every bench module prints: one row a figure. Plain text for whoever runs the module alone, JSON lines with `--json`,
 * which is how `npm run bench` reads them. A module measures in a process of its own and prints nothing else on stdout.
 */
export interface BenchRow {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What was promised: the value must be below this (`under`) or may reach it (`most`). */
  readonly promise?: { readonly under: number } | { readonly most: number };
  /** How it was measured, where the figure does not say it all. */
  readonly how?: string;
}

/** Ends the module with 1 when the row breaks its promise. */
export function tell(row: BenchRow): void {
  if (!isKept(row)) process.exitCode = 1;
  process.stdout.write(
    `${process.argv.includes('--json') ? JSON.stringify(row) : cellsOf(row).join('  ')}\n`,
  );
}

export function isKept({ value, promise }: BenchRow): boolean {
  if (promise === undefined) return true;
  return 'under' in promise ? value < promise.under : value <= promise.most;
}

/** Figure, value, promise, how. */
export function cellsOf(row: BenchRow): readonly [string, string, string, string] {
  const { figure, value, unit, promise, how = '' } = row;
  const shown = Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
  const promised =
    promise === undefined ? '' : 'under' in promise ? `under ${promise.under}` : `at most ${promise.most}`;
  return [figure, `${shown} ${unit}`.trim(), isKept(row) ? promised : `${promised}: BROKEN`, how];
}
