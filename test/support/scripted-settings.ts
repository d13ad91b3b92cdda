/**
 * Settings and set-up for a scripted station: what is typed is checked by the product's own schema and kept in memory, and a cloud
 * that the test decides about answers the check of the connection.
 */
import { parseSettings } from '../../electron/desk/settings.ts';
import { err, ok } from '../../electron/shared/result.ts';
import {
  CHECK_STEPS,
  type CheckStep,
  type ConnectionCheck,
  type StepVerdict,
  type UnknownState,
} from '../../electron/shared/set-up.ts';
import type {
  SettingsChange,
  SettingsFault,
  SettingsReport,
  SettingsValues,
} from '../../electron/shared/settings-values.ts';
import type { UpdatesOff } from '../../electron/shared/updates.ts';
import type { ScriptedStation } from './scripted-bridge.ts';

const ESSENTRY = {
  apiUrl: 'https://app.essentry.com/api/v2',
  socketUrl: 'wss://app.essentry.com/api/v2/ws',
  locationId: 12,
};

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function replaced(members: Members, [name = '', ...rest]: readonly string[], value: unknown): Members {
  if (rest.length === 0) return { ...members, [name]: value };
  const inner = members[name];
  return { ...members, [name]: replaced(isObject(inner) ? inner : {}, rest, value) };
}

const changedBy = (settings: Members, changes: readonly SettingsChange[]): Members =>
  changes.reduce<Members>((value, change) => replaced(value, change.path.split('.'), change.value), settings);

function checked(settings: Members): { values: SettingsValues | null; faults: readonly SettingsFault[] } {
  const parsed = parseSettings(JSON.stringify(settings));
  if (parsed.ok) return { values: parsed.value, faults: [] };
  return {
    values: null,
    faults: parsed.error.map((sentence) => ({ path: sentence.split(':', 1)[0] ?? '', sentence })),
  };
}

/** A desk with these settings, on top of what every desk has. */
export const settingsWith = (changes: readonly SettingsChange[] = []): Members =>
  changedBy({ version: 1, essentry: ESSENTRY, site: { name: 'Harbour House' } }, changes);

export const passed = (checkIns: number, unknownStates: readonly UnknownState[] = []): ConnectionCheck => ({
  steps: CHECK_STEPS.map((step) => ({
    step,
    verdict: step === 'proxy' ? 'not-needed' : 'ok',
    because: null,
  })),
  checkIns,
  unknownStates,
});

export function failedAt(step: CheckStep, because: NonNullable<StepVerdict['because']>): ConnectionCheck {
  const at = CHECK_STEPS.indexOf(step);
  return {
    steps: CHECK_STEPS.map((one, index) => ({
      step: one,
      verdict: index < at ? 'ok' : index === at ? 'failed' : 'not-reached',
      because: index === at ? because : null,
    })),
    checkIns: null,
    unknownStates: [],
  };
}

export interface SettingsScript {
  /** Who brings newer versions; a feed, when there is one. */
  readonly updatesOff?: UpdatesOff;
  /** `null`: nobody has set the desk up. */
  readonly settings?: Members | null;
  readonly token?: SettingsReport['token'];
  readonly webhookSecret?: SettingsReport['webhookSecret'];
  readonly check?: () => ConnectionCheck;
  /** The app on a PC, as most desks are. */
  readonly isDesktop?: boolean;
  readonly unknownStates?: readonly UnknownState[];
}

export function scriptSettings(station: ScriptedStation, script: SettingsScript = {}): void {
  let settings = script.settings === undefined ? settingsWith() : script.settings;
  let token = script.token ?? (settings === null ? 'none' : 'kept');
  let webhookSecret = script.webhookSecret ?? 'none';
  const check = script.check ?? (() => passed(12));

  function save(changes: readonly SettingsChange[]) {
    const next = changedBy(settings ?? { version: 1 }, changes);
    const { values, faults } = checked(next);
    if (values === null) return ok({ faults });
    settings = next;
    station.show({ siteName: values.site.name, language: values.language });
    return ok({ faults: [] });
  }

  station.answer('settings:get', () =>
    ok({
      values: settings === null ? null : checked(settings).values,
      token,
      isDesktop: script.isDesktop ?? true,
      webhookSecret,
      path: '/home/desk/vestibule/settings.json',
    }),
  );
  station.answer('settings:check', ({ changes }) =>
    ok({ faults: checked(changedBy(settings ?? {}, changes)).faults }),
  );
  station.answer('settings:save', ({ changes }) =>
    settings === null ? err({ code: 'not-available', message: 'not set up' }) : save(changes),
  );
  station.answer('updates:get', () =>
    ok({ state: { kind: 'off', because: script.updatesOff ?? 'no-feed' }, checkedAtMs: null, latest: null }),
  );
  station.answer('settings:set-webhook-secret', () => {
    webhookSecret = 'kept';
    return ok(null);
  });
  station.answer('set-up:check', () => ok(check()));
  station.answer('set-up:connect', ({ essentry, token: given }) => {
    const isFirst = settings === null;
    const answer = save([
      ...Object.entries(essentry).map(([name, value]) => ({ path: `essentry.${name}`, value })),
      ...(isFirst ? [{ path: 'printing.auto', value: false }] : []),
    ]);
    if (settings !== null && given !== null) token = 'kept';
    if (isFirst && settings !== null) station.show({ setUp: 'printer' });
    return answer;
  });
  station.answer('set-up:read-credentials', ({ text }) => {
    const { token: found = null, ...essentry } = JSON.parse(text) as Members;
    return typeof found === 'number'
      ? ok({
          faults: [
            { path: 'token', sentence: 'token: allowed is a token of 1 to 10,000 characters' },
            { path: 'locationId', sentence: 'locationId: found "x"; allowed is a whole number from 1 to 9' },
          ],
        })
      : ok({ credentials: { essentry, token: found as string | null } });
  });
  station.answer('set-up:finish', () => {
    station.show({ setUp: null });
    return ok(null);
  });
  station.answer('phases:unknown', () => ok({ states: script.unknownStates ?? [] }));
}
