/** An invented root that no system trusts, and a certificate of it; how they were made: `test/fixtures/tls/README.md`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../fixtures/tls');

export const ROOT_PATH = join(FOLDER, 'root.pem');
export const ROOT = readFileSync(ROOT_PATH, 'utf8');
/** For `cloud.example.test`, `proxy.example.test` and this PC. */
export const CLOUD_CERTIFICATE = {
  key: readFileSync(join(FOLDER, 'cloud.key'), 'utf8'),
  cert: readFileSync(join(FOLDER, 'cloud.pem'), 'utf8'),
};
