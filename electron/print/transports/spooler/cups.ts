/**
 * CUPS, the print spooler of Linux and macOS, asked over its own socket in IPP: its answers have the same words in every
 * language, which those of `lp` and `lpstat` do not, and name the state of a job and of a printer with its reasons.
 */
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import type { PrinterCondition } from '../../../shared/printer-status.ts';
import { LinkError } from '../../printer.ts';
import {
  decodeIpp,
  encodeIpp,
  GROUP,
  OPERATION,
  type IppAnswer,
  type IppAttributes,
  type IppRequest,
} from './ipp.ts';
import { conditionOfReasons } from './printer-state-reasons.ts';
import type { FoundQueue, Spool, SpoolJob } from './spool.ts';

/** Where the scheduler listens: a socket file, or a host and port. */
export type CupsAddress = { readonly socketPath: string } | { readonly host: string; readonly port: number };

/** A scheduler answers from memory; one that takes longer is not going to. */
const ANSWER_MS = 5_000;
/** Debian and Fedora; macOS. */
const SOCKETS = ['/run/cups/cups.sock', '/var/run/cups/cups.sock', '/private/var/run/cupsd'];

/** `server`: as in `CUPS_SERVER` (cups-client.conf(5), "ServerName"): a path, or a host with or without a port. */
export function cupsAddress(server: string | undefined): CupsAddress {
  if (server?.startsWith('/')) return { socketPath: server };
  if (server !== undefined && server !== '') {
    const found = /^(?<host>\[[^\]]+\]|[^:/]+)(?::(?<port>\d+))?/.exec(server)?.groups;
    return { host: found?.['host'] ?? server, port: Number(found?.['port'] ?? 631) };
  }
  const socketPath = SOCKETS.find((path) => existsSync(path));
  return socketPath === undefined ? { host: 'localhost', port: 631 } : { socketPath };
}

export function createCups(address: CupsAddress): Spool {
  const ask = (path: string, message: IppRequest, document?: Uint8Array): Promise<IppAnswer> =>
    post(address, path, encodeIpp(message), document);

  async function printer(queue: string): Promise<IppAttributes> {
    const answer = await ask(pathOf(queue), {
      operation: OPERATION.getPrinterAttributes,
      attributes: [
        ['printer-uri', { tag: 'uri', values: [uriOf(queue)] }],
        ['requested-attributes', { tag: 'keyword', values: QUEUE_ATTRIBUTES }],
      ],
    });
    return attributesOf(taken(answer, queue), GROUP.printer);
  }

  return {
    async list() {
      const answer = await ask('/', {
        operation: OPERATION.cupsGetPrinters,
        attributes: [['requested-attributes', { tag: 'keyword', values: QUEUE_ATTRIBUTES }]],
      });
      // A system without a single queue answers "not found".
      return answer.groups
        .filter(({ tag }) => tag === GROUP.printer)
        .map(({ attributes }) => toQueue(attributes));
    },

    condition: async (queue) => conditionOfQueue(await printer(queue)),

    async submit(queue, bytes, title) {
      const answer = await ask(
        pathOf(queue),
        {
          operation: OPERATION.printJob,
          attributes: [
            ['printer-uri', { tag: 'uri', values: [uriOf(queue)] }],
            ['requesting-user-name', { tag: 'name', values: ['vestibule'] }],
            ['job-name', { tag: 'name', values: [title] }],
            // Passes any queue untouched; raw queues alone would do without it and are deprecated (lpadmin(8)).
            ['document-format', { tag: 'mimeType', values: ['application/vnd.cups-raw'] }],
          ],
        },
        bytes,
      );
      const jobId = attributesOf(taken(answer, queue), GROUP.job).get('job-id')?.[0];
      if (typeof jobId !== 'number') throw new LinkError({ kind: 'silent' }, 'CUPS named no job');
      return { jobId };
    },

    async job(queue, jobId) {
      const answer = await ask('/', {
        operation: OPERATION.getJobAttributes,
        attributes: [
          ['printer-uri', { tag: 'uri', values: [uriOf(queue)] }],
          ['job-id', { tag: 'integer', values: [jobId] }],
          ['requested-attributes', { tag: 'keyword', values: JOB_ATTRIBUTES }],
        ],
      });
      // Where the system keeps no history of jobs, nobody can say how this one ended.
      if (answer.status === NOT_FOUND) return { kind: 'ended', hasBegun: true };
      return toJob(attributesOf(taken(answer, queue), GROUP.job));
    },

    async cancel(queue, jobId) {
      await ask('/jobs/', {
        operation: OPERATION.cancelJob,
        attributes: [
          ['printer-uri', { tag: 'uri', values: [uriOf(queue)] }],
          ['job-id', { tag: 'integer', values: [jobId] }],
          ['requesting-user-name', { tag: 'name', values: ['vestibule'] }],
        ],
      }).catch((cause: unknown) => {
        // It was called off because it is in trouble; that it cannot be reached either changes nothing.
        if (!(cause instanceof LinkError)) throw cause;
      });
    },
  };
}

