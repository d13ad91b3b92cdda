/** Acting on visitors. Long, because every answer that a wish can get, and none, is looked at on the same screen. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { CommandResult } from '../../electron/shared/contract.ts';
import { ok } from '../../electron/shared/result.ts';
import type { TransitionReason, TransitionState, TransitionView } from '../../electron/shared/transition.ts';
import type { CheckInDetail } from '../../electron/shared/view.ts';
import { chromiumOrWhyNot } from '../support/chromium.ts';
import { MINUTE_MS, visitor } from '../support/desk-fixtures.ts';
import { scan } from '../support/reader.ts';
import type { ScriptedStation } from '../support/scripted-bridge.ts';
import { scriptSettings } from '../support/scripted-settings.ts';
import { transition } from '../support/transitions.ts';
import { runsOverSideways, seriousProblems } from './room.ts';
import { type OpenWindow, openWindow } from './window.ts';

const { browser, whyNot } = await chromiumOrWhyNot();
afterAll(() => browser?.close());

const OFFLINE = {
  kind: 'waiting',
  untilMs: Date.now() + MINUTE_MS,
  because: 'unreachable',
  attempt: 2,
} as const;

/** By the key that opens it: a digit waits a little, because it may be the first of a card's number. */
const TABS: Readonly<Record<string, string>> = { '1': 'Waiting', '2': 'Expected', '3': 'On site' };

/** Answers each wish with an act that is on its way, and shows the visitor with it, as a station does. */
function takeWishes(station: ScriptedStation, state: TransitionState = 'sent'): void {
  station.answer('transitions:request', ({ kind, checkInIds }) => {
    const answers = checkInIds.map((checkInId, index) => ({
      checkInId,
      transition: transition({ id: 500 + index, checkInId, kind, state }),
    }));
    return ok({ answers });
  });
}

const wishesOf = (station: ScriptedStation): unknown[] =>
  station.calls
    .filter((call) => call.command === 'transitions:request')
    .map((call) => {
      const { kind, checkInIds } = call.request as { kind: string; checkInIds: readonly number[] };
      return [kind, ...checkInIds];
    });

