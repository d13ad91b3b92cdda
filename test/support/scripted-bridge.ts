/**
 * A station made of answers written down by a test: it serves the built window under the product's content security
 * policy and speaks the bridge's protocol over one WebSocket. It remembers every command that it was given.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Command, CommandMap, CommandResult } from '../../electron/shared/contract.ts';
import type { PrintHistoryRow } from '../../electron/shared/print-history.ts';
import { err, ok } from '../../electron/shared/result.ts';
import type { CheckInDetail, CheckInList, CheckInRow, StationView } from '../../electron/shared/view.ts';
import { badgePicture } from './badge-picture.ts';
import { stationView } from './desk-fixtures.ts';
import { historyRow, searchPrints } from './print-history.ts';

export const WINDOW_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Call {
  readonly command: Command;
  readonly request: unknown;
}

type Answerer<C extends Command> = (
  request: CommandMap[C]['request'],
) => CommandResult<C> | Promise<CommandResult<C>>;
type Answerers = { readonly [C in Command]?: Answerer<C> };

const IN_LIST: Readonly<Record<CheckInList, (row: CheckInRow) => boolean>> = {
  waiting: (row) => row.phase === 'pending' || row.phase === 'unknown',
  expected: (row) => row.phase === 'upcoming',
  onsite: (row) => row.phase === 'approved' || row.phase === 'onsite',
  overdue: (row) => row.phase === 'onsite' && row.validToMs !== null && row.validToMs < Date.now(),
  left: (row) => row.phase === 'left' || row.phase === 'rejected',
  'pick-up': (row) => row.pickUp !== null,
};

export class ScriptedStation {
  readonly calls: Call[] = [];
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  #answers: Answerers = {};
  #view: StationView;
  #visitors: readonly CheckInDetail[] = [];
  #isReachable = true;

  constructor(view: Partial<StationView>, visitors: readonly CheckInDetail[], windowFolder: string) {
    this.#view = stationView(view);
    this.#visitors = visitors;
    this.#server = createServer((request, response) => {
      void this.#file(request.url ?? '/', windowFolder).then(({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type, 'content-security-policy': WINDOW_CSP });
        response.end(body);
      });
    });
    this.#server.on('upgrade', (request, socket, head) => {
      if (this.#isReachable) {
        this.#sockets.handleUpgrade(request, socket, head, (client) => this.#talk(client));
      } else {
        socket.destroy();
      }
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  get view(): StationView {
    return this.#view;
  }

  /** Every wish for a badge that has arrived, in order. */
  get wishes(): CommandMap['badges:print']['request'][] {
    return this.calls
      .filter((call) => call.command === 'badges:print')
      .map((call) => call.request as CommandMap['badges:print']['request']);
  }

  /** Answers one command in the test's own way from now on. */
  answer<C extends Command>(command: C, answerer: Answerer<C>): void {
    this.#answers = { ...this.#answers, [command]: answerer };
  }

  /** Pushes the view with these members changed and a higher revision. */
  show(change: Partial<StationView>): void {
    this.#view = { ...this.#view, revision: this.#view.revision + 1, ...change };
    this.#push(this.#view);
  }

  /** Pushes exactly this, for a test of what the window makes of old news. */
  pushOldNews(view: StationView): void {
    this.#push(view);
  }

  /** Replaces everybody and says that the lists have moved. */
  showVisitors(visitors: readonly CheckInDetail[], change: Partial<StationView> = {}): void {
    this.#visitors = visitors;
    this.show({ listRevision: this.#view.listRevision + 1, ...change, counts: this.#counts() });
  }

  /** As when the station's process dies: nobody is answered until `comeBack`, which counts revisions from one again. */
  disappear(): void {
    this.#isReachable = false;
    for (const client of this.#sockets.clients) client.terminate();
  }

  comeBack(change: Partial<StationView> = {}): void {
    this.#view = { ...this.#view, revision: 1, ...change };
    this.#isReachable = true;
  }

  async close(): Promise<void> {
    this.disappear();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #talk(client: WebSocket): void {
    client.on('message', (data: Buffer) => {
      const { id, command, request } = JSON.parse(data.toString('utf8')) as Call & { id: number };
      this.calls.push({ command, request });
      void Promise.resolve(this.#result(command, request)).then((result) =>
        client.send(JSON.stringify({ id, result })),
      );
    });
  }

  #result(command: Command, request: unknown): CommandResult<Command> | Promise<CommandResult<Command>> {
    const scripted = this.#answers[command] as Answerer<Command> | undefined;
    if (scripted !== undefined) return scripted(request as never);
    switch (command) {
      case 'station:view':
        return ok({ ...this.#view, counts: this.#counts() });
      case 'check-ins:list':
        return this.#list(request as CommandMap['check-ins:list']['request']);
      case 'check-ins:get':
        return this.#get((request as CommandMap['check-ins:get']['request']).id);
      case 'badges:preview':
        return this.#preview((request as CommandMap['badges:preview']['request']).checkInId);
      case 'printers:find':
        return ok({ printers: [] });
      case 'demo:tray':
        return this.#tray();
      case 'prints:list':
        return searchPrints(this.#prints(), request as CommandMap['prints:list']['request']);
      case 'prints:verify':
        return ok({ kind: 'intact', entries: 0, sinceMs: null, head: '0'.repeat(64), noted: null });
      default:
        return ok(null);
    }
  }

  #list({
    list,
    search,
    offset,
    limit,
  }: CommandMap['check-ins:list']['request']): CommandResult<'check-ins:list'> {
    const wanted = search.toLowerCase();
    const rows = this.#visitors.filter((row) =>
      list === null
        ? `${row.name} ${row.companyName ?? ''}`.toLowerCase().includes(wanted)
        : IN_LIST[list](row),
    );
    return ok({
      rows: rows.slice(offset, offset + limit),
      total: rows.length,
      listRevision: this.#view.listRevision,
    });
  }

  #get(id: number): CommandResult<'check-ins:get'> {
    const found = this.#visitors.find((row) => row.id === id);
    return found === undefined ? err({ code: 'not-found', message: 'no such check-in' }) : ok(found);
  }

  #preview(id: number): CommandResult<'badges:preview'> {
    const found = this.#visitors.find((row) => row.id === id);
    return found === undefined
      ? err({ code: 'not-found', message: 'no such check-in' })
      : ok(badgePicture(found.name, found.companyName ?? '', this.#view.siteName));
  }

  #prints(): PrintHistoryRow[] {
    const companies = new Map(this.#visitors.map(({ id, companyName }) => [id, companyName]));
    return this.#view.prints.map((job) =>
      historyRow(job, { companyName: companies.get(job.checkInId) ?? null }),
    );
  }

  #tray(): CommandResult<'demo:tray'> {
    const badges = this.#view.prints.slice(0, 4).map((job) => ({
      number: job.printNumber,
      pngBase64: badgePicture(job.name, '', this.#view.siteName).pngBase64,
      paintedAtMs: job.createdAtMs,
    }));
    return ok({ badges });
  }

  #counts(): StationView['counts'] {
    const count = (list: CheckInList): number => this.#visitors.filter(IN_LIST[list]).length;
    return {
      waiting: count('waiting'),
      expected: count('expected'),
      onsite: count('onsite'),
      overdue: count('overdue'),
      left: count('left'),
      'pick-up': count('pick-up'),
    };
  }

  #push(view: StationView): void {
    const message = JSON.stringify({ view: { ...view, counts: this.#counts() } });
    for (const client of this.#sockets.clients) client.send(message);
  }

  async #file(url: string, folder: string): Promise<{ status: number; type: string; body: Buffer | string }> {
    const path = new URL(url, 'http://station').pathname;
    const name = path === '/' ? '/index.html' : normalize(path);
    try {
      const body = await readFile(join(folder, name));
      return { status: 200, type: TYPES[extname(name)] ?? 'application/octet-stream', body };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return { status: 404, type: 'text/plain', body: 'not here' };
    }
  }
}

export const WINDOW_FOLDER = join(import.meta.dirname, '../../dist/renderer');

export async function startScriptedStation(
  view: Partial<StationView> = {},
  visitors: readonly CheckInDetail[] = [],
): Promise<ScriptedStation> {
  const station = new ScriptedStation(view, visitors, process.env['VESTIBULE_WINDOW'] ?? WINDOW_FOLDER);
  await station.listen();
  return station;
}