const QUEUE_ATTRIBUTES = [
  'printer-name',
  'printer-make-and-model',
  'device-uri',
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
];
const JOB_ATTRIBUTES = ['job-state', 'job-state-reasons', 'job-printer-state-reasons', 'time-at-processing'];

/** RFC 8011 appendix B. */
const NOT_FOUND = 0x0406;
const REFUSALS = [0x0401, 0x0402, 0x0403];
/** RFC 8011 §5.4.11 and §5.3.7. */
const PRINTER_STOPPED = 5;
const JOB = { processing: 5, stopped: 6, completed: 9 } as const;

const pathOf = (queue: string): string => `/printers/${encodeURIComponent(queue)}`;
const uriOf = (queue: string): string => `ipp://localhost${pathOf(queue)}`;

function taken(answer: IppAnswer, queue: string): IppAnswer {
  const { status } = answer;
  if (status < 0x0100) return answer;
  if (status === NOT_FOUND)
    throw new LinkError({ kind: 'no-queue', queue }, 'CUPS has no queue of that name');
  if (REFUSALS.includes(status)) throw new LinkError({ kind: 'no-access' }, 'CUPS refuses this user');
  throw new LinkError({ kind: 'silent' }, `CUPS answers ${status.toString(16)}`);
}

const attributesOf = (answer: IppAnswer, tag: number): IppAttributes =>
  answer.groups.find((group) => group.tag === tag)?.attributes ?? new Map<string, never>();

const words = (attributes: IppAttributes, name: string): readonly string[] =>
  (attributes.get(name) ?? []).filter((value) => typeof value === 'string');
const word = (attributes: IppAttributes, name: string): string | null => words(attributes, name)[0] ?? null;

function conditionOfQueue(attributes: IppAttributes): PrinterCondition {
  const told = conditionOfReasons(words(attributes, 'printer-state-reasons'));
  if (told.kind !== 'ready') return told;
  const isStopped = attributes.get('printer-state')?.[0] === PRINTER_STOPPED;
  const isClosed = attributes.get('printer-is-accepting-jobs')?.[0] === false;
  return isStopped || isClosed ? { kind: 'paused' } : told;
}

const toQueue = (attributes: IppAttributes): FoundQueue => ({
  name: word(attributes, 'printer-name') ?? '',
  model: word(attributes, 'printer-make-and-model'),
  port: word(attributes, 'device-uri'),
  condition: conditionOfQueue(attributes),
});

function toJob(attributes: IppAttributes): SpoolJob {
  const state = attributes.get('job-state')?.[0];
  const hasBegun = typeof attributes.get('time-at-processing')?.[0] === 'number';
  if (state === JOB.completed) return { kind: 'taken' };
  if (typeof state === 'number' && state > JOB.stopped) return { kind: 'ended', hasBegun };
  const told = conditionOfReasons(words(attributes, 'job-printer-state-reasons'));
  const isStopped = words(attributes, 'job-state-reasons').includes('printer-stopped');
  return {
    kind: 'open',
    hasBegun,
    condition: told.kind === 'ready' && isStopped ? { kind: 'paused' } : told,
  };
}

function post(
  address: CupsAddress,
  path: string,
  head: Buffer,
  document: Uint8Array = new Uint8Array(),
): Promise<IppAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (message: string, cause?: Error): void =>
      reject(new LinkError({ kind: 'offline' }, `CUPS: ${message}`, 0, cause ? { cause } : undefined));
    const sent = request(
      {
        ...address,
        path,
        method: 'POST',
        signal: AbortSignal.timeout(ANSWER_MS),
        headers: {
          // Over its socket CUPS takes "localhost" only: it refuses other names against DNS rebinding.
          Host: 'localhost',
          'Content-Type': 'application/ipp',
          'Content-Length': head.length + document.length,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', (cause) => fail(cause.message, cause));
        response.on('end', () => {
          if (response.statusCode === 401 || response.statusCode === 403)
            return reject(new LinkError({ kind: 'no-access' }, 'CUPS refuses this user'));
          const answer = response.statusCode === 200 ? decodeIpp(Buffer.concat(parts)) : null;
          if (answer === null) return fail(`answered HTTP ${response.statusCode}`);
          resolve(answer);
        });
      },
    );
    sent.on('error', (cause) => fail(cause.message, cause));
    sent.write(head);
    sent.end(document);
  });
}
