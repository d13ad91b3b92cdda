/**
 * Reads and writes that are begun and looked after, never waited for: a printer that takes nothing would hold a thread for as long
 * as it likes, and four such threads are all that this process has. A call that ran out of time is called back.
 */
import type { Clock } from '../../../shared/clock.ts';
import { ERROR, type Answer, type Win32 } from './win32.ts';

/** How often a call that is under way is looked at. */
const POLL_MS = 5;
/** sizeof(OVERLAPPED) where pointers have eight bytes. All zero: no event, because nobody waits. */
const OVERLAPPED_BYTES = 32;

/** `error`: zero, or as GetLastError has it; ERROR_OPERATION_ABORTED for a call that ran out of time. */
export interface Transferred {
  readonly bytes: number;
  readonly error: number;
}

export interface OverlappedFile {
  read(into: Buffer, timeoutMs: number): Promise<Transferred>;
  write(bytes: Uint8Array, timeoutMs: number): Promise<Transferred>;
  /** A control code with an answer and nothing to say (`DeviceIoControl`). */
  control(code: number, into: Buffer, timeoutMs: number): Promise<Transferred>;
  /** Calls everything back, then closes. */
  close(): Promise<void>;
}

const GENERIC_READ_WRITE = 0xc0_00_00_00;
const OPEN_EXISTING = 3;
const FILE_FLAG_OVERLAPPED = 0x40_00_00_00;

function bind(win32: Win32) {
  const kernel32 = win32.load('kernel32.dll');
  return {
    createFile: kernel32.func(
      'void *__stdcall CreateFileW(str16 name, uint32 access, uint32 share, void *security, uint32 how, uint32 flags, void *like)',
    ),
    readFile: kernel32.func(
      'int __stdcall ReadFile(void *file, void *into, uint32 size, void *count, void *overlapped)',
    ),
    writeFile: kernel32.func(
      'int __stdcall WriteFile(void *file, void *bytes, uint32 size, void *count, void *overlapped)',
    ),
    control: kernel32.func(
      'int __stdcall DeviceIoControl(void *file, uint32 code, void *from, uint32 fromSize, void *into, uint32 intoSize, void *count, void *overlapped)',
    ),
    result: kernel32.func(
      'int __stdcall GetOverlappedResult(void *file, void *overlapped, _Out_ uint32 *count, int wait)',
    ),
    cancel: kernel32.func('int __stdcall CancelIoEx(void *file, void *overlapped)'),
    close: kernel32.func('int __stdcall CloseHandle(void *file)'),
  };
}
let bound: ReturnType<typeof bind> | null = null;

/** For this program alone, where the driver keeps count. A number is the error of `CreateFile`. */
export async function openOverlapped(
  win32: Win32,
  path: string,
  clock: Clock,
): Promise<OverlappedFile | number> {
  const api = (bound ??= bind(win32));
  const opened = await win32.callInThread(
    api.createFile,
    path,
    GENERIC_READ_WRITE,
    0,
    null,
    OPEN_EXISTING,
    FILE_FLAG_OVERLAPPED,
    null,
  );
  if (win32.isInvalid(opened.value)) return opened.error;
  const file = opened.value;
  const underWay = new Set<Promise<Transferred>>();
  let isOpen = true;

  /** `memory` belongs to Windows until the call is over, so it is held here. */
  async function untilOver(overlapped: Buffer, memory: Uint8Array, timeoutMs: number): Promise<Transferred> {
    const latestMs = clock.nowMs() + timeoutMs;
    let isCalledBack = false;
    for (;;) {
      const count = [0];
      const { value, error } = win32.call(api.result, file, overlapped, count, 0);
      if (value !== 0) return { bytes: Math.min(count[0] ?? 0, memory.length), error: 0 };
      if (error !== ERROR.ioIncomplete) return { bytes: count[0] ?? 0, error };
      if (!isCalledBack && (!isOpen || clock.nowMs() >= latestMs)) {
        win32.call(api.cancel, file, overlapped);
        isCalledBack = true;
      }
      await new Promise<void>((resolve) => void clock.after(POLL_MS, resolve));
    }
  }

  function transfer(
    begin: (overlapped: Buffer) => Answer,
    memory: Uint8Array,
    timeoutMs: number,
  ): Promise<Transferred> {
    const overlapped = Buffer.alloc(OVERLAPPED_BYTES);
    const begun = begin(overlapped);
    if (begun.value === 0 && begun.error !== ERROR.ioPending)
      return Promise.resolve({ bytes: 0, error: begun.error });
    const over = untilOver(overlapped, memory, timeoutMs);
    underWay.add(over);
    const forget = (): void => void underWay.delete(over);
    over.then(forget, forget);
    return over;
  }

  return {
    read: (into, timeoutMs) =>
      transfer(
        (overlapped) => win32.call(api.readFile, file, into, into.length, null, overlapped),
        into,
        timeoutMs,
      ),
    write(bytes, timeoutMs) {
      // Its own memory: what Windows still holds after a call-back must not be somebody else's badge by then.
      const copy = Buffer.from(bytes);
      return transfer(
        (overlapped) => win32.call(api.writeFile, file, copy, copy.length, null, overlapped),
        copy,
        timeoutMs,
      );
    },
    control: (code, into, timeoutMs) =>
      transfer(
        (overlapped) => win32.call(api.control, file, code, null, 0, into, into.length, null, overlapped),
        into,
        timeoutMs,
      ),
    async close() {
      isOpen = false;
      await Promise.allSettled(underWay);
      await win32.callInThread(api.close, file);
    },
  };
}
