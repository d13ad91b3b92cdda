import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe holds to be serious or worse, each with the element it means. */
export async function seriousProblems(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate<AxeResults>('axe.run(document)');
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
}

/** Whether the page would have to be scrolled sideways to be read. */
export const runsOverSideways = (page: Page, within: string): Promise<boolean> =>
  page.evaluate((selector) => {
    const place = document.querySelector(selector);
    if (place === null) throw new Error('the place is not there');
    const edge = place.getBoundingClientRect().right + 1;
    return [...place.querySelectorAll('*')].some((element) => element.getBoundingClientRect().right > edge);
  }, within);
