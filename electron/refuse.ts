/** A command could not begin because of what it was given: arguments, settings, key or token. */
const EXIT_BAD_INPUT = 2;

/** Says each fault in a line of its own on stderr and ends the process. */
export function refuse(faults: readonly string[]): never {
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exit(EXIT_BAD_INPUT);
}
