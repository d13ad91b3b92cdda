import type { Settings } from '../../electron/desk/settings.ts';
import { createTemplateShelf, type TemplateShelf } from '../../electron/desk/template-shelf.ts';
import { ok } from '../../electron/shared/result.ts';
import { createMemoryLog } from './memory-log.ts';

/** Of a station that badges are signed for, but that nobody scans. */
export const STATION_KEY = '5a'.repeat(32);

/** A shelf with what is shipped and nothing else, for tests that are not about templates. */
export function shippedShelf({ badge, media }: Pick<Settings, 'badge' | 'media'>): TemplateShelf {
  return createTemplateShelf({
    folder: '/nonexistent',
    wanted: badge.template,
    media,
    remember: () => ok(null),
    log: createMemoryLog(),
  });
}
