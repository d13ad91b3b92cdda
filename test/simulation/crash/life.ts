/** One life of a station at a desk: started, loaded, killed when its plan says so. */
import type { Random } from '../../../electron/demo/cloud/random.ts';
import type { StationView } from '../../../electron/shared/view.ts';
import { block } from '../../support/block.ts';
import type { FrontDesk } from './front-desk.ts';
import type { KillPlan } from './kill-plan.ts';
import { startLoad } from './load.ts';
import { startStation, type StationProcess } from './station-process.ts';

export interface Life {
  /** Whether the planned moment came; otherwise the station was killed when its time was up. */
  readonly wasOnTime: boolean;
  /** It was gone by itself before the kill: allowed in the middle of an orderly end only. */
  readonly endedBefore: { readonly code: number; readonly lastLines: readonly string[] } | null;
  readonly openedAfterMs: number | null;
  readonly liveAfterMs: number | null;
}

/** A printer in trouble, or a chance that did not come: then the kill comes at any moment of the load. */
const LONGEST_LIFE_MS = 5_000;

export async function liveAndDie(desk: FrontDesk, plan: KillPlan, random: Random): Promise<Life> {
  let view: StationView | null = null;
  const death = armKill(desk, plan, () => station);
  const station: StationProcess = startStation(desk.folder, {
    moments: desk.moments,
    onView(shown) {
      view = shown;
      desk.committed.noteView(shown);
    },
  });
  const load = startLoad({
    desk,
    station,
    random,
    view: () => view,
    hasPrinterTrouble: plan.provoke !== 'approval' && random.chance(0.5),
  });
  const endProvoking = desk.moments.listen((moment) => {
    if (moment !== 'live' || plan.provoke === null) return;
    endProvoking();
    load.provoke(plan.provoke);
  });
  const timeUp = setTimeout(() => station.signal('SIGKILL'), LONGEST_LIFE_MS);
  const { code, lastLines } = await station.over;
  clearTimeout(timeUp);
  endProvoking();
  death.disarm();
  load.stop();
  return {
    wasOnTime: death.wasOnTime(),
    endedBefore: code === null ? null : { code, lastLines },
    openedAfterMs: station.openedAfterMs(),
    liveAfterMs: station.liveAfterMs(),
  };
}

/** `SIGKILL` goes out in the very call in which the moment is seen, where the plan leaves no time between. */
function armKill(
  { moments }: FrontDesk,
  plan: KillPlan,
  station: () => StationProcess,
): { readonly disarm: () => void; readonly wasOnTime: () => boolean } {
  let left = plan.occurrence;
  let timer: NodeJS.Timeout | null = null;
  const kill = (): void => station().signal('SIGKILL');

  const disarm = moments.listen((moment) => {
    if (moment !== plan.after) return;
    left -= 1;
    if (left !== 0) return;
    if (plan.isDraining) station().signal('SIGTERM');
    if (plan.delayMs < SHORTEST_TIMER_MS) {
      block(plan.delayMs);
      // 'spawned' is told from inside the call that makes the station.
      if (plan.after === 'spawned') queueMicrotask(kill);
      else kill();
    } else timer = setTimeout(kill, plan.delayMs);
  });

  return {
    disarm() {
      disarm();
      if (timer !== null) clearTimeout(timer);
    },
    wasOnTime: () => left <= 0,
  };
}

const SHORTEST_TIMER_MS = 2;
