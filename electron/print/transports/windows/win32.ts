/**
 * Functions of Windows that no module of Node has, called through koffi in this thread or in one of its pool. koffi keeps the
 * last error of a call for the thread that hears of its end (its changelog, 3.2.0), so the two come together here.
 */
import type { LibraryHandle } from 'koffi';

export type Win32Function = ReturnType<LibraryHandle['func']>;

/** What a function returned, and what GetLastError said right behind it. */
export interface Answer {
  readonly value: unknown;
  readonly error: number;
}

/** winerror.h. */
export const ERROR = {
  fileNotFound: 2,
  pathNotFound: 3,
  accessDenied: 5,
  sharingViolation: 32,
  insufficientBuffer: 122,
  busy: 170,
  pipeBusy: 231,
  operationAborted: 995,
  ioIncomplete: 996,
  ioPending: 997,
  invalidPrinterName: 1801,
} as const;

export interface Win32 {
  load(library: string): LibraryHandle;
  /** At once, in this thread: for what answers from memory. */
  call(fn: Win32Function, ...given: readonly unknown[]): Answer;
  /** In a thread: for what may wait for a device or a service. */
  callInThread(fn: Win32Function, ...given: readonly unknown[]): Promise<Answer>;
  /** Of a handle: INVALID_HANDLE_VALUE is what CreateFile and SetupDiGetClassDevs give for "no". */
  isInvalid(handle: unknown): boolean;
  /** The texts and numbers of a C struct, or of `count` of them, in memory that Windows has filled. */
  decode(memory: Uint8Array, type: unknown, count: number): readonly unknown[];
  /** `name`: as the header has it; functions can name it then. */
  struct(name: string, members: Readonly<Record<string, string>>): unknown;
}

let loaded: Promise<Win32> | null = null;

/** Loaded when first asked, so that a file that cannot be loaded keeps no desk from opening; then it rejects. */
export function loadWin32(): Promise<Win32> {
  loaded ??= import('koffi').then(({ default: koffi }) => {
    const kernel32 = koffi.load('kernel32.dll');
    const getLastError = kernel32.func('uint32 __stdcall GetLastError()') as () => number;
    return {
      load: koffi.load,
      call(fn, ...given) {
        const value: unknown = fn(...given);
        return { value, error: getLastError() };
      },
      callInThread: (fn, ...given) =>
        new Promise((resolve, reject) => {
          fn.async(...given, (cause: unknown, value: unknown) => {
            if (cause instanceof Error) reject(cause);
            else resolve({ value, error: getLastError() });
          });
        }),
      isInvalid: (handle) => BigInt.asIntN(64, koffi.address(handle)) === -1n,
      decode: (memory, type, count) => koffi.decode(memory, type as string, count) as readonly unknown[],
      struct: (name, members) => koffi.struct(name, members),
    };
  });
  return loaded;
}

/** In the byte order of a GUID in memory. */
export function guid(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
