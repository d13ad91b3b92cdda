/**
 * The badge templates of this station: those that are shipped, and the files in the data folder, which may be new ones or changed
 * editions of the shipped. A file is checked whenever it is read; one that cannot be used stays where it is, its reason is told,
 * and a shipped design stands in, so that a badge always has one.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseTemplate } from '../badge/template/schema.ts';
import { defaultTemplateId, SHIPPED_IDS, shippedTemplate } from '../badge/template/shipped.ts';
import { TEMPLATE_LIMITS, type BadgeTemplate, type TemplateEntry } from '../shared/badge-template.ts';
import type { Logger } from '../shared/logger.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { codeOf, writeWhole } from './whole-file.ts';

export interface TemplateShelfPorts {
  readonly folder: string;
  /** As settings name it; `default` chooses by the label. */
  readonly wanted: string;
  readonly media: { readonly widthMm: number; readonly heightMm: number };
  /** Makes the choice last. */
  readonly remember: (id: string) => Result<null, string>;
  readonly log: Logger;
}

export interface TemplateShelf {
  list(): readonly TemplateEntry[];
  get(id: string): BadgeTemplate | null;
  /** The template that badges are printed with now. */
  inUse(): { readonly id: string; readonly template: BadgeTemplate };
  wanted(): string;
  /** `id: null` finds a free name. */
  save(id: string | null, template: BadgeTemplate): Result<string, ShelfFault>;
  remove(id: string): Result<null, ShelfFault>;
  use(id: string): Result<null, ShelfFault>;
}

/** `cannot-store`: the disk, or the settings file, takes nothing. */
export type ShelfFault = 'not-found' | 'cannot-store' | 'shelf-full';

/** A name that is a file name everywhere and leads nowhere else. */
const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;
const MOST_FILES = 100;
const ENDING = '.json';

interface Kept {
  readonly template: BadgeTemplate | null;
  readonly faults: readonly string[];
}

export function createTemplateShelf(ports: TemplateShelfPorts): TemplateShelf {
  const { folder, log } = ports;
  const kept = new Map<string, Kept>();
  let wanted = ports.wanted;
  let lastReadMs = Number.NEGATIVE_INFINITY;

  /** The folder is looked at again when it has changed: somebody may have put a file into it. */
  function refresh(): void {
    const changedMs = changedAt(folder);
    if (changedMs === null || changedMs === lastReadMs) return;
    lastReadMs = changedMs;
    kept.clear();
    for (const name of readdirSync(folder).toSorted().slice(0, MOST_FILES)) {
      const id = name.slice(0, -ENDING.length);
      if (name.endsWith(ENDING) && ID.test(id)) kept.set(id, readTemplate(join(folder, name)));
    }
    for (const [id, { faults }] of kept)
      if (faults.length > 0) log.warn('template-refused', { id, faults: faults.length });
  }

  const usable = (id: string): BadgeTemplate | null => kept.get(id)?.template ?? shippedTemplate(id);

  function inUse() {
    refresh();
    const id = wanted === 'default' ? defaultTemplateId(ports.media) : wanted;
    const template = usable(id);
    if (template !== null) return { id, template };
    const standIn = defaultTemplateId(ports.media);
    const shipped = usable(standIn);
    if (shipped === null) throw new Error(`there is no template ${standIn}`);
    return { id: standIn, template: shipped };
  }

  function entryOf(id: string): TemplateEntry {
    const own = kept.get(id);
    const template = usable(id);
    const isShipped = SHIPPED_IDS.includes(id);
    return {
      id,
      name: template?.name ?? id,
      page: template?.page ?? ports.media,
      origin: isShipped ? (own === undefined ? 'shipped' : 'changed') : 'own',
      faults: own?.faults ?? [],
    };
  }

  function freeId(name: string): string | null {
    const base =
      name
        .normalize('NFKD')
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-+|-+$/g, '')
        .slice(0, 34) || 'badge';
    const isTaken = (id: string) => kept.has(id) || SHIPPED_IDS.includes(id) || id === 'default';
    if (!isTaken(base)) return base;
    for (let count = 2; count <= MOST_FILES; count += 1)
      if (!isTaken(`${base}-${count}`)) return `${base}-${count}`;
    return null;
  }

  return {
    list() {
      refresh();
      return [...new Set([...SHIPPED_IDS, ...kept.keys()])].map(entryOf);
    },
    get(id) {
      refresh();
      return usable(id);
    },
    inUse,
    wanted: () => wanted,
    save(id, template) {
      refresh();
      const name = id ?? freeId(template.name);
      if (name === null || (!kept.has(name) && kept.size >= MOST_FILES)) return err('shelf-full');
      if (!ID.test(name) || (id !== null && !kept.has(id) && !SHIPPED_IDS.includes(id)))
        return err('not-found');
      const written = writeWhole(join(folder, `${name}${ENDING}`), `${JSON.stringify(template, null, 2)}\n`);
      if (!written.ok) {
        log.error('template-not-stored', { id: name, code: written.error });
        return err('cannot-store');
      }
      kept.set(name, { template, faults: [] });
      log.info('template-saved', { id: name });
      return ok(name);
    },
    remove(id) {
      refresh();
      if (!kept.has(id)) return err('not-found');
      rmSync(join(folder, `${id}${ENDING}`), { force: true });
      kept.delete(id);
      log.info('template-removed', { id });
      return ok(null);
    },
    use(id) {
      refresh();
      if (id !== 'default' && usable(id) === null) return err('not-found');
      const remembered = ports.remember(id);
      if (!remembered.ok) {
        log.error('template-choice-not-stored', { reason: remembered.error });
        return err('cannot-store');
      }
      wanted = id;
      log.info('template-in-use', { id });
      return ok(null);
    },
  };
}

function changedAt(folder: string): number | null {
  try {
    const found = statSync(folder);
    return found.isDirectory() ? found.mtimeMs : null;
  } catch {
    // No folder yet: nobody has saved a template.
    return null;
  }
}

function readTemplate(path: string): Kept {
  try {
    // Looked at before it is read: a file of gigabytes must not fill the memory only to be refused.
    const { size } = statSync(path);
    if (size > TEMPLATE_LIMITS.fileBytes)
      return {
        template: null,
        faults: [`template: found ${size} bytes; allowed are ${TEMPLATE_LIMITS.fileBytes}`],
      };
    const parsed = parseTemplate(readFileSync(path, 'utf8'));
    return parsed.ok ? { template: parsed.value, faults: [] } : { template: null, faults: parsed.error };
  } catch (cause) {
    return {
      template: null,
      faults: [`template: found ${codeOf(cause)}; allowed is a file that can be read`],
    };
  }
}
