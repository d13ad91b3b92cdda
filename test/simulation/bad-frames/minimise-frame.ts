/** Makes a frame smaller for as long as a fresh station still treats it in another way than the judge. */
import { findDifference } from './batch.ts';
import { openFedStation } from './fed-station.ts';
import { findInQuarantine } from './leaks.ts';
import { judge } from './judge.ts';
import { tapQuarantine } from './quarantine-tap.ts';
import { createGoodVisitors } from './good-visitors.ts';
import { createRandom } from '../../../electron/demo/cloud/random.ts';

const MOST_RUNS = 300;

/** What is wrong with how it is treated, or `null`. */
export async function tryAlone(content: string | Buffer): Promise<string | null> {
  const codes = judge(content);
  const fed = await openFedStation();
  try {
    const good = createGoodVisitors(fed, createRandom(1));
    const takeRows = tapQuarantine(fed.db);
    fed.cloud.broadcastRaw(content);
    const last = good.tellApproved();
    await fed.until(() => good.isStored(last), 'the good frame behind it is stored');
    const rows = takeRows();
    const difference = codes === 'open' ? null : findDifference([{ kind: '', content, codes }], rows);
    return difference?.what ?? findInQuarantine(rows)[0] ?? null;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  } finally {
    await fed.stop();
  }
}

/** The frame itself where it is treated well alone: what came before it matters. */
export async function minimiseFrame(content: string): Promise<string> {
  let smallest = content;
  let runs = 0;
  for (let isSmaller = (await tryAlone(content)) !== null; isSmaller;) {
    isSmaller = false;
    for (const candidate of smaller(smallest)) {
      if (runs >= MOST_RUNS) return smallest;
      if (candidate.length >= smallest.length) continue;
      runs += 1;
      if ((await tryAlone(candidate)) === null) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

function* smaller(content: string): Generator<string> {
  const value = parsed(content);
  if (value !== undefined) for (const part of smallerValues(value)) yield JSON.stringify(part);
  for (let size = Math.ceil(content.length / 2); size > 8; size = Math.floor(size / 2))
    for (let at = 0; at < content.length; at += size) yield content.slice(0, at) + content.slice(at + size);
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // Of a text that is none, parts are tried.
    return undefined;
  }
}

/** Without one of its members, or with a smaller one. */
function* smallerValues(value: unknown): Generator {
  if (typeof value === 'string') {
    if (value.length > 1) yield value.slice(0, value.length / 2);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  const rebuilt = (kept: readonly (readonly [string, unknown])[]): unknown =>
    Array.isArray(value) ? kept.map(([, member]) => member) : Object.fromEntries(kept);
  if (entries.length > 8) {
    yield rebuilt(entries.slice(0, entries.length / 2));
    yield rebuilt(entries.slice(entries.length / 2));
  }
  for (const index of entries.keys()) yield rebuilt(entries.toSpliced(index, 1));
  for (const [index, [name, member]] of entries.entries())
    for (const inner of smallerValues(member)) yield rebuilt(entries.with(index, [name, inner]));
}
