/** A printer on a USB cable, as the kernel of a real Linux sees it. */
import { join } from 'node:path';
import type { LabPart } from '../lab-part.ts';
import { isGuestPossible, runInGuest } from './guest.ts';

export const part: LabPart = {
  name: 'usb',
  debianPackages: ['qemu-system-x86', 'busybox-static', 'kmod', 'cpio', 'usbip'],
  missing: () => Promise.resolve(isGuestPossible() ? null : 'there is no QEMU or no static busybox here'),
  run: (log) => runInGuest(join(import.meta.dirname, 'in-guest.ts'), log),
};
