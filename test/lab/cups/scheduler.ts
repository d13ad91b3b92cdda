/** A print scheduler of the lab's own: its folders, its socket, its queues; that of the system is not touched. */
import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { untilTrue } from '../until-true.ts';

const run = promisify(execFile);
const CUPSD = '/usr/sbin/cupsd';
const BACKENDS = '/usr/lib/cups';

export const hasScheduler = (): boolean => existsSync(CUPSD);

export interface Scheduler {
  readonly folder: string;
  readonly socketPath: string;
  /** `uri` as lpadmin takes it; the queue is enabled and takes any bytes. */
  addQueue(name: string, uri: string): Promise<void>;
  /** A backend script (backend(7)) that queues can name by `name:`. */
  addBackend(name: string, script: string): void;
  /** One of CUPS's own tools, talking to this scheduler. */
  tool(command: string, ...given: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

export async function startScheduler(): Promise<Scheduler> {
  // Short, because the name of a socket has 108 bytes at most (unix(7)).
  const folder = mkdtempSync(join(tmpdir(), 'vcups-'));
  // Backends run as the user `lp` and must be able to get through.
  chmodSync(folder, 0o755);
  for (const name of ['etc', 'etc/ppd', 'etc/ssl', 'cache', 'spool', 'spool/tmp', 'log', 'run', 'bin'])
    mkdirSync(join(folder, name), { recursive: true });
  for (const name of readdirSync(BACKENDS))
    if (name !== 'backend') symlinkSync(join(BACKENDS, name), join(folder, 'bin', name));
  mkdirSync(join(folder, 'bin/backend'));
  for (const name of readdirSync(join(BACKENDS, 'backend')))
    symlinkSync(join(BACKENDS, 'backend', name), join(folder, 'bin/backend', name));
  const socketPath = join(folder, 'run/cups.sock');
  writeFileSync(join(folder, 'etc/cups-files.conf'), filesOf(folder));
  writeFileSync(join(folder, 'etc/cupsd.conf'), configOf(socketPath));

  const daemon = spawn(
    CUPSD,
    ['-f', '-c', join(folder, 'etc/cupsd.conf'), '-s', join(folder, 'etc/cups-files.conf')],
    { stdio: 'ignore' },
  );
  const over = new Promise<void>((resolve) => daemon.once('exit', () => resolve()));
  const tool = async (command: string, ...given: readonly string[]): Promise<string> => {
    const environment = { ...process.env, CUPS_SERVER: socketPath, LC_ALL: 'C' };
    return (await run(command, given, { env: environment })).stdout;
  };
  await untilTrue('the scheduler answers', async () => {
    if (!existsSync(socketPath)) return false;
    return (await tool('lpstat', '-r').catch(() => '')).includes('is running');
  });
  return {
    folder,
    socketPath,
    tool,
    async addQueue(name, uri) {
      await tool('lpadmin', '-p', name, '-E', '-v', uri, '-m', 'raw');
    },
    addBackend(name, script) {
      const path = join(folder, 'bin/backend', name);
      writeFileSync(path, script, { mode: 0o755 });
    },
    async stop() {
      daemon.kill('SIGTERM');
      await over;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const filesOf = (folder: string): string => `
ServerRoot ${folder}/etc
ServerBin ${folder}/bin
CacheDir ${folder}/cache
RequestRoot ${folder}/spool
StateDir ${folder}/run
TempDir ${folder}/spool/tmp
AccessLog ${folder}/log/access
ErrorLog ${folder}/log/error
PageLog ${folder}/log/page
SystemGroup root
FileDevice Yes
`;

const configOf = (socketPath: string): string => `
LogLevel debug
Listen ${socketPath}
Browsing Off
DefaultAuthType None
WebInterface No
IdleExitTimeout 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`;
