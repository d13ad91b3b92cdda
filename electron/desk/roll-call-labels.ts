/** A list on labels: one after the other, outside the ledger like a test print, and no further than the first that fails. */
import { rollLabelCount, rollLabels, type RollLabel } from '../badge/roll-list/labels.ts';
import type { RollList } from '../badge/roll-list/roll-list.ts';
import type { DrawnBadge } from '../badge/raster.ts';
import type { AttemptResult, Preparation } from '../print/attempt.ts';
import type { Printer } from '../print/printer.ts';
import type { Proof } from '../shared/printer-status.ts';
import { LIST_LABELS_LIMIT, type ListPrint } from '../shared/roll-call.ts';

export interface LabelPorts {
  readonly media: { readonly widthMm: number; readonly heightMm: number };
  readonly draw: (
    template: RollLabel['template'],
    document: RollLabel['document'],
    printer: Printer,
  ) => Promise<DrawnBadge>;
  /** `null` while another one is on its way. */
  readonly print: (prepare: (printer: Printer) => Promise<Preparation>) => Promise<AttemptResult> | null;
}

export function createLabelPrint({ media, draw, print }: LabelPorts): (list: RollList) => Promise<ListPrint> {
  async function printAll(labels: readonly RollLabel[]): Promise<ListPrint> {
    let proof: Proof | null = null;
    for (const [out, { template, document }] of labels.entries()) {
      const result = await print(async (printer) => {
        const { bitmap } = await draw(template, document, printer);
        return { kind: 'print', bitmap };
      });
      if (result?.kind === 'settled') proof = result.state;
      // One in doubt counts as not out: better a label twice than a name that nobody has in hand.
      else if (out > 0) return { kind: 'partly', labels: out, of: labels.length };
      else return { kind: 'not-now', why: result === null ? 'busy' : 'printer' };
    }
    return proof === null
      ? { kind: 'not-now', why: 'nobody' }
      : { kind: 'out', labels: labels.length, proof };
  }

  // A second list meets the first at its first label and is told "busy": each label is asked for in the turn in which the one
  // before it is settled, so nothing of the same kind comes between them.
  return async (list) =>
    rollLabelCount(list.people.length, media) > LIST_LABELS_LIMIT
      ? { kind: 'not-now', why: 'too-many' }
      : printAll(rollLabels(list, media));
}
