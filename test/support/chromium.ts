/**
 * One real Chromium a test file. `VESTIBULE_CHROMIUM` names an installed one; without it the one inside an npm package is
 * used, which exists for Linux on x64 only. Where neither is there, `chromiumOrWhyNot` says why in one sentence.
 */
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * Not the package's own arguments: they are made for a function in the cloud, with one process for everything and web
 * security off, and the content security policy is one of the things under test.
 */
const PACKED_ARGS = ['--no-sandbox', '--font-render-hinting=none', '--disable-gpu'];

async function findExecutable(): Promise<{ path: string; args: string[] }> {
  const named = process.env['VESTIBULE_CHROMIUM'];
  if (named !== undefined && named !== '') return { path: named, args: [] };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'no Chromium for this system in the npm package; set VESTIBULE_CHROMIUM to an installed one',
    );
  }
  return { path: await sparticuz.executablePath(), args: PACKED_ARGS };
}

export async function launchChromium(env: Record<string, string> = {}): Promise<Browser> {
  const { path, args } = await findExecutable();
  return await chromium.launch({
    executablePath: path,
    args,
    headless: true,
    env: { ...(process.env as Record<string, string>), ...env },
  });
}

export type ChromiumOrWhyNot =
  | { readonly browser: Browser; readonly whyNot: null }
  | { readonly browser: null; readonly whyNot: string };

/** For a test file that must be skipped by name, never silently. */
export async function chromiumOrWhyNot(): Promise<ChromiumOrWhyNot> {
  try {
    return { browser: await launchChromium(), whyNot: null };
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n');
    return { browser: null, whyNot: `no Chromium: ${line ?? 'unknown'}` };
  }
}
