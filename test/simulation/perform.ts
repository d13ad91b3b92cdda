/** What each act of a schedule does to the world. An act that means nothing at the moment does nothing. */
import { randomUUID } from 'node:crypto';
import type { Act } from './schedule.ts';
import { jobKey } from './promises.ts';
import {
  answerActs,
  ask,
  command,
  endRollCall,
  pressAgain,
  visitorsFor,
  withdrawLast,
} from './receptionist.ts';
import { endSpell, type World } from './world.ts';

const DISTURBING = [
  'reconnect',
  'network-changed',
  'kill',
  'restart',
  'sleep',
  'lose-database',
  'damage-database',
  'clock',
  'close',
];

const AT_THE_PC = [
  'reconnect',
  'network-changed',
  'kill',
  'restart',
  'lose-database',
  'damage-database',
  'clock',
  'sleep',
];

export function perform(world: World, act: Act): void {
  const { time, cloud, rest, transitions, webhooks, printer, desk } = world;
  // Nobody does anything at a PC that sleeps.
  if (time.isPcAsleep() && AT_THE_PC.includes(act.kind)) return;
  if (DISTURBING.includes(act.kind)) endSpell(world);
  switch (act.kind) {
    case 'arrive':
      return cloud.arrive(act.state, act.isSuspicious);
    case 'burst':
      for (let count = 0; count < act.visitors; count += 1) cloud.arrive('Pending', false);
      return;
    case 'approve':
    case 'reject':
    case 'pick-up':
    case 'check-out':
    case 'rename':
    case 'come-back':
    case 'assign-card':
    case 'take-card':
    case 'delete':
    case 'late-duplicate':
      return changeVisitor(world, act.kind, act.visitor);
    case 'drop':
      return cloud.drop();
    case 'blackhole':
      return cloud.blackhole();
    case 'close':
      return cloud.close(act.code);
    case 'network':
      return setNetwork(world, act.mode, act.forMs);
    case 'rest':
      rest.setMode(act.mode);
      return later(world, act.forMs, () => rest.setMode('answers'));
    case 'frames':
      cloud.setFrames(act.mode);
      return later(world, act.forMs, () => cloud.setFrames('undisturbed'));
    case 'printer':
      printer.twin.setFault(act.fault, true);
      return later(world, act.forMs, () => printer.twin.setFault(act.fault, false));
    case 'printer-link-breaks':
      printer.twin.breakLinkAfter(act.afterBytes);
      return later(world, act.forMs, () => printer.twin.breakLinkAfter(null));
    case 'print':
    case 'cancel':
      return wish(world, act.kind, act.visitor);
    case 'answer-questions':
      return answerQuestions(world);
    case 'ask':
      return ask(world, { wish: act.wish, of: visitorsFor(world, act.wish, act.visitor) }, act.presses);
    case 'ask-group':
      return ask(world, { wish: act.wish, of: visitorsFor(world, act.wish, act.visitor, act.size) }, 'once');
    case 'press-again':
      return pressAgain(world);
    case 'withdraw':
      return withdrawLast(world);
    case 'answer-acts':
      return answerActs(world, act.answer);
    case 'begin-roll-call':
      return command(world, 'roll-call:begin', { isDrill: true });
    case 'end-roll-call':
      return endRollCall(world);
    case 'other-desk':
      return otherDesk(world, act.change);
    case 'act-calls':
      transitions.setMode(act.mode);
      return later(world, act.forMs, () => transitions.setMode('answers'));
    case 'webhooks':
      webhooks.setMode(act.mode);
      return later(world, act.forMs, () => webhooks.setMode('undisturbed'));
    case 'reconnect':
      return command(world, 'session:reconnect', null);
    case 'network-changed':
      return desk.running()?.station.networkChanged();
    case 'clock':
      return time.jumpPcClock(act.byMs);
    case 'sleep':
      return sleep(world, act.forMs, act.isTold);
    case 'kill':
      desk.dieAtWrite(act.atWrite, act.edge, act.downMs);
      return later(world, 20_000, () => desk.callOffDeath());
    case 'restart':
      return desk.restart(act.downMs);
    case 'disk':
      desk.setDisk(act.mode);
      return later(world, act.forMs, () => desk.setDisk('has-room'));
    case 'lose-database':
      return desk.loseDatabase();
    case 'damage-database':
      return desk.damageDatabase(act);
    case 'look':
      return;
  }
}

