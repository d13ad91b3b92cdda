import { expect, it } from 'vitest';
import { createBadgeRaster } from '../../../electron/badge/raster.ts';
import { parseTemplate } from '../../../electron/badge/template/schema.ts';
import { TEMPLATE_LIMITS } from '../../../electron/shared/badge-template.ts';
import { BADGE_AREAS, documentFor, templateOf } from '../../support/badge-samples.ts';

const raster = createBadgeRaster();
const visitor = documentFor({
  firstName: 'ẞ'.repeat(400),
  lastName: 'محمد '.repeat(80),
  companyName: '深圳'.repeat(200),
});

/** As much of everything as a file may have, each text as long and as hard to set as can be. */
function worst() {
  const text = '{name}{company}{host}{name}{company}\n'
    .repeat(8)
    .slice(0, -1)
    .slice(0, TEMPLATE_LIMITS.textCharacters);
  const elements = Array.from({ length: TEMPLATE_LIMITS.elements }, (_, index) => ({
    id: `e${index}`,
    box: { xMm: index % 10, yMm: index % 7, widthMm: 85, heightMm: 50 },
    ...(index < TEMPLATE_LIMITS.texts
      ? {
          kind: 'text',
          text,
          sizeMm: 60,
          minSizeMm: 1.5,
          fit: 'wrap',
          weight: index % 2 ? 'bold' : 'regular',
        }
      : { kind: 'box' }),
  }));
  return JSON.stringify({ version: 1, name: 'worst', page: { widthMm: 100, heightMm: 62 }, elements });
}

it('a template with as much of everything as it may have costs a bounded time', async () => {
  const parsed = parseTemplate(worst());
  if (!parsed.ok) throw new Error(parsed.error.join('\n'));
  const plainMs = await timeOf(() =>
    raster.draw(
      templateOf('large-name'),
      documentFor({ firstName: 'A', lastName: 'B', companyName: null }),
      BADGE_AREAS['62x100-brother'],
    ),
  );
  const worstMs = await timeOf(() => raster.draw(parsed.value, visitor, BADGE_AREAS['62x100-brother']));
  // Measured against a plain badge on the same machine: it must be a matter of moments, not of minutes.
  expect(worstMs / plainMs).toBeLessThan(300);
});

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  await run();
  const beganMs = performance.now();
  await run();
  return performance.now() - beganMs;
}
