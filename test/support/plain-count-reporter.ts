import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with the plain count that scripts read, after one line for each skipped test with its reason. */
export default class PlainCountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const brokenModules = modules.filter((module) => module.errors().length > 0).length;
    for (const test of tests) {
      const result = test.result();
      if (result.state === 'skipped')
        process.stdout.write(`skipped: ${test.fullName}: ${result.note ?? 'no reason given'}\n`);
    }
    process.stdout.write(
      `${count('passed')} passed, ${count('failed') + brokenModules} failed, ${count('skipped')} skipped\n`,
    );
  }
}
