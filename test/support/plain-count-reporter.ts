import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Ends a run with the plain count that scripts read, after a line for what was skipped and why. */
export default class PlainCountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const brokenModules = modules.filter((module) => module.errors().length > 0).length;
    for (const line of skippedLines(tests)) process.stdout.write(`${line}\n`);
    process.stdout.write(
      `${count('passed')} passed, ${count('failed') + brokenModules} failed, ${count('skipped')} skipped\n`,
    );
  }
}

/** One line a test; one for a whole suite that was skipped for one reason, as that on a real Electron is. */
function skippedLines(tests: readonly TestCase[]): string[] {
  const reasonOf = (test: TestCase): string | null => {
    const result = test.result();
    return result.state === 'skipped' ? (result.note ?? 'no reason given') : null;
  };
  return [...Map.groupBy(tests, (test) => test.project.name)].flatMap(([suite, inSuite]) => {
    const reasons = new Set(inSuite.map(reasonOf));
    const [reason] = reasons;
    if (inSuite.length > 1 && reasons.size === 1 && reason != null)
      return [`skipped: ${suite}, all ${inSuite.length} tests: ${reason}`];
    return inSuite.flatMap((test) => {
      const why = reasonOf(test);
      return why === null ? [] : [`skipped: ${test.fullName}: ${why}`];
    });
  });
}
