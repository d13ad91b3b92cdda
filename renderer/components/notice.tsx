import type { ReactNode } from 'react';
import type { Tone } from '../text/tone.ts';

interface Props {
  readonly tone: Tone;
  readonly children: ReactNode;
}

/** A sentence that somebody should read; for what went wrong just now, use `Alert`. */
export function Notice({ tone, children }: Props) {
  return (
    <p className="notice" data-tone={tone}>
      {children}
    </p>
  );
}

/** Read out at once: the answer to something that was just asked for. */
export function Alert({ children }: { readonly children: ReactNode }) {
  return (
    <p className="notice" data-tone="bad" role="alert">
      {children}
    </p>
  );
}
