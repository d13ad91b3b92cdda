import { useEffect, useRef } from 'react';
import { useWords } from '../../text/use-words.ts';

export const SET_UP_STEPS = ['connect', 'printer', 'printing', 'ready'] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

/** Whoever comes to a step is told where they are, and the next key goes to its first field. */
export function StepHead({
  step,
  title,
  intro,
}: {
  readonly step: SetUpStep;
  readonly title: string;
  readonly intro: string;
}) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="step-head">
      <p className="second">
        {t('setUp.progress', { step: SET_UP_STEPS.indexOf(step) + 1, steps: SET_UP_STEPS.length })}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="step-intro">{intro}</p>
    </div>
  );
}
