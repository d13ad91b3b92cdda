/**
 * Makes this program trust the roots that the system trusts: a proxy that looks into TLS signs with a root that IT has put
 * into the system's store, and Node knows only the list it was built with. The two lists together, for the whole process,
 * because a proxy that is itself reached by TLS takes no other (`tls.setDefaultCACertificates`).
 *
 * The store is read in a worker: 38 ms on Linux, but many seconds on a Mac with a content filter (nodejs/node#63313,
 * microsoft/vscode#333830). What is left for the main thread is about 12 ms, once.
 */
import tls from 'node:tls';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../shared/logger.ts';

/** As a text, so that the packaged app needs no second file. */
const READ_STORE = `
  const { parentPort } = require('node:worker_threads');
  parentPort.postMessage(require('node:tls').getCACertificates('system'));
`;

/** Resolves when the roots are in force, or cannot be had: then the built-in list goes on alone. Never rejects. */
export async function trustSystemRoots(log: Logger): Promise<void> {
  try {
    const roots = await readSystemStore();
    tls.setDefaultCACertificates([...new Set([...tls.getCACertificates('default'), ...roots])]);
    log.info('system-roots-trusted', { roots: roots.length });
  } catch (cause) {
    // Electron's TLS library is another than Node's; should it lack a function, the desk must still start.
    log.warn('system-roots-not-read', { name: cause instanceof Error ? cause.name : 'unknown' });
  }
}

function readSystemStore(): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(READ_STORE, { eval: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the worker ended without an answer')));
    // A store that hangs must not keep the program from ending.
    worker.unref();
  });
}
