/**
 * The two ways in which a receptionist works: a script that is written for a hand can be played with the mouse, and once more by
 * the keys alone. The keyboard finds its way as a person does, with Tab from one control to the next and with the arrows inside
 * of one, so that what cannot be reached fails the script.
 */
import type { Locator, Page } from 'playwright-core';

export interface Hand {
  readonly name: 'mouse' | 'keyboard';
  /** Only comes to it; a mouse is there with the press. */
  reach(target: Locator): Promise<void>;
  /** A button, a link, a row, a tab, a switch. */
  press(target: Locator): Promise<void>;
  /** Into a field, in place of what is there. */
  write(target: Locator, text: string): Promise<void>;
  /** In a select, by the words of the option. */
  choose(target: Locator, option: string): Promise<void>;
}

export const mouse = (): Hand => ({
  name: 'mouse',
  reach: (target) => target.hover(),
  press: (target) => target.click(),
  async write(target, text) {
    await target.click();
    await target.fill(text);
  },
  async choose(target, option) {
    await target.selectOption({ label: option });
  },
});

/** More controls than any view has. */
const MOST_STEPS = 200;

export function keyboard(page: Page): Hand {
  /** Of all that match, because a row far down in a list is not in the page before the keys come near, and goes with them. */
  const isThere = (target: Locator): Promise<boolean> =>
    target.evaluateAll((elements) =>
      elements.some(
        (element) =>
          element === document.activeElement ||
          // A list of any length keeps the focus and names the row that the keys have reached.
          (element.id !== '' && document.activeElement?.getAttribute('aria-activedescendant') === element.id),
      ),
    );

  /** Whether the focus is inside of the widget that also holds the target: then arrows lead to it. */
  const isBeside = (target: Locator): Promise<boolean> =>
    target.evaluateAll((elements) =>
      elements.some(
        (element) =>
          element
            .closest(
              '[role=radiogroup], [role=tablist], [role=grid], [role=treegrid], [role=listbox], [role=toolbar], fieldset:has(> label > input[type=radio])',
            )
            ?.contains(document.activeElement) === true,
      ),
    );

  async function reach(target: Locator): Promise<void> {
    await target.waitFor({ state: 'attached' });
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await isThere(target)) return;
      if (await isBeside(target)) {
        // From the top, because what is sought may stand above what was chosen last.
        await page.keyboard.press('Home');
        if (await isThere(target)) return;
        for (const arrow of ['ArrowDown', 'ArrowRight'])
          for (let moves = 0; moves < MOST_STEPS; moves += 1) {
            const before = await focused(page);
            await page.keyboard.press(arrow);
            if (await isThere(target)) return;
            if ((await focused(page)) === before) break;
          }
      }
      await page.keyboard.press('Tab');
    }
    throw new Error(`no key leads to ${String(target)}`);
  }

  return {
    name: 'keyboard',
    reach,
    async press(target) {
      await reach(target);
      // A key on a control that is greyed is lost, and who sees it waits; for the mouse Playwright does.
      const open = page.locator(':not([aria-disabled=true], :disabled)');
      await target.and(open).waitFor({ state: 'attached' });
      const isToggle = await target.evaluate((element) =>
        element.matches(
          'input[type=checkbox], input[type=radio], [role=switch], [role=checkbox], [role=radio]',
        ),
      );
      const isChosenByFocus = await target.evaluate((element) =>
        element.matches(
          'input[type=radio]:checked, [role=tab][aria-selected=true], [role=radio][aria-checked=true]',
        ),
      );
      if (!isChosenByFocus) await page.keyboard.press(isToggle ? 'Space' : 'Enter');
    },
    async write(target, text) {
      await reach(target);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    async choose(target, option) {
      await reach(target);
      const label = (): Promise<string> =>
        target.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.label ?? '');
      await page.keyboard.press('Home');
      for (let step = 0; step < MOST_STEPS && (await label()) !== option; step += 1)
        await page.keyboard.press('ArrowDown');
      if ((await label()) !== option) throw new Error(`there is no option ${option}`);
    },
  };
}

/** Something that tells one focused element from another. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const { activeElement } = document;
    const at = activeElement === null ? -1 : all.indexOf(activeElement);
    return `${at} ${activeElement?.getAttribute('aria-activedescendant') ?? ''}`;
  });
