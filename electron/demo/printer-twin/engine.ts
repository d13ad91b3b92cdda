import type { Media } from '../../shared/printer-status.ts';
import type { PaperPath } from './paper-path.ts';

/** The firmware of a twin: bytes in, answers out, labels onto the paper path. */
export interface Engine {
  take(bytes: Uint8Array): void;
  /** The lid is closed, the roll is in. */
  onMended(): void;
  /** The head has become too hot, or cool enough again. */
  onCooling(begins: boolean): void;
  onDisconnect(): void;
  /** Bytes that were no part of anything understood, since the twin was made. */
  leftoverBytes(): number;
}

export interface EngineParts {
  readonly paperPath: PaperPath;
  readonly media: () => Media;
  readonly dpi: number;
  /** To whoever is connected; lost when nobody is. Text goes out as Latin-1. */
  readonly answer: (bytes: Uint8Array | string) => void;
}
