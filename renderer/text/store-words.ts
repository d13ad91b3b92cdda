/** The station's own memory in words: what is the matter with it, what that means at the desk, and who has to do what. */
import { assertNever } from '../../electron/shared/result.ts';
import type {
  RebuiltBecause,
  StationView,
  StoreView,
  UnwritableBecause,
} from '../../electron/shared/view.ts';
import type { Words } from './reason-words.ts';
import type { Tone } from './tone.ts';

export interface StoreWords {
  readonly tone: Tone;
  readonly title: string;
  /** What it means at the desk, and what to do. */
  readonly text: string;
  /** For somebody else, in smaller letters; `null` where there is nothing. */
  readonly forIt: string | null;
}

type Rebuilt = Extract<StoreView, { kind: 'rebuilt' }>;

const REBUILT = {
  corrupt: 'store.damaged',
  'wrong-key': 'store.otherKey',
  'newer-version': 'store.newerVersion',
} as const satisfies Record<RebuiltBecause, string>;

const UNWRITABLE = {
  'disk-full': ['store.full', 'store.fullTodo'],
  'not-writable': ['store.notWritable', 'store.notWritableTodo'],
  damaged: ['store.renewing', 'store.renewingTodo'],
} as const satisfies Record<UnwritableBecause, readonly [string, string]>;

/** `null` while all is well. */
export function storeWords(
  words: Words,
  { store, asOfMs }: Pick<StationView, 'store' | 'asOfMs'>,
): StoreWords | null {
  const { t, formats } = words;
  switch (store.kind) {
    case 'sound':
      return null;
    case 'rebuilt':
      return rebuiltWords(words, store);
    case 'unwritable': {
      const [title, todo] = UNWRITABLE[store.because];
      const stands =
        asOfMs === null ? t('store.standsNever') : t('store.stands', { time: formats.moment(asOfMs) });
      return { tone: 'bad', title: t(title), text: `${stands} ${t(todo)}`, forIt: null };
    }
    default:
      return assertNever(store);
  }
}

function rebuiltWords({ t, formats }: Words, store: Rebuilt): StoreWords {
  const salvaged =
    store.salvagedJobs === 0 ? t('store.salvagedNone') : t('store.salvaged', { count: store.salvagedJobs });
  const place = { file: store.setAsideAs ?? '', date: formats.moment(store.keptUntilMs) };
  const forIt = t(store.because === 'wrong-key' ? 'store.fileOtherKey' : 'store.file', place);
  return {
    tone: 'warn',
    title: t(REBUILT[store.because]),
    text: `${t('store.todo', { time: formats.moment(store.atMs) })} ${salvaged}`,
    forIt: store.setAsideAs === null ? null : forIt,
  };
}
