/** What the designer asks of the station: a design with an invented visitor, as a picture and as one label. */
import type { DrawnBadge } from '../badge/raster.ts';
import { toBadgeDocument, type BadgeDocument } from '../badge/document.ts';
import { sampleVisitor } from '../badge/samples.ts';
import type { AttemptResult, Preparation } from '../print/attempt.ts';
import type { Printer } from '../print/printer.ts';
import type { BadgeTemplate, SampleVisitor, TestPrint } from '../shared/badge-template.ts';
import type { Clock } from '../shared/clock.ts';
import { keptCustomFields, siteContent } from './badge-content.ts';
import type { Settings } from './settings.ts';

export interface DesignerPorts {
  readonly settings: Settings;
  readonly draw: (template: BadgeTemplate, document: BadgeDocument, printer?: Printer) => Promise<DrawnBadge>;
  readonly print: (prepare: (printer: Printer) => Promise<Preparation>) => Promise<AttemptResult> | null;
  /** A code of no visitor. */
  readonly sampleCode: string;
  readonly clock: Clock;
}

export interface Designer {
  preview(template: BadgeTemplate, sample: SampleVisitor): Promise<DrawnBadge>;
  testPrint(template: BadgeTemplate, sample: SampleVisitor): Promise<TestPrint>;
}

const SAMPLE_NUMBER = 1043;

export function createDesigner({ settings, draw, print, sampleCode, clock }: DesignerPorts): Designer {
  function documentOf(sample: SampleVisitor): BadgeDocument {
    const nowMs = clock.nowMs();
    const visitor = sampleVisitor(sample, keptCustomFields(settings), nowMs);
    return toBadgeDocument({
      ...visitor,
      ...siteContent(settings, visitor.checkIn.language),
      printNumber: SAMPLE_NUMBER,
      code: sampleCode,
      photo: null,
      nowMs,
    });
  }

  return {
    preview: (template, sample) => draw(template, documentOf(sample)),
    async testPrint(template, sample) {
      const result = await print(async (printer) => {
        const { bitmap } = await draw(template, documentOf(sample), printer);
        return { kind: 'print', bitmap, note: null };
      });
      if (result === null) return { kind: 'not-now', why: 'busy' };
      switch (result.kind) {
        case 'settled':
          return { kind: 'out', proof: result.state };
        case 'uncertain':
          return { kind: 'uncertain' };
        default:
          return { kind: 'not-now', why: 'printer' };
      }
    },
  };
}
