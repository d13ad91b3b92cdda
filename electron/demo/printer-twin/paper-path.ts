/**
 * The mechanics that every label printer has, whatever it speaks: a roll, a lid, a head that needs its time, and the tray
 * in which a label lies once it is really out. A label that was interrupted is not out.
 */
import type { Bitmap } from '../../shared/bitmap.ts';
import type { Clock } from '../../shared/clock.ts';

export type Trouble = 'cover-open' | 'no-media' | 'jam';

export interface PrintingLabel {
  /** As the head burnt it: across the head and along the feed, seen from above with the leading edge on top. */
  readonly dots: Bitmap;
  readonly onOut: () => void;
  /** It could not begin, or was interrupted: no label came out. */
  readonly onTrouble: (trouble: Trouble) => void;
}

export interface PaperPath {
  /** One label at a time; throws while another is being printed. */
  print(label: PrintingLabel): void;
  trouble(): Trouble | null;
  setTrouble(trouble: Trouble, isOn: boolean): void;
  /** A head that is too hot stops where it is and goes on by itself: a label takes so much longer and is not lost. */
  setCooling(isOn: boolean): void;
  isCooling(): boolean;
  /** Power is gone: what is being printed is lost, and nobody is told. */
  drop(): void;
  loadRoll(labels: number): void;
  labelsLeft(): number;
  /** Ever. */
  labelsMade(): number;
  isPrinting(): boolean;
}

export interface PaperPathOptions {
  readonly clock: Clock;
  /** How long a label takes; with zero it is out at once. */
  readonly labelMs: number;
  readonly labelsOnRoll: number;
  readonly onLabelOut: (dots: Bitmap) => void;
  readonly onMended: () => void;
  readonly onCooling: (begins: boolean) => void;
}

export function createPaperPath(options: PaperPathOptions): PaperPath {
  const troubles = new Set<Trouble>();
  let labelsLeft = options.labelsOnRoll;
  let labelsMade = 0;
  let isCooling = false;
  let current: { readonly label: PrintingLabel; callOff: () => void } | null = null;

  function trouble(): Trouble | null {
    if (troubles.has('cover-open')) return 'cover-open';
    if (troubles.has('no-media') || labelsLeft === 0) return 'no-media';
    return troubles.has('jam') ? 'jam' : null;
  }

  function out(label: PrintingLabel): void {
    current = null;
    labelsLeft--;
    labelsMade++;
    options.onLabelOut(label.dots);
    label.onOut();
  }

  function begin(label: PrintingLabel): void {
    const callOff = isCooling ? () => undefined : options.clock.after(options.labelMs, () => out(label));
    current = { label, callOff };
  }

  function interrupt(): void {
    const stopped = trouble();
    if (!current || !stopped) return;
    const { label, callOff } = current;
    callOff();
    current = null;
    label.onTrouble(stopped);
  }

  return {
    trouble,
    print(label) {
      if (current) throw new Error('the head is printing another label');
      const stopped = trouble();
      if (stopped) label.onTrouble(stopped);
      else if (options.labelMs === 0 && !isCooling) out(label);
      else begin(label);
    },
    setCooling(isOn) {
      if (isOn === isCooling) return;
      isCooling = isOn;
      options.onCooling(isOn);
      const held = current;
      held?.callOff();
      if (held) begin(held.label);
    },
    isCooling: () => isCooling,
    drop() {
      current?.callOff();
      current = null;
    },
    setTrouble(name, isOn) {
      if (isOn) troubles.add(name);
      else troubles.delete(name);
      interrupt();
      if (!trouble()) options.onMended();
    },
    loadRoll(labels) {
      labelsLeft = labels;
      troubles.delete('no-media');
      if (!trouble()) options.onMended();
    },
    labelsLeft: () => labelsLeft,
    labelsMade: () => labelsMade,
    isPrinting: () => current !== null,
  };
}
