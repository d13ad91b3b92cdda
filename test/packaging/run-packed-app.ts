import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PackedApp } from './pack-app.ts';

/** One line of `drive-packed-app.ts`. */
export interface Line {
  readonly event: 'live' | 'printed' | 'ended';
  readonly [key: string]: unknown;
}

/** Runs an extracted app on the double of Electron; `onLine` hears what it reports. Resolves with all of it when the process has ended. */
export async function runPackedApp(
  app: PackedApp,
  appFolder: string,
  userData: string,
  options: {
    readonly args?: readonly string[];
    readonly token?: string;
    readonly onLine?: (line: Line) => void;
  },
): Promise<readonly Line[]> {
  const driver = join(import.meta.dirname, 'drive-packed-app.ts');
  const child = spawn(
    process.execPath,
    [driver, appFolder, app.resources, userData, ...(options.args ?? [])],
    // Outside the project, so that nothing is found there that the app should have brought along.
    { cwd: app.folder, env: { PATH: process.env['PATH'], ESSENTRY_TOKEN: options.token ?? '' } },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  const lines: Line[] = [];
  child.stderr.on('data', (chunk: Buffer) => void (stderr += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    for (let end = stdout.indexOf('\n'); end >= 0; end = stdout.indexOf('\n')) {
      const line = JSON.parse(stdout.slice(0, end)) as Line;
      stdout = stdout.slice(end + 1);
      lines.push(line);
      options.onLine?.(line);
    }
  });
  const code = await new Promise((resolve) => void child.on('exit', resolve));
  if (code !== 0) throw new Error(`the packed app ended with ${String(code)}: ${stderr}`);
  return lines;
}
