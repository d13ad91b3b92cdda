/**
 * The print spooler of Windows (winspool.drv). A job goes in as `RAW`, which every processor passes on untouched; it is gone from
 * the queue when the port has taken it. Each call may wait for the spooler's service, so none is made in this thread.
 */
import { LinkError } from '../../printer.ts';
import { ERROR, loadWin32, type Answer, type Win32, type Win32Function } from '../windows/win32.ts';
import type { FoundQueue, Spool, SpoolJob } from './spool.ts';
import { conditionOfPrinter, jobOf } from './winspool-state.ts';

/** PRINTER_ENUM_LOCAL and PRINTER_ENUM_CONNECTIONS: what this user sees in the system's list. */
const LOCAL_AND_CONNECTIONS = 0x06;
const JOB_CONTROL_DELETE = 5;
/** Of JOB_INFO_1 where pointers have eight bytes. */
const JOB_STATUS_AT = 56;

/** PRINTER_INFO_2 without what nobody asks for. */
const PRINTER_INFO_2 = {
  server: 'str16',
  name: 'str16',
  share: 'str16',
  port: 'str16',
  driver: 'str16',
  comment: 'str16',
  location: 'str16',
  devMode: 'void *',
  separator: 'str16',
  processor: 'str16',
  datatype: 'str16',
  parameters: 'str16',
  security: 'void *',
  attributes: 'uint32',
  priority: 'uint32',
  defaultPriority: 'uint32',
  startTime: 'uint32',
  untilTime: 'uint32',
  status: 'uint32',
  jobs: 'uint32',
  pagesPerMinute: 'uint32',
} as const;
interface PrinterInfo {
  readonly name: string;
  readonly port: string | null;
  readonly driver: string | null;
  readonly attributes: number;
  readonly status: number;
}

function bind(win32: Win32) {
  const winspool = win32.load('winspool.drv');
  win32.struct('DOC_INFO_1', { name: 'str16', output: 'str16', datatype: 'str16' });
  return {
    win32,
    infoType: win32.struct('PRINTER_INFO_2', PRINTER_INFO_2),
    enumPrinters: winspool.func(
      'int __stdcall EnumPrintersW(uint32 which, str16 name, uint32 level, void *into, uint32 size, _Out_ uint32 *needed, _Out_ uint32 *count)',
    ),
    open: winspool.func('int __stdcall OpenPrinterW(str16 name, _Out_ void **printer, void *defaults)'),
    getPrinter: winspool.func(
      'int __stdcall GetPrinterW(void *printer, uint32 level, void *into, uint32 size, _Out_ uint32 *needed)',
    ),
    startDocument: winspool.func(
      'uint32 __stdcall StartDocPrinterW(void *printer, uint32 level, DOC_INFO_1 *document)',
    ),
    startPage: winspool.func('int __stdcall StartPagePrinter(void *printer)'),
    write: winspool.func(
      'int __stdcall WritePrinter(void *printer, void *bytes, uint32 size, _Out_ uint32 *count)',
    ),
    endPage: winspool.func('int __stdcall EndPagePrinter(void *printer)'),
    endDocument: winspool.func('int __stdcall EndDocPrinter(void *printer)'),
    getJob: winspool.func(
      'int __stdcall GetJobW(void *printer, uint32 job, uint32 level, void *into, uint32 size, _Out_ uint32 *needed)',
    ),
    setJob: winspool.func(
      'int __stdcall SetJobW(void *printer, uint32 job, uint32 level, void *info, uint32 command)',
    ),
    close: winspool.func('int __stdcall ClosePrinter(void *printer)'),
  };
}
type Api = ReturnType<typeof bind>;
let bound: Api | null = null;

