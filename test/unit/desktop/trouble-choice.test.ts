import { beforeEach, expect, test } from 'vitest';
import { hardenPage } from '../../../electron/desktop/hardening.ts';
import { untilChosen } from '../../../electron/desktop/trouble-choice.ts';
import { Page, resetElectron } from '../../support/electron.ts';

beforeEach(resetElectron);

const at = (path: string): string => `app://station${path}`;

function setUp() {
  const page = new Page();
  hardenPage(page as never);
  page.mainFrame.url = at('/stopped.html');
  const chosen: string[] = [];
  const show = (address: string): void => void (page.mainFrame.url = address);
  void untilChosen(page as never, show).then((choice) => chosen.push(choice));
  const press = async (path: string): Promise<boolean> => {
    const leaves = page.follow(at(path));
    await Promise.resolve();
    return leaves;
  };
  return { page, chosen, press };
}

test('trying again is one press, and no way out of the page', async () => {
  const { chosen, press } = setUp();
  expect(await press('/again')).toBe(false);
  expect(chosen).toEqual(['again']);
});

test('setting aside is asked about first', async () => {
  const { page, chosen, press } = setUp();
  expect(await press('/set-aside')).toBe(false);
  expect(chosen).toEqual([]);
  await press('/set-aside.html');
  expect([page.getURL(), chosen]).toEqual([at('/set-aside.html'), []]);
  await press('/set-aside');
  expect(chosen).toEqual(['set-aside']);
});

test('whoever thinks better of it is where they were', async () => {
  const { page, chosen, press } = setUp();
  await press('/set-aside.html');
  await press('/stopped.html');
  expect([page.getURL(), chosen]).toEqual([at('/stopped.html'), []]);
});

test('nothing is chosen by a frame, by another address, or after the choice', async () => {
  const { page, chosen, press } = setUp();
  page.emit('will-navigate', { url: at('/again'), isMainFrame: false, preventDefault: () => undefined });
  await press('/again.html');
  page.follow('https://station/again');
  expect(chosen).toEqual([]);
  await press('/again');
  await press('/again');
  expect(chosen).toEqual(['again']);
});
