import type { ReactNode } from 'react';
import type { Tone } from '../../text/tone.ts';

interface Props {
  readonly id: string;
  readonly title: string;
  /** What the figures below come to, in a sentence. */
  readonly summary?: string;
  readonly tone?: Tone;
  /** Across two columns, or all of them. */
  readonly width?: 'double' | 'full';
  readonly children?: ReactNode;
}

export function Card({ id, title, summary, tone = 'neutral', width, children }: Props) {
  const headingId = `diagnostics-${id}`;
  return (
    <section className="diagnostics-card" data-width={width} aria-labelledby={headingId}>
      <h4 id={headingId}>{title}</h4>
      {summary === undefined ? null : (
        <p className="diagnostics-summary" data-tone={tone}>
          {summary}
        </p>
      )}
      {children}
    </section>
  );
}

/** Names and figures, each figure in a place of its own, so that nothing moves when they are read anew. */
export function Figures({
  figures,
}: {
  readonly figures: readonly (readonly [name: string, value: string])[];
}) {
  return (
    <dl className="figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
