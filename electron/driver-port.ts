/** How a desktop app prints a page; implemented there, used by the `driver` road. */
import type { RoadProblem } from './shared/printer-status.ts';
import type { Result } from './shared/result.ts';

/** One page that holds one picture, edge to edge. Micrometres, as Electron's `webContents.print` takes its page size. */
export interface DriverPage {
  readonly queue: string;
  /** The picture, whose dots are those of the printer. */
  readonly png: Uint8Array;
  readonly widthMicrons: number;
  readonly heightMicrons: number;
  /** Longer than that the system may not take for it; the page must then not be printed later. */
  readonly timeLimitMs: number;
  /** The job was called off: as far as it can be, the page is not printed. */
  readonly signal: AbortSignal;
}

export interface DriverPort {
  /** Whether the system has this queue now, and its driver's name. */
  find(queue: string): Promise<{ readonly model: string | null } | null>;
  /** Resolves when the system's queue has taken the page. */
  print(page: DriverPage): Promise<Result<null, RoadProblem>>;
}
