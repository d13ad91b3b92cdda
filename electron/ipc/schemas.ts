/** The shape of each command's request, checked before a handler sees it. A command without a schema does not compile. */
import { REPRINT_WISHES } from '../shared/print-job.ts';
import { z } from 'zod';
import { templateSchema } from '../badge/template/schema.ts';
import { SAMPLE_VISITORS, TEMPLATE_LIMITS } from '../shared/badge-template.ts';
import type { Command, CommandMap } from '../shared/contract.ts';
import { CHECK_IN_LISTS, DEMO_FAULTS } from '../shared/view.ts';

const id = z.number().int().safe();
const nothing = z.null();
const templateId = z.string().min(1).max(40);
const sampled = z.strictObject({ template: templateSchema, sample: z.enum(SAMPLE_VISITORS) });

export const REQUEST_SCHEMAS = {
  'station:view': nothing,
  'check-ins:list': z.strictObject({
    list: z.enum(CHECK_IN_LISTS).nullable(),
    search: z.string().max(200),
    limit: z.number().int().min(1).max(500),
  }),
  'check-ins:get': z.strictObject({ id }),
  'badges:preview': z.strictObject({ checkInId: id }),
  'badges:print': z.strictObject({
    checkInId: id,
    requestId: z.uuid(),
    reprintBecause: z.enum(REPRINT_WISHES).nullable(),
  }),
  'print-jobs:resolve': z.strictObject({ jobId: id, answer: z.enum(['came-out', 'did-not']) }),
  'print-jobs:cancel': z.strictObject({ jobId: id }),
  'printers:find': nothing,
  'badges:scan': z.strictObject({ text: z.string().max(100) }),
  'templates:list': nothing,
  'templates:get': z.strictObject({ id: templateId }),
  'templates:check': z.strictObject({ text: z.string().max(TEMPLATE_LIMITS.fileBytes) }),
  'templates:preview': sampled,
  'templates:save': z.strictObject({ id: templateId.nullable(), template: templateSchema }),
  'templates:remove': z.strictObject({ id: templateId }),
  'templates:use': z.strictObject({ id: templateId }),
  'templates:test-print': sampled,
  'session:reconnect': nothing,
  'store:acknowledge': nothing,
  'demo:set-fault': z.strictObject({ fault: z.enum(DEMO_FAULTS), isOn: z.boolean() }),
  'demo:tray': z.strictObject({ limit: z.number().int().min(1).max(50) }),
} satisfies { [C in Command]: z.ZodType<CommandMap[C]['request']> };
