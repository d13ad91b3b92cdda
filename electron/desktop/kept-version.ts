/**
 * The version that runs, kept aside before it is replaced, and put back. What is installed is one file (AppImage) or one folder
 * (Windows per user, .app). A copy is made under another name and takes its place by renaming, so a crash leaves the old one or
 * the new one. For a folder that takes two renames: between them there is neither, until the watcher or its successor goes on.
 *
 * `files` is Node's, or under Electron `original-fs`: to Electron's own `fs` an archive is a folder, which it would unpack.
 */
import { createHash } from 'node:crypto';
import type * as NodeFiles from 'node:fs';
import { basename, join } from 'node:path';
import { codeOf } from '../desk/whole-file.ts';
import { err, ok, type Result } from '../shared/result.ts';

export type Files = typeof NodeFiles;

/** Where the copy of `installed` lies. */
export const keptPath = (folder: string, installed: string): string =>
  join(folder, 'previous', basename(installed));

/** The error is the system's code. What was kept before is gone when this is done, and not earlier. */
export async function keepVersion(
  files: Files,
  folder: string,
  installed: string,
): Promise<Result<string, string>> {
  const kept = keptPath(folder, installed);
  return attempt(async () => {
    files.mkdirSync(join(folder, 'previous'), { recursive: true });
    await copyWhole(files, installed, `${kept}.new`);
    await takePlace(files, `${kept}.new`, kept);
    return kept;
  });
}

/** A second call goes on where a first one was cut off. */
export async function putBack(
  files: Files,
  folder: string,
  installed: string,
): Promise<Result<null, string>> {
  return attempt(async () => {
    await copyWhole(files, keptPath(folder, installed), `${installed}.new`);
    await takePlace(files, `${installed}.new`, installed);
    return null;
  });
}

/**
 * A new AppImage in place of the old one: by renaming, where electron-updater would remove the old one first, and under the old
 * name, which shortcuts and the start with the system know (electron-builder#2964). What takes the place is looked at once more,
 * because it may have lain on the disk for days.
 */
export async function placeFile(
  files: Files,
  from: { readonly path: string; readonly sha512: string },
  installed: string,
): Promise<Result<null, string>> {
  const unfinished = `${installed}.new`;
  const copied = await attempt(async () => {
    await copyWhole(files, from.path, unfinished);
    files.chmodSync(unfinished, 0o755);
    return hashOf(files, unfinished);
  });
  if (!copied.ok) return copied;
  if (copied.value !== from.sha512) {
    files.rmSync(unfinished, { force: true });
    return err('wrong-content');
  }
  return attempt(async () => {
    files.renameSync(unfinished, installed);
    return Promise.resolve(null);
  });
}

async function hashOf(files: Files, path: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const part of files.createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('base64');
}

async function attempt<T>(run: () => Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await run());
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return err(codeOf(cause));
    throw cause;
  }
}

async function copyWhole(files: Files, from: string, to: string): Promise<void> {
  await files.promises.rm(to, { recursive: true, force: true });
  await files.promises.cp(from, to, {
    recursive: true,
    // The .app of macOS holds links into itself; its signature is over them as they are.
    verbatimSymlinks: true,
    preserveTimestamps: true,
    mode: files.constants.COPYFILE_FICLONE,
  });
  await flush(files, to);
}

/** On the disk before it takes anything's place. */
async function flush(files: Files, path: string): Promise<void> {
  const stat = await files.promises.lstat(path);
  if (stat.isDirectory()) {
    for (const name of await files.promises.readdir(path)) await flush(files, join(path, name));
  } else if (stat.isFile()) {
    // Windows flushes only what is open for writing, and a program may be marked as read only.
    const file = await files.promises.open(path, process.platform === 'win32' ? 'r+' : 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

async function takePlace(files: Files, unfinished: string, path: string): Promise<void> {
  const old = `${path}.old`;
  const isFolder = (await files.promises.stat(unfinished)).isDirectory();
  if (isFolder && files.existsSync(path)) {
    await files.promises.rm(old, { recursive: true, force: true });
    await files.promises.rename(path, old);
  }
  await files.promises.rename(unfinished, path);
  if (isFolder) await files.promises.rm(old, { recursive: true, force: true });
}
