/** `settings.json` as the station has understood it; the schema in `desk/settings.ts` makes it. Nothing in it is secret. */
import type { Phase } from './check-in.ts';
import type { Language } from './languages.ts';

export type Auth = 'header' | 'query' | 'first-message';
export type Dpi = 203 | 300 | 600;
export type JobLanguage = 'zpl' | 'brother-ql';

export type PrinterSettings =
  | {
      readonly route: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly language: JobLanguage;
      readonly dpi: Dpi;
    }
  | {
      readonly route: 'usb';
      /** `null`: the only one that is plugged in. */
      readonly serial: string | null;
      /** `null`: as the printer says of itself. */
      readonly language: JobLanguage | null;
      readonly dpi: Dpi;
    }
  | { readonly route: 'spooler'; readonly queue: string; readonly language: JobLanguage; readonly dpi: Dpi }
  | { readonly route: 'file'; readonly folder: string; readonly language: JobLanguage; readonly dpi: Dpi }
  | { readonly route: 'driver'; readonly queue: string; readonly dpi: Dpi }
  | { readonly route: 'demo'; readonly language: JobLanguage; readonly dpi: Dpi };

export const BLURS = ['off', 'on-demand', 'on'] as const;
export type Blur = (typeof BLURS)[number];

/** Where a webhook carries the secret: `Authorization: Bearer …`, a header of its own, or `?secret=…`. */
export const WEBHOOK_SECRET_IN = ['authorization', 'x-webhook-secret', 'query'] as const;

/** Where the cloud is, as whoever sets the desk up says it. */
export interface CloudSettings {
  readonly apiUrl: string;
  readonly socketUrl: string;
  readonly locationId: number;
  readonly auth: Auth;
}

/** What only the app on a PC can do, not a station in a browser. */
export interface DesktopSettings {
  readonly startWithSystem: boolean;
  /** Whoever closes the window leaves the desk at work. */
  readonly closeToTray: boolean;
  /** The whole screen, which stays lit. */
  readonly kiosk: boolean;
}

export interface SettingsValues {
  readonly version: 1;
  readonly essentry: CloudSettings & {
    readonly hello: string | null;
    readonly transitions: {
      readonly approve: string | null;
      readonly reject: string | null;
      readonly checkIn: string | null;
      readonly checkOut: string | null;
    };
  };
  readonly site: {
    readonly name: string;
    readonly timeZone: string | null;
    readonly han: 'sc' | 'jp' | 'kr';
  };
  readonly phases: Readonly<Record<string, Phase>>;
  readonly printing: {
    readonly auto: boolean;
    readonly onPhases: readonly ('approved' | 'onsite')[];
    readonly maxArrivalAgeMin: number;
    readonly holdOnVerification: boolean;
  };
  readonly printer: PrinterSettings | null;
  readonly fallbackPrinter: PrinterSettings | null;
  readonly media: { readonly widthMm: number; readonly heightMm: number };
  readonly badge: {
    readonly template: string;
    readonly nameField: string | null;
    readonly typeField: string | null;
    readonly hostField: string | null;
    readonly escortField: string | null;
    readonly customFields: readonly string[];
    readonly language: Language | null;
    readonly photo: boolean;
  };
  readonly privacy: {
    readonly retentionHours: number;
    readonly blur: Blur;
    /** Minutes without a hand at the desk after which the details of a visitor are covered; `null`: never. */
    readonly lockAfterMin: number | null;
    readonly storeEmail: boolean;
  };
  readonly escort: {
    /** Minutes after which somebody who waits to be picked up has waited too long. */
    readonly overdueAfterMin: number;
  };
  /** How somebody new who waits is announced. */
  readonly announce: { readonly sound: boolean; readonly voice: boolean };
  readonly desktop: DesktopSettings;
  readonly updates: {
    /** Where newer versions are announced; `null`: nowhere. */
    readonly feedUrl: string | null;
    /** The hour of the site's day in which one is installed by itself, 0 to 23. */
    readonly quietHour: number;
  };
  readonly webhook: {
    readonly enabled: boolean;
    readonly host: string;
    readonly port: number;
    readonly secretIn: (typeof WEBHOOK_SECRET_IN)[number];
  };
  readonly language: Language;
}

/** Plain data as it stands in a file. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** One member, by its path in the file as in `printing.auto`; the value replaces what is there. */
export interface SettingsChange {
  readonly path: string;
  readonly value: Json;
}

/** `sentence`: key, what was found and what is allowed, as whoever starts the station is told. */
export interface SettingsFault {
  readonly path: string;
  readonly sentence: string;
}

export interface SettingsReport {
  /** `null` before the desk has been set up. */
  readonly values: SettingsValues | null;
  /** Where the token comes from; the environment's cannot be replaced from the window. */
  readonly token: 'environment' | 'kept' | 'none';
  /** False in a browser and in a demo: what is said of the app has no effect there. */
  readonly isDesktop: boolean;
  /** So does the secret of webhooks. */
  readonly webhookSecret: 'environment' | 'kept' | 'none';
  /** Where `settings.json` lies; `null` in the demo, which has no file. */
  readonly path: string | null;
}
