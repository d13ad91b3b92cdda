/** What the sections share: the settings as they are saved, what has been changed since, and what the station finds wrong with it. */
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { CommandError } from '../../../electron/shared/contract.ts';
import { ok } from '../../../electron/shared/result.ts';
import type {
  Json,
  SettingsChange,
  SettingsFault,
  SettingsReport,
  SettingsValues,
} from '../../../electron/shared/settings-values.ts';
import { createLiveQuery } from '../../store/live-query.ts';
import { type Changes, toList, valueAt } from '../../store/settings-draft.ts';
import { useRefresh } from '../../store/use-refresh.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';
import type { SettingsSection } from '../shell/place.ts';

/** Which settings stand in which section; what is checked and saved together. */
const SECTION_OF: Readonly<Record<string, SettingsSection>> = {
  essentry: 'connection',
  phases: 'states',
  printer: 'printers',
  fallbackPrinter: 'printers',
  media: 'printers',
  printing: 'printing',
  badge: 'badges',
  escort: 'badges',
  privacy: 'privacy',
  site: 'desk',
  announce: 'desk',
  desktop: 'desk',
  updates: 'desk',
  webhook: 'desk',
  language: 'desk',
};

export const isIn =
  (section: SettingsSection) =>
  (path: string): boolean =>
    SECTION_OF[path.split('.')[0] ?? ''] === section;

export interface SectionControl {
  readonly report: SettingsReport;
  readonly saved: SettingsValues;
  /** As changed, or else as saved. What is being typed may be none that fits. */
  readonly read: (path: string) => Json;
  readonly change: (path: string, value: Json) => void;
  /** What is wrong there, or further in. */
  readonly faultAt: (path: string) => SettingsFault | null;
  readonly faults: readonly SettingsFault[];
  readonly changes: readonly SettingsChange[];
}

export const SectionContext = createContext<SectionControl | null>(null);

export function useSection(): SectionControl {
  const control = use(SectionContext);
  if (control === null) throw new Error('a setting stands outside of its section');
  return control;
}

export function useChanges(): Changes {
  const { draft } = useWindowParts();
  return useSyncExternalStore(draft.subscribe, draft.getSnapshot);
}

const isAt = (found: string, path: string): boolean => found === path || found.startsWith(`${path}.`);

/** The settings of one section. `saving`: what the last attempt to save met, until somebody goes on. */
export function useSectionControl(
  section: SettingsSection,
  report: SettingsReport,
  saved: SettingsValues,
  saving: SaveControl,
): SectionControl {
  const { draft } = useWindowParts();
  const all = useChanges();
  const changes = useMemo(() => toList(all, isIn(section)), [all, section]);
  const checked = useCheck(section, changes);
  const found = saving.refused.length > 0 ? saving.refused : checked;
  const faults = changes.length === 0 ? NO_FAULTS : found;
  return {
    report,
    saved,
    read: (path) => (all.has(path) ? (all.get(path) ?? null) : valueAt(saved, path)),
    change(path, value) {
      saving.forget();
      draft.change(path, value, saved);
    },
    faultAt: (path) => faults.find((fault) => isAt(fault.path, path)) ?? null,
    faults,
    changes,
  };
}

/** Asks with every change; never two questions at once, and the last one counts. */
function useCheck(section: SettingsSection, changes: readonly SettingsChange[]): readonly SettingsFault[] {
  const { store, draft } = useWindowParts();
  const query = useMemo(
    () =>
      createLiveQuery(async () => {
        const now = toList(draft.getSnapshot(), isIn(section));
        return now.length === 0 ? ok({ faults: [] }) : await store.invoke('settings:check', { changes: now });
      }),
    [store, draft, section],
  );
  useRefresh(query, changes);
  return useQuery(query).value?.faults ?? NO_FAULTS;
}

const NO_FAULTS: readonly SettingsFault[] = [];

export interface SaveControl {
  readonly state: 'idle' | 'saving' | 'saved' | 'failed';
  readonly error: CommandError['code'] | null;
  readonly refused: readonly SettingsFault[];
  readonly save: (changes: readonly SettingsChange[]) => Promise<boolean>;
  /** Somebody goes on: what was said of the last attempt is over. */
  readonly forget: () => void;
}

const IDLE = { state: 'idle', error: null, refused: NO_FAULTS } as const;

/** Saves, and reads the settings again; what was saved leaves the draft when they have come, so that no old value shows between. */
export function useSaveSettings(): SaveControl {
  const { store, draft } = useWindowParts();
  const [outcome, setOutcome] = useState<Omit<SaveControl, 'save' | 'forget'>>(IDLE);
  const settled = useRef<readonly string[]>([]);
  const query = store.settings();
  const report = useQuery(query).value;
  useEffect(() => {
    const paths = settled.current;
    settled.current = [];
    if (paths.length > 0) draft.drop((path) => paths.includes(path));
    if (report?.values != null) draft.settle(report.values);
  }, [draft, report]);
  const save = useCallback(
    async (changes: readonly SettingsChange[]): Promise<boolean> => {
      setOutcome({ ...IDLE, state: 'saving' });
      const answer = await store.invoke('settings:save', { changes });
      const refused = answer.ok ? answer.value.faults : NO_FAULTS;
      const isSaved = answer.ok && refused.length === 0;
      setOutcome({
        state: isSaved ? 'saved' : 'failed',
        error: answer.ok ? null : answer.error.code,
        refused,
      });
      if (!isSaved) return false;
      settled.current = changes.map(({ path }) => path);
      query.refresh();
      return true;
    },
    [store, query],
  );
  const forget = useCallback(() => setOutcome((now) => (now.state === 'saving' ? now : IDLE)), []);
  return { ...outcome, save, forget };
}
