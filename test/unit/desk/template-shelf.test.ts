import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTemplateShelf } from '../../../electron/desk/template-shelf.ts';
import { ok, type Result } from '../../../electron/shared/result.ts';
import { templateOf } from '../../support/badge-samples.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface Given {
  readonly wanted?: string;
  readonly media?: { readonly widthMm: number; readonly heightMm: number };
  readonly files?: Readonly<Record<string, string>>;
}

function setUp({ wanted = 'default', media = { widthMm: 62, heightMm: 100 }, files = {} }: Given = {}) {
  const folder = join(tempFolder(), 'templates');
  let clockMs = Date.now();
  const put = (name: string, content: string): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), content);
    // Two writes within one tick of the file system's clock would look like none.
    clockMs += 2_000;
    utimesSync(folder, clockMs / 1000, clockMs / 1000);
  };
  for (const [name, content] of Object.entries(files)) put(name, content);
  const remembered: string[] = [];
  let answer: Result<null, string> = ok(null);
  const log = createMemoryLog();
  const open = () =>
    createTemplateShelf({
      folder,
      wanted,
      media,
      remember: (id) => {
        remembered.push(id);
        return answer;
      },
      log,
    });
  return {
    shelf: open(),
    open,
    folder,
    put,
    remembered,
    refuseToRemember: () => void (answer = { ok: false, error: 'EROFS' }),
  };
}
const mine = { ...templateOf('large-name'), name: 'Harbour House, Besucher' };

describe('which template is in use', () => {
  test.each([
    [{ widthMm: 62, heightMm: 100 }, 'large-name'],
    [{ widthMm: 29, heightMm: 90 }, 'compact'],
  ])('without a choice the label decides: %o', (media, id) => {
    expect(setUp({ media }).shelf.inUse().id).toBe(id);
  });

  test('the one that settings name', () => {
    expect(setUp({ wanted: 'escort' }).shelf.inUse().id).toBe('escort');
  });

  test('one that is not there gives way to a shipped one', () => {
    expect(setUp({ wanted: 'lobby' }).shelf.inUse().id).toBe('large-name');
  });

  test('a broken file gives way to the shipped one of its name, and its reason is told', () => {
    const { shelf } = setUp({ wanted: 'escort', files: { 'escort.json': '{"version": 1}' } });
    expect(shelf.inUse()).toEqual({ id: 'escort', template: templateOf('escort') });
    expect(shelf.list().find(({ id }) => id === 'escort')?.faults[0]).toContain('name: found nothing');
  });
});

describe('the shelf', () => {
  test('keeps what is saved, across a restart', () => {
    const { shelf, open } = setUp();
    const saved = shelf.save(null, mine);
    expect(saved).toEqual(ok('harbour-house-besucher'));
    expect(open().get('harbour-house-besucher')).toEqual(mine);
  });

  test('finds a name for a second one, and for one of other letters', () => {
    const { shelf } = setUp();
    shelf.save(null, mine);
    expect(shelf.save(null, mine)).toEqual(ok('harbour-house-besucher-2'));
    expect(shelf.save(null, { ...mine, name: '访客' })).toEqual(ok('badge'));
    expect(shelf.save(null, { ...mine, name: 'Default' })).toEqual(ok('default-2'));
  });

  test('brings a shipped design back when its changed edition is removed', () => {
    const { shelf } = setUp();
    shelf.save('photo', mine);
    expect(shelf.list().find(({ id }) => id === 'photo')).toMatchObject({
      origin: 'changed',
      name: mine.name,
    });
    expect(shelf.remove('photo')).toEqual(ok(null));
    expect(shelf.get('photo')).toEqual(templateOf('photo'));
  });

  test('sees a file that somebody puts into the folder', () => {
    const { shelf, put } = setUp();
    expect(shelf.get('lobby')).toBeNull();
    put('lobby.json', JSON.stringify(mine));
    expect(shelf.get('lobby')).toEqual(mine);
  });

  test.each(['../outside', 'a/b', '..', 'CON.', 'x'.repeat(60), ''])(
    'writes nowhere but into its folder: %s',
    (id) => {
      const { shelf, folder } = setUp();
      expect(shelf.save(id, mine)).toEqual({ ok: false, error: 'not-found' });
      expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
    },
  );

  test('leaves no half file where the disk takes nothing', () => {
    const { shelf, folder } = setUp();
    // A file stands where the folder should be.
    writeFileSync(folder, '');
    expect(shelf.save(null, mine)).toEqual({ ok: false, error: 'cannot-store' });
    expect(readFileSync(folder, 'utf8')).toBe('');
  });

  test('uses what was chosen at once, and remembers it', () => {
    const { shelf, remembered } = setUp();
    expect(shelf.use('event')).toEqual(ok(null));
    expect([shelf.inUse().id, remembered]).toEqual(['event', ['event']]);
    expect(shelf.use('nothing')).toEqual({ ok: false, error: 'not-found' });
  });

  test('stays with what it has when the choice cannot be kept', () => {
    const { shelf, refuseToRemember } = setUp();
    refuseToRemember();
    expect(shelf.use('event')).toEqual({ ok: false, error: 'cannot-store' });
    expect(shelf.inUse().id).toBe('large-name');
  });
});
