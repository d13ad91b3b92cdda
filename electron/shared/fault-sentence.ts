/** What a schema found wrong in a file, in one sentence that names the path: `printing.auto: found "yes"; allowed is true or false`. */

interface Issue {
  readonly path: readonly PropertyKey[];
  /** What is allowed. */
  readonly message: string;
}

const LONGEST_SHOWN = 80;

/** `whole` names the file where the fault is the file itself. */
export function faultSentence(issue: Issue, root: unknown, whole: string): string {
  const found = issue.path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  );
  // An address may carry a password, and this line goes to a log.
  const shown =
    found === undefined
      ? 'nothing'
      : JSON.stringify(found)
          .replace(/\/\/[^/@\s]*@/g, '//…@')
          .slice(0, LONGEST_SHOWN);
  return `${issue.path.join('.') || whole}: found ${shown}; allowed is ${issue.message}`;
}

/** For text that `JSON.parse` refused. */
export function notJsonSentence(cause: unknown, whole: string): string {
  const where =
    cause instanceof SyntaxError ? (/position \d+|line \d+ column \d+/.exec(cause.message)?.[0] ?? '') : '';
  return `${whole}: found text that is not JSON${where && ` (${where})`}; allowed is one JSON object`;
}
