/** One version replaces another: real files, a process of its own for every start, and SIGKILL between any two steps. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecord } from '../../../electron/desktop/update-trial.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { type AppWorld, startApp, writeApp } from '../../support/update-app.ts';
import { eventually } from '../../support/eventually.ts';

type Broken = Parameters<typeof writeApp>[2];

function begin(
  behaviour: Broken,
  { killAt = null, ...change }: Partial<AppWorld> & { readonly killAt?: string | null } = {},
) {
  const base = tempFolder();
  const world: AppWorld = {
    folder: join(base, 'updates'),
    installed: join(base, 'Vestibule.AppImage'),
    trace: join(base, 'trace'),
    proofWithinMs: 1_500,
    ...change,
  };
  const path = join(base, 'Vestibule-2.0.0.AppImage');
  writeApp(world.installed, '1.0.0', 'good');
  writeApp(path, '2.0.0', behaviour);
  const sha512 = createHash('sha512').update(readFileSync(path)).digest('base64');
  startApp(world.installed, { ...world, update: { path, version: '2.0.0', sha512, killAt } });
  const { update: _, killWatcherAt: __, ...later } = world;
  const trace = (): string[] =>
    existsSync(world.trace) ? readFileSync(world.trace, 'utf8').trim().split('\n') : [];
  return {
    trace,
    record: () => readRecord(world.folder),
    installed: (): string => /\d\.0\.0/.exec(readFileSync(world.installed, 'utf8'))?.[0] ?? 'none',
    /** How often the old version came up with nothing left to do. */
    settled: (): number => trace().filter((line) => line === 'settled 1.0.0').length,
    startByHand: () => startApp(world.installed, later),
  };
}

test('a version that starts takes over, and nobody goes back', async () => {
  const app = begin('good', { proofWithinMs: 60_000 });
  await eventually(() => expect(app.record().latest).toMatchObject({ kind: 'installed' }));
  expect(app.installed()).toBe('2.0.0');
  expect(app.record()).toMatchObject({ trial: null, bad: [] });
});

describe.each([
  ['dies when it starts', 'dies'],
  ['cannot even be loaded', 'broken'],
] as const)('a version that %s', (_, behaviour) => {
  test('makes way for the old one, which starts, and is never taken again', async () => {
    const app = begin(behaviour);
    await eventually(() => expect(app.settled()).toBe(2));
    expect(app.trace()).toContain('update-going-back 1.0.0');
    expect(app.installed()).toBe('1.0.0');
    expect(app.record()).toMatchObject({
      trial: null,
      bad: ['2.0.0'],
      latest: { kind: 'went-back', version: '2.0.0' },
    });
  });
});

test('a second start without proof goes back at once', async () => {
  const app = begin('dies', { proofWithinMs: 600_000 });
  await eventually(() => expect(app.trace()).toContain('on-trial 2.0.0'));
  app.startByHand();
  await eventually(() => expect(app.settled()).toBe(2));
  expect(app.trace()).toContain('go-back 2.0.0');
  expect(app.record()).toMatchObject({ trial: null, bad: ['2.0.0'] });
});

test('a watcher that is killed while it goes back is followed by another one', async () => {
  const app = begin('dies', { killWatcherAt: 'update-going-back' });
  await eventually(() => expect(app.trace().at(-1)).toBe('update-going-back 1.0.0'));
  expect(app.record()).toMatchObject({ trial: { phase: 'going-back' }, bad: ['2.0.0'] });
  expect(app.installed()).toBe('2.0.0');
  app.startByHand();
  await eventually(() => expect(app.settled()).toBe(2));
  expect(app.record()).toMatchObject({ trial: null, latest: { kind: 'went-back' } });
});

describe('killed', () => {
  test.each([
    ['once the old version is kept', 'update-kept', null],
    ['once the trial is written down', 'update-noted', 'not-installed'],
  ])('%s, the old one starts as if nothing had been', async (_, killAt, latest) => {
    const app = begin('good', { killAt });
    await eventually(() => expect(app.trace().at(-1)).toBe(`${killAt} 1.0.0`));
    expect(app.installed()).toBe('1.0.0');
    app.startByHand();
    await eventually(() => expect(app.settled()).toBe(2));
    expect(app.record()).toMatchObject({ trial: null, bad: [] });
    expect(app.record().latest?.kind ?? null).toBe(latest);
  });

  test.each([
    ['once the watcher runs', 'update-watched'],
    ['once the station has stopped', 'update-stopped'],
    ['with the new file half in place', 'half-placed'],
    ['once the new file is in place', 'update-placed'],
  ])('%s, the watcher starts a whole version again without a hand', async (_, killAt) => {
    const app = begin('good', { killAt });
    await eventually(() => expect(app.settled()).toBe(2));
    expect(app.installed()).toBe('1.0.0');
    expect(app.record()).toMatchObject({ trial: null, latest: { kind: 'went-back' } });
  });
});
