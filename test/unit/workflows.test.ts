import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.github/workflows');

/** electron-builder's own parser: there for it, and without types. */
const yaml = createRequire(import.meta.url)('js-yaml') as { load(text: string): unknown };

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const step = z
  .strictObject({
    name: z.string().optional(),
    if: z.string().optional(),
    uses: z.string().optional(),
    with: settings.optional(),
    run: z.string().optional(),
    shell: z.string().optional(),
    env: settings.optional(),
    'working-directory': z.string().optional(),
  })
  .refine(({ uses, run }) => (uses === undefined) !== (run === undefined), 'either uses or run');
/** As much of GitHub's workflow syntax as is used here; anything else is a mistake, or a line to be added with thought. */
const workflow = z.strictObject({
  name: z.string(),
  on: z.strictObject({
    push: z.record(z.string(), z.array(z.string())).optional(),
    pull_request: z.null().optional(),
  }),
  permissions,
  concurrency: z.strictObject({
    group: z.string(),
    'cancel-in-progress': z.union([z.string(), z.boolean()]),
  }),
  jobs: z.record(
    z.string().regex(/^[a-z_][a-z0-9_-]*$/),
    z.strictObject({
      name: z.string().optional(),
      needs: z.string().optional(),
      strategy: z
        .strictObject({
          'fail-fast': z.boolean().optional(),
          matrix: z.record(z.string(), z.array(z.unknown())),
        })
        .optional(),
      'runs-on': z.string(),
      'timeout-minutes': z.number().int().max(60),
      permissions: permissions.optional(),
      steps: z.array(step).min(1),
    }),
  ),
});

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const read = (name: string) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const parsed = workflow.parse(yaml.load(text));
  return { text, parsed, jobs: Object.values(parsed.jobs) };
};

test('there are the two that are meant to be', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(['ci.yml', 'release.yml']);
});

describe.each(readdirSync(FOLDER))('%s', (name) => {
  test('is a workflow, and no more is in it than is known to be right', () => {
    expect(() => read(name)).not.toThrow();
  });

  test('may read and nothing else, but for the one job that drafts a release', () => {
    const { parsed, jobs } = read(name);
    expect(parsed.permissions).toEqual({ contents: 'read' });
    const more = jobs.flatMap((job) => (job.permissions === undefined ? [] : [job.permissions]));
    expect(more).toEqual(name === 'release.yml' ? [{ contents: 'write' }] : []);
  });

  test('names every action by its commit, and beside it the version that a person reads', () => {
    const { text, jobs } = read(name);
    const uses = jobs.flatMap((job) => job.steps.flatMap((one) => one.uses ?? []));
    const lines = text.split('\n').filter((line) => /\buses:/.test(line));
    expect(uses.length).toBe(lines.length);
    for (const line of lines) expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    // One commit an action, so that none is forgotten when it is renewed.
    expect(new Set(uses).size).toBe(new Set(uses.map((one) => one.split('@')[0])).size);
  });

  test('runs only npm scripts that there are', () => {
    const { jobs } = read(name);
    const runs = jobs.flatMap((job) => job.steps.flatMap((one) => one.run ?? [])).join('\n');
    const scripts = [...runs.matchAll(/\bnpm (?:run )?(?:-s )?([a-z][a-z0-9:]*)/g)].map(
      (match) => match[1] ?? '',
    );
    const known = [...Object.keys(manifest.scripts), 'ci', 'exec'];
    expect(scripts.length).toBeGreaterThan(1);
    expect(scripts.filter((script) => !known.includes(script))).toEqual([]);
  });

  test('keeps no credentials in the checkout, and puts nothing of a change into a script', () => {
    const { jobs } = read(name);
    const steps = jobs.flatMap((job) => job.steps);
    for (const { uses, with: given } of steps.filter((one) => one.uses?.startsWith('actions/checkout@')))
      expect([uses?.split('@')[0], given?.['persist-credentials']]).toEqual(['actions/checkout', false]);
    // `${{ … }}` in a script is text that is run; values go through the environment.
    expect(steps.map((one) => one.run ?? '').join('\n')).not.toContain('${{');
  });
});

test('a real Electron is asked for on all three systems, in its sandbox, and may not be skipped', () => {
  const { text, parsed } = read('ci.yml');
  expect(parsed.jobs['e2e']?.strategy?.matrix['os']).toEqual([
    'windows-latest',
    'macos-latest',
    'ubuntu-latest',
  ]);
  const runs = parsed.jobs['e2e']?.steps.flatMap((one) => one.run ?? []) ?? [];
  const suites = runs.filter((run) => run.includes('test:e2e'));
  expect(suites.every((run) => run.includes('--no-skip'))).toBe(true);
  expect(suites).toHaveLength(2);
  expect(text).not.toContain('--no-sandbox');
});
