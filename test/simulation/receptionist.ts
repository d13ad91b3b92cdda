/** What somebody at the desk asks for and answers, through the gateway, as a window does. */
import { randomUUID } from 'node:crypto';
import { mayBegin } from '../../electron/desk/transition-judge.ts';
import type { Command, CommandMap } from '../../electron/shared/contract.ts';
import type { TransitionAnswer, TransitionKind } from '../../electron/shared/transition.ts';
import type { Presses } from './schedule.ts';
import type { World } from './world.ts';

/** What a window keeps of a press on a button. */
export interface Wish {
  readonly kind: TransitionKind;
  readonly checkInIds: readonly number[];
  readonly requestId: string;
}

export function command<C extends Command>(world: World, name: C, request: CommandMap[C]['request']): void {
  const running = world.desk.running();
  if (running === null || world.time.isPcAsleep()) return;
  void running.station.gateway({ isTrusted: true, command: name, request });
}

/** Those for whom the desk would offer it, from that place on; somebody else where there is none. */
export function visitorsFor(world: World, kind: TransitionKind, place: number, size = 1): readonly number[] {
  const { visitors } = world.cloud;
  const { store } = world.desk.running() ?? {};
  const fitting = visitors.filter((id) => {
    const checkIn = store?.checkIns.get(id)?.checkIn;
    return checkIn !== undefined && mayBegin(kind, checkIn);
  });
  const among = fitting.length > 0 ? fitting : visitors;
  const start = among.length === 0 ? 0 : place % among.length;
  return [...among.slice(start), ...among.slice(0, start)].slice(0, size);
}

export function ask(
  world: World,
  { wish: kind, of }: { readonly wish: TransitionKind; readonly of: readonly number[] },
  presses: Presses,
): void {
  if (of.length === 0) return;
  const wish: Wish = { kind, checkInIds: of, requestId: randomUUID() };
  world.lastWish = wish;
  const first = press(world, wish);
  if (presses === 'once') return;
  const second = press(world, presses === 'twice' ? wish : { ...wish, requestId: randomUUID() });
  void Promise.all([first, second]).then(([one, other]) => compare(world, one, other));
}

/** Two presses at the same moment are one act. */
function compare(world: World, one: readonly TransitionAnswer[], other: readonly TransitionAnswer[]): void {
  for (const [place, answer] of one.entries()) {
    const again = other[place];
    if (!('transition' in answer) || again === undefined || !('transition' in again)) continue;
    if (answer.transition.id !== again.transition.id)
      world.findings.push(
        `promise 12: two presses made acts ${answer.transition.id} and ${again.transition.id}`,
      );
  }
}

/** Empty where nobody answered. */
async function press(world: World, wish: Wish): Promise<readonly TransitionAnswer[]> {
  const running = world.desk.running();
  if (running === null || world.time.isPcAsleep()) return [];
  const life = world.desk.life();
  const given = await running.station.gateway({
    isTrusted: true,
    command: 'transitions:request',
    request: wish,
  });
  if (!given.ok || !running.process.isAlive()) return [];
  const { answers } = given.value as CommandMap['transitions:request']['response'];
  for (const answer of answers)
    if ('transition' in answer && !world.acts.has(`${life}:${answer.transition.id}`))
      world.findings.push(`promise 12: act ${answer.transition.id} was promised and is not stored`);
  return answers;
}

/** The window that asked has had no answer, or its button is pressed once more. */
export function pressAgain(world: World): void {
  if (world.lastWish !== null) void press(world, world.lastWish);
}

export function withdrawLast(world: World): void {
  const waiting = [...world.acts.values()].findLast(
    ({ life, act }) => life === world.desk.life() && act.state === 'waiting',
  );
  if (waiting !== undefined)
    command(world, 'transitions:settle', { transitionId: waiting.act.id, answer: 'withdraw' });
}

export function answerActs(world: World, answer: 'understood' | 'send-again'): void {
  for (const { id } of world.desk.running()?.store.transitions.questions(100) ?? [])
    command(world, 'transitions:settle', { transitionId: id, answer });
}

export function endRollCall(world: World): void {
  const open = world.desk.running()?.store.rollCalls.open();
  if (open != null) command(world, 'roll-call:end', { rollCallId: open.id });
}
