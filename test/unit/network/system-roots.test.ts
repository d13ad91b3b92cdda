import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { expect, onTestFinished, test, vi } from 'vitest';
import { trustSystemRoots } from '../../../electron/network/system-roots.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

/** The same certificate is not always the same text: line ends differ from store to store. */
const fingerprints = (roots: readonly string[]): readonly string[] =>
  roots.map((root) => new X509Certificate(root).fingerprint256);

test('the system’s roots are added to those that were trusted before', async () => {
  const before = tls.getCACertificates('default');
  onTestFinished(() => tls.setDefaultCACertificates(before));
  const log = createMemoryLog();
  await trustSystemRoots(log);
  expect(log.lines[0]).toContain('system-roots-trusted');
  const after = new Set(fingerprints(tls.getCACertificates('default')));
  expect(fingerprints(before).filter((root) => !after.has(root))).toEqual([]);
  expect(fingerprints(tls.getCACertificates('system')).filter((root) => !after.has(root))).toEqual([]);
});

test('where the TLS library cannot do it, the desk goes on with the roots it has', async () => {
  const before = tls.getCACertificates('default');
  vi.spyOn(tls, 'setDefaultCACertificates').mockImplementation(() => {
    throw new TypeError('tls.setDefaultCACertificates is not a function');
  });
  const log = createMemoryLog();
  await trustSystemRoots(log);
  expect(log.lines).toEqual(['{"level":"warn","event":"system-roots-not-read","name":"TypeError"}']);
  expect(tls.getCACertificates('default')).toEqual(before);
});
