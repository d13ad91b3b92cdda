/** What the check of a connection found at one step: a sign, and one plain sentence that says what is fine or who can mend it. */
import type { CheckStep, StepVerdict } from '../../electron/shared/set-up.ts';
import type { Translate } from './text.ts';
import type { Tone } from './tone.ts';

export interface StepWords {
  readonly tone: Tone;
  readonly text: string;
}

/** `null`: nobody has checked yet, and the question stands there. */
export function stepWords(t: Translate, step: CheckStep, verdict: StepVerdict | null): StepWords {
  if (verdict === null) return { tone: 'neutral', text: t(`setUp.ask.${step}`) };
  switch (verdict.verdict) {
    case 'ok':
      return { tone: 'ok', text: t(`setUp.ok.${step}`) };
    case 'not-needed':
      return { tone: 'ok', text: t(`setUp.notNeeded.${isNamed(step) ? step : 'other'}`) };
    case 'not-reached':
      return { tone: 'neutral', text: t('setUp.notReached') };
    case 'failed':
      return { tone: 'bad', text: t(`setUp.because.${verdict.because ?? 'unreachable'}`) };
  }
}

const isNamed = (step: CheckStep): step is 'proxy' | 'certificate' =>
  step === 'proxy' || step === 'certificate';