describe.skipIf(browser === null)(`acting on visitors ${whyNot ?? ''}`, () => {
  let open: OpenWindow;
  afterEach(() => open.close());

  const select = async (name: string): Promise<void> => {
    await open.page.getByRole('row', { name }).first().click();
    await open.page.getByRole('heading', { name }).waitFor();
  };
  const act = (name: RegExp) => open.page.locator('.acts').getByRole('button', { name });

  const waiting = visitor({ id: 1, name: 'Ada Brandt' });
  const expected = visitor({ id: 2, name: 'Bo Lindqvist', phase: 'upcoming', state: 'Upcoming' });
  const here = visitor({ id: 3, name: 'Cato Meyer', phase: 'onsite', state: 'Onsite' });

  async function openOn(person: CheckInDetail, list: string, view: object = {}): Promise<void> {
    open = await openWindow(browser, { visitors: [person], view });
    takeWishes(open.station);
    await open.page.keyboard.press(list);
    await open.page.getByRole('tab', { name: TABS[list] ?? '', selected: true }).waitFor();
    await select(person.name);
  }

  test.each([
    ['approves who waits', waiting, '1', /^Approve/, 'a', ['approve', 1]],
    ['checks in who is expected', expected, '2', /^Check in/, 'i', ['check-in', 2]],
    ['checks out who is here', here, '3', /^Check out/, 'o', ['check-out', 3]],
  ] as const)('a press, or a key, %s', async (_what, person, list, button, key, wish) => {
    await openOn(person, list);
    await act(button).click();
    await expect.poll(() => wishesOf(open.station)).toEqual([wish]);
    await open.close();
    await openOn(person, list);
    await open.page.keyboard.press(key);
    await expect.poll(() => wishesOf(open.station)).toEqual([wish]);
    expect(open.errors).toEqual([]);
  });

  test.each(['a4f39c2d', 'r8881234', 'p1234567', 'm0004711'])(
    'a card reader whose number begins with a key of the window (%s) acts on nobody',
    async (number) => {
      await openOn(waiting, '1');
      await scan(open.page, number, 'Enter');
      const calls = (command: string) => open.station.calls.filter((call) => call.command === command);
      await expect.poll(() => calls('badges:scan').map((call) => call.request)).toEqual([{ text: number }]);
      expect(wishesOf(open.station)).toEqual([]);
      expect(calls('badges:print')).toEqual([]);
      expect(await open.page.locator('.why-again, .several').count()).toBe(0);
    },
  );

  test('rejecting takes a second press, and Escape leaves it', async () => {
    await openOn(waiting, '1');
    await open.page.keyboard.press('r');
    await open.page.getByRole('button', { name: 'Yes, reject' }).waitFor();
    await open.page.keyboard.press('Escape');
    await expect.poll(() => open.page.getByRole('button', { name: 'Yes, reject' }).count()).toBe(0);
    expect(wishesOf(open.station)).toEqual([]);
    await open.page.keyboard.press('r');
    await open.page.locator('button:focus', { hasText: 'Yes, reject' }).waitFor();
    await open.page.keyboard.press('Enter');
    await expect.poll(() => wishesOf(open.station)).toEqual([['reject', 1]]);
  });

  test('the second half of a double click does not meet the button that takes its place', async () => {
    await openOn(waiting, '1');
    open.station.answer('transitions:request', ({ kind, checkInIds: [id = 0] }) => {
      open.station.showVisitors([{ ...waiting, phase: 'approved', state: 'Host' }]);
      return ok({
        answers: [{ checkInId: id, transition: transition({ id: 1, checkInId: id, kind, state: 'done' }) }],
      });
    });
    await act(/^Approve/).click();
    await act(/^Check out/).waitFor();
    await act(/^Check out/).click();
    await open.page.keyboard.press('3');
    await expect.poll(() => open.station.calls.at(-1)?.request).toMatchObject({ list: 'onsite', limit: 50 });
    expect(wishesOf(open.station)).toEqual([['approve', 1]]);
  });

  test('a wish whose answer was lost with the station is asked again as the same wish', async () => {
    await openOn(waiting, '1');
    open.station.answer(
      'transitions:request',
      () => new Promise<CommandResult<'transitions:request'>>(() => undefined),
    );
    await act(/^Approve/).click();
    await expect.poll(() => wishesOf(open.station).length).toBe(1);
    open.station.disappear();
    await open.page.getByText('That did not reach the station.', { exact: false }).waitFor();
    open.station.comeBack();
    await expect.poll(() => act(/^Approve/).getAttribute('aria-disabled')).toBe('false');
    await expect
      .poll(async () => {
        // An impatient hand: greyed or not. A click that waits for the button would wait for an answer that never comes.
        await act(/^Approve/).click({ force: true });
        return wishesOf(open.station).length;
      })
      .toBe(2);
    const ids = open.station.calls
      .filter((call) => call.command === 'transitions:request')
      .map((call) => (call.request as { requestId: string }).requestId);
    expect(new Set(ids).size).toBe(1);
  });

  test.each([
    ['no-event-name', 'Not set up: IT enters in the settings'],
    ['offline', 'This needs the cloud'],
    ['cannot-store', 'the notice at the top says why'],
  ] as const)('what cannot be done now (%s) is shown with one sentence why', async (why, sentence) => {
    await openOn(waiting, '1', { transitions: { hindrances: { approve: why }, waiting: 0, questions: [] } });
    await open.page.getByText(sentence, { exact: false }).waitFor();
    expect(await act(/^Approve/).getAttribute('aria-disabled')).toBe('true');
    await act(/^Approve/).click({ force: true });
    await open.page.keyboard.press('a');
    // What follows a key settles that no number of a card does.
    await open.page.keyboard.press('F8');
    expect(wishesOf(open.station)).toEqual([]);
  });

  test('offline a departure can be noted, and the desk says that it is sent later', async () => {
    await openOn(here, '3', { session: OFFLINE });
    await open.page
      .getByText('the departure is noted now and sent when the cloud is back', { exact: false })
      .waitFor();
    takeWishes(open.station, 'waiting');
    await act(/^Check out/).click();
    await expect.poll(() => wishesOf(open.station)).toEqual([['check-out', 3]]);
  });

  const stands = (state: TransitionState, reason: TransitionReason | null = null): TransitionView =>
    transition({ id: 9, checkInId: 1, kind: 'approve', state, reason, name: 'Ada Brandt' });

  test.each([
    ['sent', stands('sent'), 'Asking the cloud to approve'],
    ['in doubt', stands('in-doubt'), 'nothing is sent twice'],
    [
      'refused',
      stands('refused', { kind: 'refused', status: 409, words: 'Not possible in the state "Onsite".' }),
      'Not possible in the state "Onsite".',
    ],
    ['refused without a word', stands('refused', { kind: 'refused', status: 422, words: null }), '(422)'],
    ['the token', stands('not-done', { kind: 'token', status: 401 }), 'refused the token (401)'],
    ['busy', stands('not-done', { kind: 'busy', status: 503 }), 'was busy'],
    ['unreachable', stands('not-done', { kind: 'unreachable' }), 'could not be reached'],
    ['not seen', stands('not-done', { kind: 'not-seen' }), 'did not do it'],
    [
      'overtaken',
      stands('overtaken', { kind: 'otherwise', phase: 'pending', state: 'Pending' }),
      'Meanwhile the cloud',
    ],
  ] as const)('how it stands is said in a sentence: %s', async (_how, view, sentence) => {
    const isOpen = view.state === 'sent' || view.state === 'in-doubt';
    await openOn({ ...waiting, transition: isOpen ? view : null, transitions: [view] }, '1');
    await open.page.locator('.act-stands', { hasText: sentence }).waitFor();
    expect(await act(/^Approve/).getAttribute('aria-disabled')).toBe(String(isOpen));
  });

  test('the words of the cloud are text and nothing else', async () => {
    const words = '<img src=x onerror="document.title=\'hit\'"> <b>no</b>';
    const view = stands('refused', { kind: 'refused', status: 400, words });
    await openOn({ ...waiting, transitions: [view] }, '1');
    await open.page.locator('.act-stands', { hasText: words }).waitFor();
    expect(await open.page.title()).not.toBe('hit');
    expect(open.errors).toEqual([]);
  });

  test('a departure that is not sent can be taken back, and its row and the foot say how it is', async () => {
    const noted = transition({ id: 9, checkInId: 3, kind: 'check-out', state: 'waiting', name: here.name });
    await openOn({ ...here, transition: noted, transitions: [noted] }, '3', {
      transitions: { hindrances: {}, waiting: 2, questions: [] },
    });
    await open.page.getByRole('row', { name: 'left, not yet sent' }).waitFor();
    await open.page.getByText('2 departures not yet sent').waitFor();
    await open.page.getByRole('button', { name: 'Take it back' }).click();
    await expect
      .poll(() => open.station.calls.find((call) => call.command === 'transitions:settle')?.request)
      .toEqual({ transitionId: 9, answer: 'withdraw' });
  });

  test.each([
    ['already-left', { kind: 'already-left', leftAtMs: null }, false],
    ['unknown-to-cloud', { kind: 'unknown-to-cloud' }, true],
    ['refused', { kind: 'refused', status: 409, words: 'Not here.' }, true],
  ] as const)('a question of the cloud (%s) is answered at the foot', async (_why, reason, canSend) => {
    const question = transition({
      id: 9,
      checkInId: 3,
      kind: 'check-out',
      state: 'question',
      reason,
      name: here.name,
    });
    open = await openWindow(browser, {
      visitors: [here],
      view: { transitions: { hindrances: {}, waiting: 0, questions: [question] } },
    });
    const group = open.page
      .getByRole('contentinfo')
      .getByRole('group', { name: 'The departure of Cato Meyer' });
    await group.waitFor();
    expect(await group.getByRole('button', { name: 'Send again' }).count()).toBe(canSend ? 1 : 0);
    await group.getByRole('button', { name: 'Understood' }).click();
    await expect
      .poll(() => open.station.calls.find((call) => call.command === 'transitions:settle')?.request)
      .toEqual({ transitionId: 9, answer: 'understood' });
  });

  test('the panel tells who did what and when, also what was sent later', async () => {
    const askedAtMs = Date.now() - 30 * MINUTE_MS;
    const acts = [
      transition({
        id: 9,
        checkInId: 1,
        kind: 'check-out',
        state: 'done',
        askedAtMs,
        sentAtMs: askedAtMs + 20 * MINUTE_MS,
      }),
      transition({
        id: 8,
        checkInId: 1,
        kind: 'approve',
        state: 'done',
        reason: { kind: 'read-back' },
        askedAtMs,
      }),
    ];
    await openOn({ ...waiting, transitions: acts }, '1');
    const history = open.page.locator('section', {
      has: open.page.getByRole('heading', { name: 'Done at this desk' }),
    });
    expect(await history.locator('li').allTextContents()).toEqual([
      expect.stringMatching(/^Check-out.*done.*asked for at .*, sent at /),
      expect.stringMatching(/^Approval.*done.*asked for at .*The answer was lost/),
    ]);
  });

  test('several are marked by keys alone and checked out at once; each gets an answer, and a refusal its reason', async () => {
    const others = [4, 5].map((id) =>
      visitor({ id, name: `Visitor ${id}`, phase: 'onsite', state: 'Onsite' }),
    );
    open = await openWindow(browser, { visitors: [here, ...others] });
    open.station.answer('transitions:request', ({ kind, checkInIds }) =>
      ok({
        answers: checkInIds.map((checkInId) =>
          checkInId === 5
            ? { checkInId, refused: 'wrong-phase' as const }
            : { checkInId, transition: transition({ id: checkInId, checkInId, kind, state: 'done' }) },
        ),
      }),
    );
    const { keyboard } = open.page;
    await keyboard.press('3');
    await open.page.getByRole('tab', { name: 'On site', selected: true }).waitFor();
    await keyboard.press('m');
    await open.page.getByRole('region', { name: 'Several' }).waitFor();
    for (const key of [' ', 'ArrowDown', ' ', 'ArrowDown', ' ']) await keyboard.press(key);
    await open.page.getByText('3 marked').waitFor();
    expect(await open.page.getByRole('row', { selected: true }).count()).toBe(3);
    await open.page.getByRole('button', { name: 'Check out 3' }).press('Enter');
    await expect.poll(() => wishesOf(open.station)).toEqual([['check-out', 3, 4, 5]]);
    const answers = open.page.getByRole('list', { name: 'What became of it' }).locator('li');
    await expect
      .poll(() => answers.allTextContents())
      .toEqual([
        expect.stringMatching(/^Cato Meyerdone/),
        expect.stringMatching(/^Visitor 4done/),
        expect.stringMatching(/^Visitor 5not done.*moved on meanwhile/),
      ]);
    await keyboard.press('Escape');
    await expect.poll(() => open.page.getByRole('region', { name: 'Several' }).count()).toBe(0);
  });

  test('marking moves no row and takes none away', async () => {
    open = await openWindow(browser, {
      visitors: [here, visitor({ id: 4, name: 'Dana Voss', phase: 'onsite' })],
    });
    await open.page.keyboard.press('3');
    await open.page.getByRole('tab', { name: 'On site', selected: true }).waitFor();
    const tops = () =>
      open.page.locator('.row').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    await open.page.getByText('Dana Voss').waitFor();
    const before = await tops();
    await open.page.getByRole('button', { name: 'Several' }).click();
    await open.page.getByRole('row', { name: 'Dana Voss' }).click();
    await open.page.getByText('1 marked').waitFor();
    expect(await tops()).toEqual(before);
  });

  test('a name is tried on a visitor after a second press, and used when it worked', async () => {
    open = await openWindow(browser, { visitors: [waiting], prepare: (station) => scriptSettings(station) });
    open.station.answer('transitions:event-names', () =>
      ok({ names: [{ name: 'Grant', from: 'seen' as const }] }),
    );
    open.station.answer('transitions:try-event-name', ({ kind, checkInId, eventName }) =>
      ok(
        eventName === 'Grant'
          ? { transition: transition({ id: 1, checkInId, kind, state: 'done' }), state: 'Host' }
          : {
              transition: transition({
                id: 1,
                checkInId,
                kind,
                state: 'refused',
                reason: { kind: 'refused', status: 422, words: 'The flow knows: Grant, Deny.' },
              }),
              state: null,
            },
      ),
    );
    await open.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    const group = open.page.locator('.setting-group', { hasText: 'Try a name' });
    await group.getByLabel('Name of the event').fill('Approve');
    await group.getByRole('button', { name: 'Try it' }).click();
    await group.getByRole('button', { name: 'Yes, do it' }).click();
    await group.getByText('The flow knows: Grant, Deny.', { exact: false }).waitFor();
    await group.getByLabel('Name of the event').fill('Grant');
    await group.getByRole('button', { name: 'Try it' }).click();
    await group.getByRole('button', { name: 'Yes, do it' }).click();
    await group.getByText('the visitor is now “Host”', { exact: false }).waitFor();
    await group.getByRole('button', { name: 'Use this name' }).click();
    await expect.poll(() => open.page.getByLabel('Event for approving').inputValue()).toBe('Grant');
  });

  test.each([
    ['light', 'en', 1366, 768],
    ['dark', 'de', 1280, 720],
    ['light', 'de', 640, 360],
  ] as const)(
    'nothing stands in the way of anybody: %s, %s, %d × %d',
    async (colorScheme, language, width, height) => {
      const refused = stands('refused', { kind: 'refused', status: 409, words: 'Not possible.' });
      open = await openWindow(browser, {
        visitors: [{ ...waiting, transitions: [refused] }],
        view: { language },
        browser: { colorScheme, viewport: { width, height }, reducedMotion: 'reduce' },
      });
      await open.page.getByText('Ada Brandt').click();
      await open.page.locator('.act-stands .notice').waitFor();
      expect(await seriousProblems(open.page)).toEqual([]);
      await open.page.keyboard.press('r');
      await open.page.locator('.why-again').waitFor();
      expect(await seriousProblems(open.page)).toEqual([]);
      expect(await runsOverSideways(open.page, '.desk')).toBe(false);
      await open.page.keyboard.press('Escape');
      await open.page.keyboard.press('Escape');
      await open.page.keyboard.press('m');
      await open.page.locator('.several').waitFor();
      await open.page.keyboard.press(' ');
      expect(await seriousProblems(open.page)).toEqual([]);
      expect(await runsOverSideways(open.page, '.desk')).toBe(false);
    },
  );
});
