/** Many trials, and what came of them. */
import { createRandom } from '../../../electron/demo/cloud/random.ts';
import type { Store } from '../../../electron/desk/store.ts';
import {
  measureBytes,
  pictureFor,
  tryCommitByte,
  tryUntilConfirmed,
  type CutOutcome,
  type LanguageName,
} from './cut-trial.ts';

export interface CutReport {
  readonly language: LanguageName;
  readonly conversationBytes: number;
  readonly trials: number;
  readonly cuts: number;
  readonly printed: number;
  readonly uncertain: number;
  /** Of the uncertain ones, how many labels had come out. */
  readonly uncertainAndOut: number;
  readonly findings: readonly string[];
  /** Second labels where the job is sent again until it is confirmed. */
  readonly doublesOfRetry: number;
}

export interface CutsOptions {
  readonly language: LanguageName;
  readonly trials: number;
  readonly seed: number;
  readonly store: Store;
  readonly onlyLastBytes?: number;
}

export async function runCuts({
  language,
  trials,
  seed,
  store,
  onlyLastBytes,
}: CutsOptions): Promise<CutReport> {
  const picture = pictureFor(language, createRandom(seed));
  const bytes = await measureBytes(language, store, picture);
  const outcomes: CutOutcome[] = [];
  const findings: string[] = [];
  let doublesOfRetry = 0;
  for (let trial = 1; trial <= trials; trial += 1) {
    const trialOf = () => ({
      language,
      bytes,
      onlyLastBytes: onlyLastBytes ?? null,
      picture,
      random: createRandom(seed).fork(trial),
    });
    const outcome = await tryCommitByte(trialOf(), store);
    outcomes.push(outcome);
    const finding = findWrong(outcome);
    if (finding !== null) findings.push(`${language}, seed ${seed}, trial ${trial}: ${finding}`);
    if ((await tryUntilConfirmed(trialOf())).labels > 1) doublesOfRetry += 1;
  }
  const uncertain = outcomes.filter(({ state }) => state === 'uncertain');
  return {
    language,
    conversationBytes: bytes,
    trials,
    cuts: outcomes.reduce((sum, { cuts }) => sum + cuts, 0),
    printed: outcomes.filter(({ state }) => state === 'printed').length,
    uncertain: uncertain.length,
    uncertainAndOut: uncertain.filter(({ labels }) => labels === 1).length,
    findings,
    doublesOfRetry,
  };
}

function findWrong({ state, labels }: CutOutcome): string | null {
  if (labels > 1) return `${labels} labels came out`;
  if (state === 'printed' && labels !== 1) return `it is "printed" and ${labels} labels lie in the tray`;
  return state === 'printed' || state === 'uncertain' ? null : `it ended as ${state}`;
}
