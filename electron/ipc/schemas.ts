/** The shape of each command's request, checked before a handler sees it. A command without a schema does not compile. */
import { REPRINT_WISHES } from '../shared/print-job.ts';
import { z } from 'zod';
import { templateSchema } from '../badge/template/schema.ts';
import { SAMPLE_VISITORS, TEMPLATE_LIMITS } from '../shared/badge-template.ts';
import { CARD_LISTS } from '../shared/cards.ts';
import type { Command, CommandMap } from '../shared/contract.ts';
import { PRINT_FILTERS } from '../shared/print-history.ts';
import { TRANSITION_GROUP_LIMIT, TRANSITION_KINDS } from '../shared/transition.ts';
import { CHECK_IN_LISTS, DEMO_FAULTS } from '../shared/view.ts';
import { WEBHOOK_SECRET } from '../shared/webhook.ts';

const id = z.number().int().safe();
const nothing = z.null();
const search = z.string().max(200);
const offset = z.number().int().min(0).max(10_000_000);
const limit = z.number().int().min(1).max(500);
/** What a value may be is for the schema of settings to say, with a sentence. */
const changes = z.strictObject({
  changes: z.array(z.strictObject({ path: z.string().min(1).max(100), value: z.json() })).max(100),
});
const token = z.string().min(1).max(10_000);
const cloud = z.strictObject({
  apiUrl: z.string().max(2_000),
  socketUrl: z.string().max(2_000),
  locationId: z.number(),
  auth: z.enum(['header', 'query', 'first-message']),
});
const templateId = z.string().min(1).max(40);
const sampled = z.strictObject({ template: templateSchema, sample: z.enum(SAMPLE_VISITORS) });

export const REQUEST_SCHEMAS = {
  'station:view': nothing,
  'check-ins:list': z.strictObject({
    list: z.enum(CHECK_IN_LISTS).nullable(),
    search,
    offset,
    limit,
  }),
  'check-ins:get': z.strictObject({ id }),
  'badges:preview': z.strictObject({ checkInId: id }),
  'badges:print': z.strictObject({
    checkInId: id,
    requestId: z.uuid(),
    reprintBecause: z.enum(REPRINT_WISHES).nullable(),
  }),
  'cards:list': z.strictObject({ list: z.enum(CARD_LISTS), search, offset, limit }),
  'cards:reveal': z.strictObject({ id }),
  'print-jobs:resolve': z.strictObject({ jobId: id, answer: z.enum(['came-out', 'did-not']) }),
  'print-jobs:cancel': z.strictObject({ jobId: id }),
  'prints:list': z.strictObject({
    filter: z.enum(PRINT_FILTERS),
    search,
    beforeId: id.nullable(),
    downToId: id.nullable(),
    limit,
  }),
  'prints:verify': z.strictObject({
    noted: z
      .string()
      .regex(/^[0-9a-f]{12,64}$/)
      .nullable(),
  }),
  'transitions:request': z.strictObject({
    kind: z.enum(TRANSITION_KINDS),
    checkInIds: z.array(id).min(1).max(TRANSITION_GROUP_LIMIT),
    requestId: z.uuid(),
  }),
  'transitions:settle': z.strictObject({
    transitionId: id,
    answer: z.enum(['understood', 'send-again', 'withdraw']),
  }),
  'transitions:event-names': nothing,
  'transitions:try-event-name': z.strictObject({
    kind: z.enum(TRANSITION_KINDS),
    eventName: z.string().min(1).max(200),
    checkInId: id,
    requestId: z.uuid(),
  }),
  'roll-call:get': nothing,
  'roll-call:begin': z.strictObject({ isDrill: z.boolean() }),
  'roll-call:tick': z.strictObject({ rollCallId: id, checkInId: id, isFound: z.boolean() }),
  'roll-call:end': z.strictObject({ rollCallId: id }),
  'roll-call:print': z.strictObject({ who: z.enum(['missing', 'everybody']) }),
  'roll-call:pdf': z.strictObject({ rollCallId: id.nullable() }),
  'settings:get': nothing,
  'settings:check': changes,
  'settings:save': changes,
  'settings:set-token': z.strictObject({ token }),
  'settings:set-webhook-secret': z.strictObject({ secret: z.string().regex(WEBHOOK_SECRET) }),
  'set-up:read-credentials': z.strictObject({ text: z.string().max(100_000) }),
  'set-up:check': z.strictObject({ essentry: cloud, token: token.nullable() }),
  'set-up:connect': z.strictObject({ essentry: cloud, token: token.nullable() }),
  'set-up:finish': nothing,
  'set-up:try-demo': nothing,
  'set-up:leave-demo': nothing,
  'desktop:quit': nothing,
  'phases:unknown': nothing,
  'diagnostics:get': nothing,
  'diagnostics:bundle': nothing,
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
  'updates:get': nothing,
  'updates:check': nothing,
  'updates:install': nothing,
  'session:reconnect': nothing,
  'store:acknowledge': nothing,
  'demo:set-fault': z.strictObject({ fault: z.enum(DEMO_FAULTS), isOn: z.boolean() }),
  'demo:tray': z.strictObject({ limit: z.number().int().min(1).max(50) }),
} satisfies { [C in Command]: z.ZodType<CommandMap[C]['request']> };
