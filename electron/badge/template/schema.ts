/**
 * A template file from anywhere: nothing in it is trusted. It has bounds on everything that costs time or memory, holds no path
 * and no address, and every fault names its path in the file, what was found and what is allowed.
 */
import { z } from 'zod';
import { TEMPLATE_LIMITS, TEMPLATE_VERSION, type BadgeTemplate } from '../../shared/badge-template.ts';
import { faultSentence, notJsonSentence } from '../../shared/fault-sentence.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { checkPicture } from '../picture.ts';
import { ALLOWED_BINDINGS, isField, unknownBinding } from './bindings.ts';

const { pageMm, sizeMm, ...limits } = TEMPLATE_LIMITS;

const within = (min: number, max: number) => {
  const error = `a number from ${min} to ${max}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
};
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `one of ${values.map((value) => `"${value}"`).join(', ')}` });
const flag = () => z.boolean({ error: 'true or false' });
const shape = <S extends z.core.$ZodLooseShape>(members: S) =>
  z.strictObject(members, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `no member ${issue.keys.map((key) => JSON.stringify(key.slice(0, 40))).join(', ')}`
        : 'an object { … }',
  });

const line = (longest: number) => {
  const error = `a text of 1 to ${longest} characters`;
  return z.string({ error }).min(1, { error }).max(longest, { error });
};

const id = () => {
  const error = 'a text of 1 to 40 letters, digits and -';
  return z.string({ error }).regex(/^[A-Za-z0-9-]{1,40}$/, { error });
};

const box = () =>
  shape({
    xMm: within(0, pageMm.max),
    yMm: within(0, pageMm.max),
    widthMm: within(0.1, pageMm.max),
    heightMm: within(0.1, pageMm.max),
  });

const FIELD = 'a field of the badge, "photo" or "custom.…"';
const field = () =>
  z.custom<BadgeTemplate['elements'][number]['onlyIf'][number]['field']>(
    (value) =>
      typeof value === 'string' &&
      (value === 'photo' || isField(value) || /^custom\.[^{}]{1,100}$/u.test(value)),
    { error: FIELD },
  );
const condition = () =>
  z.union(
    [
      shape({ field: field(), is: oneOf(['present', 'absent']) }),
      shape({
        field: field(),
        equals: z.array(line(limits.nameCharacters), { error: 'a list of texts' }).min(1).max(10),
      }),
    ],
    {
      error: `a condition: "field" (${FIELD}) with "is" ("present", "absent") or with "equals" (1 to 10 texts)`,
    },
  );
const base = () => ({
  id: id(),
  box: box(),
  onlyIf: z
    .array(condition(), { error: 'a list of conditions' })
    .max(limits.conditions, { error: `at most ${limits.conditions} conditions` })
    .default([]),
});
const colour = () => oneOf(['black', 'red']).default('black');
const align = () => oneOf(['start', 'center', 'end']).default('start');

const text = z
  .string({ error: `a text of at most ${limits.textCharacters} characters` })
  .max(limits.textCharacters, { error: `a text of at most ${limits.textCharacters} characters` })
  .refine((value) => value.split('\n').length <= limits.textLines, {
    error: `a text of at most ${limits.textLines} lines`,
  })
  .refine((value) => unknownBinding(value) === null, { error: `a text that binds to ${ALLOWED_BINDINGS}` });

const logoError = `null, or a PNG or JPEG in base64 of at most ${limits.logoBytes / 1024} kB and ${limits.logoDots} × ${limits.logoDots} dots`;
const logo = z
  .string({ error: logoError })
  .max(Math.ceil(limits.logoBytes / 3) * 4, { error: logoError })
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, { error: logoError })
  .refine((value) => checkPicture(Buffer.from(value, 'base64'), LOGO_LIMITS).ok, { error: logoError });
const LOGO_LIMITS = { bytes: limits.logoBytes, dots: limits.logoDots };

const element = z.discriminatedUnion(
  'kind',
  [
    shape({
      kind: z.literal('text'),
      ...base(),
      text,
      sizeMm: within(sizeMm.min, sizeMm.max),
      minSizeMm: within(sizeMm.min, sizeMm.max).default(2.1),
      weight: oneOf(['regular', 'bold']).default('regular'),
      align: align(),
      valign: oneOf(['top', 'middle', 'bottom']).default('top'),
      fit: oneOf(['shrink', 'wrap', 'ellipsis']).default('shrink'),
      isUpperCase: flag().default(false),
      isInverse: flag().default(false),
      colour: colour(),
    }),
    shape({ kind: z.literal('code'), ...base(), symbology: oneOf(['qr', 'code128']).default('qr') }),
    shape({ kind: z.literal('photo'), ...base() }),
    shape({ kind: z.literal('logo'), ...base(), imageBase64: logo.nullable().default(null), align: align() }),
    shape({ kind: z.literal('line'), ...base(), colour: colour() }),
    shape({
      kind: z.literal('box'),
      ...base(),
      strokeMm: within(0.1, 20).nullable().default(null),
      radiusMm: within(0, 20).default(0),
      colour: colour(),
    }),
  ],
  { error: 'an element whose "kind" is one of "text", "code", "photo", "logo", "line", "box"' },
);

export const templateSchema = shape({
  version: z.literal(TEMPLATE_VERSION, { error: String(TEMPLATE_VERSION) }),
  name: line(limits.nameCharacters),
  page: shape({ widthMm: within(pageMm.min, pageMm.max), heightMm: within(pageMm.min, pageMm.max) }),
  elements: z
    .array(element, { error: 'a list of elements' })
    .max(limits.elements, { error: `at most ${limits.elements} elements` }),
}).superRefine((template, context) => {
  const fault = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
  const { widthMm, heightMm } = template.page;
  const ids = new Set<string>();
  for (const [index, { id: name, box: at }] of template.elements.entries()) {
    if (ids.has(name)) fault(['elements', index, 'id'], 'an id that no other element has');
    ids.add(name);
    // A hair of slack, for sums of tenths.
    if (at.xMm + at.widthMm > widthMm + 0.01 || at.yMm + at.heightMm > heightMm + 0.01)
      fault(['elements', index, 'box'], `a box inside the page of ${widthMm} × ${heightMm} mm`);
  }
  if (template.elements.filter(({ kind }) => kind === 'text').length > limits.texts)
    fault(['elements'], `at most ${limits.texts} texts`);
});

/** One sentence a fault; at most this many are told. */
const MOST_FAULTS = 20;

/** `text`: the content of a template file. */
export function parseTemplate(content: string): Result<BadgeTemplate, readonly string[]> {
  if (Buffer.byteLength(content) > limits.fileBytes)
    return err([`template: found ${Buffer.byteLength(content)} bytes; allowed are ${limits.fileBytes}`]);
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (cause) {
    return err([notJsonSentence(cause, 'template')]);
  }
  const parsed = templateSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.slice(0, MOST_FAULTS).map((issue) => faultSentence(issue, value, 'template')),
  );
}
