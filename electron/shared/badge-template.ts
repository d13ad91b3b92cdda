/**
 * The design of a badge as data: a page in millimetres and what lies on it. The same shape is the file that a site keeps and
 * exchanges (JSON), what the designer edits and what the layout reads. A design binds to the members below and to nothing else,
 * so none can reach a field that must not be printed, and it holds no paths and no addresses, so none can load anything.
 */

export const TEMPLATE_VERSION = 1;

/** In millimetres from the upper left corner of what the printer can print on. */
export interface TemplateBox {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** What a text may bind to, written `{name}`. A visitor who lacks it leaves it empty; a line of nothing else is left out. */
export const BADGE_FIELDS = [
  'name',
  'firstName',
  'lastName',
  'company',
  'host',
  'type',
  'site',
  'number',
  'date',
  'time',
  'arrivedAt',
  'validFrom',
  'validUntil',
  'language',
  'email',
  'card',
  'state',
  'phase',
  'escort',
] as const;
export type BadgeField = (typeof BADGE_FIELDS)[number];

/** The fixed words of a badge, in the visitor's language, written `{word.host}`. */
export const BADGE_WORDS = [
  'visitor',
  'guest',
  'contractor',
  'escort',
  'host',
  'company',
  'site',
  'arrived',
  'validUntil',
  'number',
] as const;
export type BadgeWord = (typeof BADGE_WORDS)[number];

/** `custom.` and the key of a custom field that settings allow. */
export type CustomField = `custom.${string}`;
/** `photo`: whether the picture of the visitor is there to be printed. */
export type ConditionField = BadgeField | CustomField | 'photo';

/** `equals` ignores case; any of them will do. */
export type Condition =
  | { readonly field: ConditionField; readonly is: 'present' | 'absent' }
  | { readonly field: ConditionField; readonly equals: readonly string[] };

export type Colour = 'black' | 'red';

interface ElementBase {
  /** Unique in its template. */
  readonly id: string;
  readonly box: TemplateBox;
  /** All of them must hold; without any it is always there. */
  readonly onlyIf: readonly Condition[];
}

export interface TextElement extends ElementBase {
  readonly kind: 'text';
  /** Bindings in braces; each line is set for itself, and left out when all it binds to is empty. */
  readonly text: string;
  /** The largest size, as typographers give it: from the top of an ascender to the foot of a descender, about 1.4 capitals. */
  readonly sizeMm: number;
  readonly minSizeMm: number;
  readonly weight: 'regular' | 'bold';
  /** `start` is left, and right on the page of somebody whose name is read from right to left. */
  readonly align: 'start' | 'center' | 'end';
  readonly valign: 'top' | 'middle' | 'bottom';
  /** Before it is cut: only smaller; smaller and on more lines; not at all. */
  readonly fit: 'shrink' | 'wrap' | 'ellipsis';
  readonly isUpperCase: boolean;
  /** White on a bar of the colour that fills the box. */
  readonly isInverse: boolean;
  readonly colour: Colour;
}

export interface CodeElement extends ElementBase {
  readonly kind: 'code';
  /** Both say the badge's own opaque code, so no design can put a name into one. */
  readonly symbology: 'qr' | 'code128';
}

export interface PhotoElement extends ElementBase {
  readonly kind: 'photo';
}

export interface LogoElement extends ElementBase {
  readonly kind: 'logo';
  /** A PNG or JPEG in base64, kept inside the template; `null` draws nothing. */
  readonly imageBase64: string | null;
  readonly align: 'start' | 'center' | 'end';
}

/** The whole box in the colour: a line is a thin box. */
export interface LineElement extends ElementBase {
  readonly kind: 'line';
  readonly colour: Colour;
}

export interface BoxElement extends ElementBase {
  readonly kind: 'box';
  /** `null` fills the box; otherwise a frame as thick as this. */
  readonly strokeMm: number | null;
  readonly radiusMm: number;
  readonly colour: Colour;
}

export type TemplateElement =
  | TextElement
  | CodeElement
  | PhotoElement
  | LogoElement
  | LineElement
  | BoxElement;

export interface BadgeTemplate {
  readonly version: typeof TEMPLATE_VERSION;
  readonly name: string;
  /** As it is read; higher than wide is a portrait badge. */
  readonly page: { readonly widthMm: number; readonly heightMm: number };
  /** Later ones lie over earlier ones. */
  readonly elements: readonly TemplateElement[];
}

/** What a file and a designer must keep to; everything is checked against it before it is drawn. */
export const TEMPLATE_LIMITS = {
  fileBytes: 256 * 1024,
  nameCharacters: 60,
  elements: 48,
  texts: 24,
  textCharacters: 300,
  textLines: 8,
  conditions: 4,
  logoBytes: 96 * 1024,
  logoDots: 2000,
  pageMm: { min: 12, max: 300 },
  sizeMm: { min: 1.5, max: 60 },
} as const;

/** What a layout could not do as the design wanted it. Shown in the designer, beside its element. */
export interface TemplateWarning {
  readonly elementId: string;
  readonly kind:
    /** Not all of the text is there. */
    | 'text-cut'
    /** It had to give way to a code. */
    | 'clear-of-code'
    /** The code did not fit its box with dots that a reader resolves, and was made larger. */
    | 'code-enlarged'
    /** There is no room at all; it is left out. */
    | 'left-out'
    /** It binds to a custom field that settings do not allow. */
    | 'field-not-kept'
    /** Letters that no installed font has. */
    | 'no-font';
}

export const SAMPLE_VISITORS = [
  'everyday',
  'longest-name',
  'arabic',
  'chinese',
  'no-company',
  'escort',
  'contractor',
] as const;
/** People who do not exist, for the designer. */
export type SampleVisitor = (typeof SAMPLE_VISITORS)[number];

/** A template on the shelf. */
export interface TemplateEntry {
  /** Its file name without `.json`, or the name of a shipped one. */
  readonly id: string;
  readonly name: string;
  readonly page: BadgeTemplate['page'];
  /** `changed`: shipped, and edited here. */
  readonly origin: 'shipped' | 'changed' | 'own';
  /** Why its file cannot be used, one sentence each; the shipped one stands in meanwhile. */
  readonly faults: readonly string[];
}

export interface TemplateShelf {
  readonly templates: readonly TemplateEntry[];
  /** The one that badges are printed with now. */
  readonly inUse: string;
  /** What settings ask for; `default` chooses by the label. */
  readonly wanted: string;
  readonly media: { readonly widthMm: number; readonly heightMm: number };
  readonly customFields: readonly string[];
}

/** How a test print ended. */
export type TestPrint =
  | { readonly kind: 'out'; readonly proof: 'printed' | 'delivered' | 'handed-over' }
  | { readonly kind: 'not-now'; readonly why: 'printer' | 'busy' }
  | { readonly kind: 'uncertain' };

/** What a scanned text was. */
export type ScannedBadge =
  /** `expired`: the visit is over, or the visitor has left. */
  | {
      readonly kind: 'visitor';
      readonly checkInId: number;
      readonly expired: 'left' | 'validity-over' | null;
    }
  /** Made here, and its visitor has been forgotten since. */
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'forged' };
