import { onTestFinished } from 'vitest';
import {
  spawnServe,
  whenReady,
  type ServeChild,
  type ServeOptions,
  type ServeProcess,
} from './serve-child.ts';

export { askStation, type ServeProcess } from './serve-child.ts';

function spawnForTest(options: ServeOptions): ServeChild {
  const spawned = spawnServe(options);
  onTestFinished(() => {
    spawned.child.kill('SIGKILL');
    return spawned.exited.then(() => undefined);
  });
  return spawned;
}

/** Runs `serve` to its end, for what it refuses. */
export async function serveUntilExit(
  options: ServeOptions,
): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const { exited, stdout, stderr } = spawnForTest(options);
  return { code: await exited, stdout: stdout(), stderr: stderr() };
}

/** A real station in a process of its own, ready. */
export const startServe = (options: ServeOptions): Promise<ServeProcess> => whenReady(spawnForTest(options));
