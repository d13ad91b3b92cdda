/** `fpm`, which makes Debian packages, comes from outside the npm registry: this one writes down what it was asked for. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RecordedFpm {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What it read is kept as well: electron-builder removes the script again. */
export function recordFpm(): RecordedFpm {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-fpm-'));
  const script = join(folder, 'fpm');
  writeFileSync(
    script,
    `#!${process.execPath}
const { existsSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const text = (path) => (existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'latin1') : '');
const after = args[args.indexOf('--after-install') + 1];
const files = args.filter((arg) => arg.includes('=/')).map((arg) => arg.split('='))
  .map(([from, to]) => [to, text(from)]);
writeFileSync(${JSON.stringify(join(folder, 'asked.json'))}, JSON.stringify({ args, afterInstall: text(after), files }));
writeFileSync(args[args.indexOf('--package') + 1], 'a package');
`,
    { mode: 0o755 },
  );
  return { folder, environment: { CUSTOM_FPM_PATH: script } };
}

export interface Asked {
  readonly afterInstall: string;
  /** Where it goes, and what it says. */
  readonly files: ReadonlyMap<string, string>;
}

export function readRecordedFpm({ folder }: RecordedFpm): Asked {
  const asked = JSON.parse(readFileSync(join(folder, 'asked.json'), 'utf8')) as {
    readonly afterInstall: string;
    readonly files: readonly (readonly [string, string])[];
  };
  return { afterInstall: asked.afterInstall, files: new Map(asked.files) };
}