/** The world's own time, so that it also happens while the PC sleeps. */
const later = (world: World, afterMs: number, run: () => void): void =>
  void world.time.world.after(afterMs, run);

type VisitorChange = Extract<Act, { readonly visitor: number }>['kind'];

function changeVisitor(
  { cloud, rest }: World,
  change: Exclude<VisitorChange, 'print' | 'cancel' | 'ask' | 'ask-group'>,
  place: number,
): void {
  const { register, visitors } = cloud;
  const id = visitors[place % visitors.length];
  const checkIn = id === undefined ? undefined : register.find(id);
  if (id === undefined || checkIn === undefined) return;
  switch (change) {
    case 'approve':
      // A guest who is only expected comes in first.
      register.applyEvent(id, 'guestCheckIn');
      return void register.applyEvent(id, 'approve');
    case 'reject':
      return void register.applyEvent(id, 'reject');
    case 'pick-up':
      return void register.applyEvent(id, 'pickUp');
    case 'check-out':
      return void register.applyEvent(id, 'checkOut');
    case 'rename':
      return void register.upsert({ id, companyName: `${checkIn.companyName ?? ''}+`.slice(-20) });
    case 'come-back':
      if (checkIn.leftAt === null) return;
      rest.noteReturn(id);
      return void register.transition(id, 'Onsite');
    case 'assign-card':
      return void register.assignCard(id);
    case 'take-card':
      return register.unassignCards(id);
    case 'delete':
      return register.remove(id);
    case 'late-duplicate':
      return cloud.repeatOldNews(id);
  }
}

function otherDesk(world: World, change: Extract<Act, { kind: 'other-desk' }>['change']): void {
  const id = world.lastWish?.checkInIds[0];
  if (id !== undefined) changeVisitor(world, change, world.cloud.visitors.indexOf(id));
}

function setNetwork(world: World, mode: Extract<Act, { kind: 'network' }>['mode'], forMs: number): void {
  const { time, cloud } = world;
  endSpell(world);
  cloud.setNetwork(mode);
  if (mode === 'drops-at-once' || mode === 'drops-soon')
    world.spells.push({ fromMs: time.elapsedMs(), toMs: time.elapsedMs() + forMs });
  later(world, forMs, () => {
    if (cloud.networkMode() === mode) cloud.setNetwork('up');
  });
}

function wish(world: World, kind: 'print' | 'cancel', place: number): void {
  const { visitors } = world.cloud;
  const checkInId = visitors[place % visitors.length];
  if (checkInId === undefined) return;
  if (kind === 'print')
    return command(world, 'badges:print', { checkInId, requestId: randomUUID(), reprintBecause: 'lost' });
  const waiting = world.desk
    .running()
    ?.store.ledger.jobsOf(checkInId)
    .find((job) => job.state === 'queued');
  if (waiting !== undefined) command(world, 'print-jobs:cancel', { jobId: waiting.id });
}

/** The receptionist looks into the tray. */
export function answerQuestions(world: World): void {
  const { store } = world.desk.running() ?? {};
  for (const job of store?.ledger.uncertain(100) ?? []) {
    const key = jobKey(world.desk.life(), job.printNumber);
    const isThere = world.printer.tray.some((label) => jobKey(label.life, label.printNumber) === key);
    command(world, 'print-jobs:resolve', { jobId: job.id, answer: isThere ? 'came-out' : 'did-not' });
  }
}

function sleep(world: World, forMs: number, isTold: boolean): void {
  const { time, cloud, desk } = world;
  const running = desk.running();
  if (isTold) running?.station.suspend();
  time.sleepPc(forMs);
  // A short nap may leave the link standing; after a long one the other side has given it up without a word.
  if (forMs > 60_000) cloud.blackhole();
  if (isTold) running?.process.clock.after(forMs, () => running.station.resume());
}
