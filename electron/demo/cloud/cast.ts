/**
 * Invents visitors and walks them through the flow as the simulated kiosk, receptionist and hosts would. Where the desk
 * has acted before them, the flow refuses their step and they leave it at that.
 */
import type { Clock } from '../../shared/clock.ts';
import { createPeople } from './people.ts';
import type { Random } from './random.ts';
import type { Register } from './register.ts';
import type { Story } from './stories.ts';
import { inventVisitor, type Step, type Visitor, type VisitPlan } from './visitors.ts';

export interface Cast {
  invent(
    story: Story,
    plan: (random: Random) => VisitPlan,
  ): { readonly visitor: Visitor; readonly plan: VisitPlan };
  /** Into the cloud's books; returns the id. */
  enter(visitor: Visitor, atMs: number): number;
  take(id: number, step: Step, atMs: number): void;
  /** Takes the steps one after the other as time goes by. */
  play(id: number, steps: readonly Step[]): void;
  /** Runs once after `delayMs`, unless the cast is sent home before. */
  after(delayMs: number, run: () => void): void;
  sendHome(): void;
}

export function createCast(clock: Clock, random: Random, register: Register): Cast {
  const plans = new Set<() => void>();
  const inventPerson = createPeople(random.fork(0));

  const cast: Cast = {
    invent(story, planOf) {
      // All that is left to chance is drawn here: what the desk does later changes nothing for those who come after.
      const person = inventPerson(random);
      const plan = planOf(random);
      return { visitor: inventVisitor(random, story, person, plan), plan };
    },
    enter: (visitor, atMs) => register.upsert(visitor.checkIn, atMs).id,
    take(id, { event, patch = {}, isCardReturned = true }, atMs) {
      register.applyEvent(id, event, { patch, isCardReturned, atMs });
    },
    play(id, [step, ...rest]) {
      if (!step) return;
      cast.after(step.waitMs, () => {
        cast.take(id, step, clock.nowMs());
        cast.play(id, rest);
      });
    },
    after(delayMs, run) {
      const callOff = clock.after(delayMs, () => {
        plans.delete(callOff);
        run();
      });
      plans.add(callOff);
    },
    sendHome() {
      for (const callOff of plans) callOff();
      plans.clear();
    },
  };
  return cast;
}
