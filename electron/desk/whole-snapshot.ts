/**
 * Gets everybody who is here and everybody who left within the time that is kept, in as many answers as it takes. No paging
 * is documented, only the window of leaving, so an answer that is not whole is asked for again in smaller windows: first who
 * is here now, then the past in halves. Where that leads nowhere, it says so; nothing is ever guessed.
 *
 * The windows overlap, because nobody says whether their ends belong to them, and whoever leaves between two requests moves
 * from "here" into the past: "here" is asked first, so nobody falls between the two.
 */
import type { CheckInAnswer, LeftWindow, RestFailure } from '../essentry/rest-client.ts';
import { err, ok, type Result } from '../shared/result.ts';

/** `distinctRows`: without rows of one answer that name the same check-in again; they hide that others are missing. */
export type WindowAnswer = Pick<CheckInAnswer, 'totalCount' | 'serverAtMs'> & {
  readonly distinctRows: number;
};
export type AskWindow = (window: LeftWindow) => Promise<Result<WindowAnswer, RestFailure>>;

/** Whether everybody was told. */
type Outcome = Result<boolean, RestFailure>;
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const OVERLAP_MS = 1_000;
/** A cloud that cannot tell within one answer who left in this time cannot be helped by asking on. */
const NARROWEST_MS = 60_000;
/** Enough for 50,000 check-ins in answers of 1,000; a bound on what one desk may ask of the cloud in one go. */
const MAX_REQUESTS = 200;
/** The `Date` of an answer is cut to the second, and the answer took its time. */
const CLOCK_TOLERANCE_MS = 60_000;

export async function askForWhole(ask: AskWindow, nowMs: number, keptMs: number): Promise<Outcome> {
  const first = await ask({ leftAfterMs: nowMs - keptMs, leftBeforeMs: null });
  if (!first.ok) return first;
  const narrowing = createNarrowing(ask);
  // A clock of this PC that is fast asks for too little, and those who left meanwhile would seem to be here still. One that is
  // slow asks for more than it needs, which costs time alone; for how much more, certificates set the bound (TLS).
  const fastMs = nowMs - (first.value.serverAtMs ?? nowMs);
  const fromMs = nowMs - keptMs - (fastMs > CLOCK_TOLERANCE_MS ? fastMs : 0);
  if (!isWhole(first.value)) return narrowing.all({ fromMs, toMs: nowMs }, first.value);
  return fromMs < nowMs - keptMs ? narrowing.past({ fromMs, toMs: nowMs - keptMs + OVERLAP_MS }) : ok(true);
}

/** Where the cloud does not count, its answer is all there is to go by. */
const isWhole = ({ distinctRows, totalCount }: WindowAnswer): boolean =>
  totalCount === 'not-said' || (totalCount !== 'unusable' && distinctRows >= totalCount);

const countOf = ({ totalCount, distinctRows }: WindowAnswer): number =>
  typeof totalCount === 'number' ? totalCount : distinctRows;

function createNarrowing(askCloud: AskWindow) {
  let requests = 1;
  let hereNow = 0;

  /** `null`: no answer to this question, though the cloud is there. What is known already stays good. */
  async function ask(window: LeftWindow): Promise<Result<WindowAnswer | null, RestFailure>> {
    if (requests >= MAX_REQUESTS) return ok(null);
    requests += 1;
    const answer = await askCloud(window);
    // A first answer was given, so a refusal means this window or this many of them: too many requests, for instance.
    return !answer.ok && answer.error.kind === 'status' ? ok(null) : answer;
  }

  const askSpan = ({ fromMs, toMs }: Span): ReturnType<typeof ask> =>
    ask({ leftAfterMs: fromMs, leftBeforeMs: toMs });

  async function halves(whole: WindowAnswer, { fromMs, toMs }: Span): Promise<Outcome> {
    if (typeof whole.totalCount !== 'number' || toMs - fromMs <= NARROWEST_MS) return ok(false);
    const middleMs = Math.floor((fromMs + toMs) / 2);
    const early: Span = { fromMs, toMs: middleMs };
    const late: Span = { fromMs: middleMs - OVERLAP_MS, toMs };
    const first = await askSpan(early);
    if (!first.ok) return first;
    const second = await askSpan(late);
    if (!second.ok) return second;
    if (first.value === null || second.value === null) return ok(false);
    if (!isNarrower(whole.totalCount, countOf(first.value), countOf(second.value))) return ok(false);

    const isEarlyTold = isWhole(first.value) ? ok(true) : await halves(first.value, early);
    if (!isEarlyTold.ok) return isEarlyTold;
    const isLateTold = isWhole(second.value) ? ok(true) : await halves(second.value, late);
    return isLateTold.ok ? ok(isEarlyTold.value && isLateTold.value) : isLateTold;
  }

  /**
   * False of a cloud that does not heed the window: its halves are as large as the whole, or have more people in common than
   * a cloud may name in every window, which are those who are here.
   */
  function isNarrower(whole: number, early: number, late: number): boolean {
    const alwaysNamed = Math.min(early, late) >= hereNow ? hereNow : 0;
    // People come and go between two requests.
    const allowance = 10 + whole / 10;
    return Math.min(early, late) < whole && early + late <= whole + alwaysNamed + allowance;
  }

  async function past(span: Span): Promise<Outcome> {
    const answer = await askSpan(span);
    if (!answer.ok) return err(answer.error);
    if (answer.value === null) return ok(false);
    return isWhole(answer.value) ? ok(true) : halves(answer.value, span);
  }

  return {
    past,
    async all(span: Span, whole: WindowAnswer): Promise<Outcome> {
      if (typeof whole.totalCount !== 'number') return ok(false);
      const here = await ask({ leftAfterMs: span.toMs - OVERLAP_MS, leftBeforeMs: null });
      if (!here.ok) return err(here.error);
      if (here.value === null) return ok(false);
      hereNow = countOf(here.value);
      // Who left is worth knowing even where not all who are here can be told.
      const isPastTold = await past(span);
      return isPastTold.ok ? ok(isPastTold.value && isWhole(here.value)) : isPastTold;
    },
  };
}