export function createWinspool(): Spool {
  /** What was last seen of each job of ours that is not over. */
  const seen = new Map<number, SpoolJob>();

  async function load(): Promise<Api> {
    try {
      return (bound ??= bind(await loadWin32()));
    } catch (cause) {
      throw new LinkError({ kind: 'offline' }, 'the spooler cannot be reached', 0, { cause });
    }
  }

  async function withQueue<T>(queue: string, use: (api: Api, printer: unknown) => Promise<T>): Promise<T> {
    const api = await load();
    const printer: unknown[] = [null];
    await must(queue, api.win32.callInThread(api.open, queue, printer, null));
    try {
      return await use(api, printer[0]);
    } finally {
      await api.win32.callInThread(api.close, printer[0]);
    }
  }

  return {
    async list() {
      const api = await load();
      const count = [0];
      const memory = await filled(api.win32, (into, needed) => [
        api.enumPrinters,
        [LOCAL_AND_CONNECTIONS, null, 2, into, into.length, needed, count],
      ]);
      return memory === null ? [] : decode(api, memory, count[0] ?? 0).map(toQueue);
    },

    condition: (queue) =>
      withQueue(queue, async (api, printer) => {
        const memory = await filled(api.win32, (into, needed) => [
          api.getPrinter,
          [printer, 2, into, into.length, needed],
        ]);
        const [info] = memory === null ? [] : decode(api, memory, 1);
        return info ? conditionOfPrinter(info.status, info.attributes) : { kind: 'unknown' };
      }),

    submit: (queue, bytes, title) =>
      withQueue(queue, async (api, printer) => {
        const { win32 } = api;
        const document = { name: title, output: null, datatype: 'RAW' };
        const jobId = Number(await must(queue, win32.callInThread(api.startDocument, printer, 1, document)));
        try {
          await must(queue, win32.callInThread(api.startPage, printer));
          for (let at = 0; at < bytes.length;) {
            const count = [0];
            const rest = Buffer.from(bytes.subarray(at));
            await must(queue, win32.callInThread(api.write, printer, rest, rest.length, count));
            if ((count[0] ?? 0) === 0) throw new LinkError({ kind: 'silent' }, 'the queue takes nothing', at);
            at += count[0] ?? 0;
          }
          await must(queue, win32.callInThread(api.endPage, printer));
        } catch (cause) {
          // Half a badge is not to lie in the queue.
          await win32.callInThread(api.setJob, printer, jobId, 0, null, JOB_CONTROL_DELETE);
          throw cause;
        }
        await must(queue, win32.callInThread(api.endDocument, printer));
        return { jobId };
      }),

    job: (queue, jobId) =>
      withQueue(queue, async (api, printer) => {
        const memory = await filled(api.win32, (into, needed) => [
          api.getJob,
          [printer, jobId, 1, into, into.length, needed],
        ]);
        const status = memory === null ? null : memory.readUInt32LE(JOB_STATUS_AT);
        const job = jobOf(status, seen.get(jobId) ?? null);
        if (job.kind === 'open') seen.set(jobId, job);
        else seen.delete(jobId);
        return job;
      }),

    async cancel(queue, jobId) {
      seen.delete(jobId);
      await withQueue(queue, async (api, printer) => {
        await api.win32.callInThread(api.setJob, printer, jobId, 0, null, JOB_CONTROL_DELETE);
      }).catch((cause: unknown) => {
        // It was called off because it is in trouble; that it cannot be reached either changes nothing.
        if (!(cause instanceof LinkError)) throw cause;
      });
    },
  };
}

/** What a function gives that first wants to be told how much room there is; `null` where there is nothing to give. */
async function filled(
  win32: Win32,
  asked: (into: Buffer, needed: number[]) => readonly [fn: Win32Function, given: readonly unknown[]],
): Promise<Buffer | null> {
  let into = Buffer.alloc(0);
  // What it needs can grow between two calls.
  for (let tries = 0; tries < 4; tries += 1) {
    const needed = [0];
    const [fn, given] = asked(into, needed);
    const { value, error } = await win32.callInThread(fn, ...given);
    if (value !== 0) return into.length === 0 ? null : into;
    if (error !== ERROR.insufficientBuffer) return null;
    into = Buffer.alloc(needed[0] ?? 0);
  }
  return null;
}

async function must(queue: string, answering: Promise<Answer>): Promise<unknown> {
  const { value, error } = await answering;
  if (value !== 0) return value;
  if (error === ERROR.invalidPrinterName)
    throw new LinkError({ kind: 'no-queue', queue }, 'Windows has no queue of that name');
  if (error === ERROR.accessDenied) throw new LinkError({ kind: 'no-access' }, 'Windows refuses this user');
  throw new LinkError({ kind: 'offline' }, `the spooler: Windows error ${error}`);
}

const decode = (api: Api, memory: Buffer, count: number): readonly PrinterInfo[] =>
  api.win32.decode(memory, api.infoType, count) as readonly PrinterInfo[];

const toQueue = ({ name, driver, port, status, attributes }: PrinterInfo): FoundQueue => ({
  name,
  model: driver,
  port,
  condition: conditionOfPrinter(status, attributes),
});
