import type { ReactNode } from 'react';
import type { StatusWords } from '../../text/printer-words.ts';

interface Props {
  readonly label: string;
  readonly words: StatusWords;
  readonly sign: ReactNode;
  readonly children?: ReactNode;
}

/** A sign, a title and a detail; the sign and the colour only repeat the words. */
export function Status({ label, words, sign, children }: Props) {
  return (
    <section className="status" data-tone={words.tone} aria-label={label}>
      <span className="status-sign">{sign}</span>
      <div className="status-words">
        <p className="status-title">{words.title}</p>
        <p className="status-detail">{words.detail}</p>
      </div>
      {children}
    </section>
  );
}
