import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../../electron/desk/store.ts';
import type { TransitionState } from '../../../electron/shared/transition.ts';
import { createRollCalls } from '../../../electron/store/roll-calls.ts';
import { createTransitions } from '../../../electron/store/transitions.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { openAt } from '../../support/lost-database.ts';
import { openStore } from '../../support/open-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const NOW = Date.UTC(2026, 10, 24, 14);

const ask = (
  store: Store,
  checkInId: number,
  state: 'waiting' | 'sent' = 'sent',
  key = `wish:${checkInId}`,
) =>
  store.transitions.add({
    key,
    checkInId,
    kind: state === 'waiting' ? 'check-out' : 'approve',
    eventName: 'Go',
    stateBefore: 'Before',
    state,
    nowMs: NOW,
  });

test('an act keeps what was asked for, when it was sent and how it ended', () => {
  const { transitions } = openStore();
  const store = { transitions } as Store;
  const { id } = ask(store, 7);
  transitions.begin(id, NOW + 1);
  transitions.settle(id, 'done', null, NOW + 2);
  expect(transitions.byKey('wish:7')).toEqual({
    id,
    checkInId: 7,
    kind: 'approve',
    eventName: 'Go',
    stateBefore: 'Before',
    state: 'done',
    reason: null,
    isJournaled: false,
    mayBeDone: false,
    attempts: 1,
    askedAtMs: NOW,
    sentAtMs: NOW + 1,
    settledAtMs: NOW + 2,
  });
});

test('the file itself allows one act under way with a visitor, and one of a key for ever', () => {
  const store = openStore();
  const { id } = ask(store, 1);
  expect(() => ask(store, 1, 'waiting', 'another')).toThrow(/UNIQUE/);
  store.transitions.doubt(id, null);
  expect(() => ask(store, 1, 'waiting', 'another')).toThrow(/UNIQUE/);
  store.transitions.settle(id, 'not-done', { kind: 'not-seen' }, NOW);
  expect(ask(store, 1, 'waiting', 'another').id).toBeGreaterThan(id);
  expect(() => ask(store, 2, 'sent', 'wish:1')).toThrow(/UNIQUE/);
});

test('a step that does not fit is a bug and changes nothing', () => {
  const store = openStore();
  const { id } = ask(store, 1);
  store.transitions.settle(id, 'refused', { kind: 'refused', status: 409, words: null }, NOW);
  expect(() => store.transitions.begin(id, NOW)).toThrow(/refused to sent/);
  expect(() => store.transitions.settle(id, 'done', null, NOW)).toThrow(/refused to done/);
  expect(store.transitions.get(id)?.state).toBe('refused');
});

test('after a crash what was on its way is in doubt, what was not begun is known not to be, and what waits still waits', () => {
  const path = join(tempFolder(), 'vestibule.db');
  const before = openStore(path);
  const begun = ask(before, 1);
  before.transitions.begin(begun.id, NOW);
  const notBegun = ask(before, 2);
  const waits = ask(before, 3, 'waiting');
  before.close();
  const { transitions } = openStore(path);
  expect(transitions.recover()).toBe(1);
  expect(transitions.get(begun.id)).toMatchObject({ state: 'in-doubt', mayBeDone: true });
  expect(transitions.unsent().map(({ id }) => id)).toEqual([notBegun.id]);
  expect(transitions.headOfJournal()?.id).toBe(waits.id);
});

test('the journal is in the order of asking, and one in doubt holds up those behind it', () => {
  const store = openStore();
  const [first, second] = [ask(store, 5, 'waiting'), ask(store, 4, 'waiting')];
  const online = ask(store, 3);
  store.transitions.begin(online.id, NOW);
  store.transitions.doubt(online.id, null);
  expect(store.transitions.headOfJournal()?.id).toBe(first.id);
  store.transitions.begin(first.id, NOW);
  store.transitions.doubt(first.id, null);
  expect(store.transitions.headOfJournal()?.id).toBe(first.id);
  store.transitions.settle(first.id, 'done', null, NOW);
  expect(store.transitions.headOfJournal()?.id).toBe(second.id);
});

test('of a visitor the act under way is shown before a question, and what is over not at all', () => {
  const store = openStore();
  const question = ask(store, 1, 'waiting');
  store.transitions.ask(question.id, { kind: 'unknown-to-cloud' });
  expect(store.transitions.unsettledOf([1, 2]).get(1)?.id).toBe(question.id);
  const underWay = ask(store, 1, 'sent', 'later');
  const over = ask(store, 2);
  store.transitions.settle(over.id, 'done', null, NOW);
  expect([...store.transitions.unsettledOf([1, 2])].map(([id, act]) => [id, act.id])).toEqual([
    [1, underWay.id],
  ]);
  expect(store.transitions.of(1).map(({ id }) => id)).toEqual([underWay.id, question.id]);
  expect(store.transitions.counts()).toEqual({ waiting: 0, inDoubt: 0, questions: 1 });
});

test('what is looked up at every change reads an index, however many acts are over', () => {
  const { db } = openAt(join(tempFolder(), 'vestibule.db'));
  const plans: string[] = [];
  const prepare = db.prepare.bind(db);
  db.prepare = (sql: string) => {
    // Once in a while, slice by slice.
    if (!/^(INSERT|DELETE)/.test(sql))
      plans.push(
        ...prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replace(/@\w+|\?/g, '1')}`)
          .all()
          .map((step) => step.detail),
      );
    return prepare(sql);
  };
  createTransitions(db);
  createRollCalls(db);
  expect(plans.filter((step) => /^SCAN transitions(?! USING INDEX transitions_one_open)/.test(step))).toEqual(
    [],
  );
  db.close();
});

test('promise 8: an act goes with its visitor, unless it is under way or somebody has to look at it', () => {
  const store = openStore();
  store.checkIns.put(storedCheckIn({ id: 9 }, NOW));
  const states: readonly TransitionState[] = ['done', 'refused', 'question', 'waiting', 'in-doubt'];
  for (const [index, state] of states.entries()) {
    const { id } = ask(store, index + 1, state === 'question' || state === 'waiting' ? 'waiting' : 'sent');
    if (state === 'done' || state === 'refused') store.transitions.settle(id, state, null, NOW);
    if (state === 'question')
      store.transitions.ask(id, { kind: 'refused', status: 422, words: 'Amira Haddad has a card.' });
    if (state === 'in-doubt') store.transitions.doubt(id, null);
  }
  const kept = ask(store, 9);
  store.transitions.settle(kept.id, 'done', null, NOW);
  expect(store.transitions.forget()).toBe(3);
  expect(store.transitions.questions(1)[0]?.reason).toEqual({ kind: 'refused', status: 422, words: null });
  expect(store.transitions.forget()).toBe(0);
  expect(states.map((_, index) => store.transitions.of(index + 1)[0]?.state)).toEqual([
    undefined,
    undefined,
    'question',
    'waiting',
    'in-doubt',
  ]);
  expect(store.transitions.get(kept.id)).not.toBeNull();
});
