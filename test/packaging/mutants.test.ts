import { expect, test } from 'vitest';
import { mutants, mutated } from './mutant-list.ts';
import { ROOT } from './pack-app.ts';

test('each option that npm run packaging:mutants takes away is where it is looked for', () => {
  const all = mutants(ROOT);
  for (const mutant of all) mutated(ROOT, mutant);
  for (const name of [
    'runAsNode',
    'sandbox',
    'contextIsolation',
    'nodeIntegration',
    'devTools',
    'default-src',
  ])
    expect(all).toContainEqual(expect.objectContaining({ name }));
});
