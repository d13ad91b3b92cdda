/** What every view is held to: nothing that axe finds serious, no text that is cut off, nothing that has to be scrolled sideways. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Colours on their way from one to the other are nobody's; what never ends, as a spinner, is not waited for. */
const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    // One that is called off has ended as well.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });

/** Each with the element it means. */
export async function seriousProblems(page: Page): Promise<string[]> {
  await atRest(page);
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axeSource);
  const results = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
}

/** Below `within`: text that runs out of its own box, and whatever reaches over the edge of the window. */
export const withoutRoom = (page: Page, within: string): Promise<string[]> =>
  page.evaluate((selector) => {
    const elements = [...document.querySelectorAll<HTMLElement>(`${selector}, ${selector} *`)].filter(
      (element) =>
        element.closest('svg, .visually-hidden, option') === null && element.textContent.trim() !== '',
    );
    const cut = elements.filter(
      (element) =>
        getComputedStyle(element).display !== 'inline' &&
        element.clientWidth > 0 &&
        element.scrollWidth > element.clientWidth + 1,
    );
    const over = elements.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1);
    });
    const name = (what: string, element: HTMLElement): string =>
      `${what}: ${element.className}: ${element.textContent.slice(0, 60)}`;
    return [
      ...cut.map((element) => name('cut off', element)),
      ...over.map((element) => name('over the edge', element)),
    ];
  }, within);

/** Whether the page would have to be scrolled sideways to be read. */
export const runsOverSideways = (page: Page, within: string): Promise<boolean> =>
  page.evaluate((selector) => {
    const place = document.querySelector(selector);
    if (place === null) throw new Error('the place is not there');
    const edge = place.getBoundingClientRect().right + 1;
    return [...place.querySelectorAll('*')].some((element) => element.getBoundingClientRect().right > edge);
  }, within);
