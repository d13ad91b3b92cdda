/**
 * A small Linux of its own in software emulation, because the kernels of build machines know no USB: Debian's stock kernel, a
 * busybox that mounts this machine's files read-only, and one script that runs there with the Node of this project.
 */
import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, '../../..');
const CACHE = join(PROJECT, '.cache/lab');
const QEMU = '/usr/bin/qemu-system-x86_64';
const BUSYBOX = '/bin/busybox';
/** Software emulation is slow, and slower beside other work. */
const LIMIT_MS = 200_000;

/** What the guest must load before it can see this machine's files, and after. */
const FOR_FILES = ['virtio_pci', '9pnet_virtio', '9p'];
const FOR_USB = ['usblp', 'vhci-hcd', 'dummy_hcd', 'usb_f_printer'];

export const isGuestPossible = (): boolean => existsSync(QEMU) && existsSync(BUSYBOX);

/** Debian's newest kernel of this release, unpacked; fetched once. */
async function fetchKernel(): Promise<{ readonly folder: string; readonly version: string }> {
  mkdirSync(CACHE, { recursive: true });
  const isPackage = (name: string): boolean => /^linux-image-.*\.deb$/.test(name);
  if (!readdirSync(CACHE).some(isPackage)) {
    const { stdout } = await run('apt-cache', ['depends', 'linux-image-amd64']);
    const name = /Depends: (linux-image-\S+)/.exec(stdout)?.[1];
    if (name === undefined) throw new Error('the package archive names no kernel');
    await run('apt-get', ['download', name], { cwd: CACHE });
  }
  const file = readdirSync(CACHE).find(isPackage) ?? '';
  const version = /^linux-image-([^_]+)_/.exec(file)?.[1] ?? '';
  const folder = join(CACHE, `kernel-${version}`);
  if (!existsSync(join(folder, 'ready'))) {
    rmSync(folder, { recursive: true, force: true });
    await run('dpkg-deb', ['-x', join(CACHE, file), folder]);
    await run('depmod', ['-b', folder, version]);
    writeFileSync(join(folder, 'ready'), '');
  }
  return { folder, version };
}

/** In the order in which they are to be loaded. */
async function modulesFor(kernel: string, version: string, names: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) {
    const { stdout } = await run('modprobe', ['--show-depends', '-d', kernel, '-S', version, name]);
    for (const line of stdout.split('\n')) {
      const file = /^insmod (\S+)/.exec(line)?.[1];
      if (file !== undefined && !files.includes(file)) files.push(file);
    }
  }
  return files;
}

function init(first: readonly string[], later: readonly string[], script: string): string {
  const node = join(PROJECT, 'node_modules/node/bin/node');
  return `#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
${first.map((file) => `insmod /modules/${basename(file)}`).join('\n')}
mkdir -p /host
mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro host /host || echo 'lab: no files'
${later.map((file) => `insmod /host${file}`).join('\n')}
mount -t proc proc /host/proc; mount -t sysfs sys /host/sys; mount -t devtmpfs dev /host/dev
mount -t configfs config /host/sys/kernel/config
# usbip writes down there what it has attached. Nothing covers /tmp: the project may lie in it.
mount -t tmpfs run /host/run; mkdir /host/run/tmp; export TMPDIR=/run/tmp
ifconfig lo 127.0.0.1 up
chroot /host ${node} ${script}
echo "lab-exit $?"
poweroff -f
`;
}

async function buildInitramfs(folder: string, script: string): Promise<string> {
  const kernel = await fetchKernel();
  const first = await modulesFor(kernel.folder, kernel.version, FOR_FILES);
  const all = await modulesFor(kernel.folder, kernel.version, [...FOR_FILES, ...FOR_USB]);
  const later = all.filter((file) => !first.includes(file));
  const root = join(folder, 'root');
  for (const name of ['bin', 'proc', 'sys', 'dev', 'modules'])
    mkdirSync(join(root, name), { recursive: true });
  copyFileSync(BUSYBOX, join(root, 'bin/busybox'));
  for (const file of first) copyFileSync(file, join(root, 'modules', basename(file)));
  writeFileSync(join(root, 'init'), init(first, later, script));
  chmodSync(join(root, 'init'), 0o755);
  const image = join(folder, 'initramfs');
  await run('sh', ['-c', `cd '${root}' && find . | cpio --quiet -o -H newc > '${image}'`]);
  return image;
}

/**
 * No disk, no network, no screen; this machine's files come by 9p. KVM is not to be had on every build machine. V8 guards its code
 * with memory protection keys where the processor has them; with the emulated ones Node crashed now and then.
 */
const machine = (kernel: string, initrd: string): readonly string[] =>
  [
    '-machine q35,accel=tcg -cpu max,pku=off -m 1024 -smp 2',
    '-display none -no-reboot -nic none -serial stdio -monitor none',
    '-fsdev local,id=host,path=/,security_model=none,readonly=on,multidevs=remap',
    '-device virtio-9p-pci,fsdev=host,mount_tag=host',
  ]
    .flatMap((options) => options.split(' '))
    .concat('-kernel', kernel, '-initrd', initrd)
    .concat('-append', 'console=ttyS0 quiet loglevel=3 panic=-1');

/** Runs a script of this project in the guest. Each line that it writes goes to `log`; anything but exit code 0 throws. */
export async function runInGuest(script: string, log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-guest-'));
  try {
    const { folder: kernel, version } = await fetchKernel();
    const initrd = await buildInitramfs(folder, script);
    const guest = spawn(QEMU, machine(join(kernel, `boot/vmlinuz-${version}`), initrd), {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    let code: string | null = null;
    const last: string[] = [];
    for await (const line of createInterface({ input: guest.stdout })) {
      const text = line.trim();
      code = /^lab-exit (\d+)/.exec(text)?.[1] ?? code;
      if (text.startsWith('lab: ')) log(text.slice(5));
      else last.push(text);
    }
    if (code !== '0')
      throw new Error(`the guest ended with ${code ?? 'no word'}:\n${last.slice(-25).join('\n')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
