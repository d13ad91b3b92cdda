/**
 * The cloud of a large site in a process of its own, so that serving a snapshot cannot be mistaken for taking one. Its parent
 * tells it when to send live frames. Arguments: how many check-ins, and the time of the day they belong to.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { CloudCheckIn } from '../../electron/demo/cloud/objects.ts';
import { companyOfFrame, crowd, idOfFrame } from './snapshot-crowd.ts';

export type CloudOrder = { readonly framesPerSecond: number } | 'stop-frames';
export type CloudNews = { readonly port: number; readonly bytes: number } | { readonly sent: number };

const [count = 0, nowMs = 0] = process.argv.slice(2).map(Number);
const people = new Map<number, CloudCheckIn>();
for (const checkIn of crowd(count, nowMs)) people.set(checkIn.id, checkIn);
/** The snapshot, check-in by check-in, as it is now. */
const rows = new Map([...people].map(([id, checkIn]) => [id, JSON.stringify(checkIn)]));
const snapshot = (): Buffer =>
  Buffer.from(`{"checkIns":[${[...rows.values()].join(',')}],"pageInfo":{"totalCount":${count}}}`);

const tell = (news: CloudNews): void => void process.send?.(news);

const server = createServer((_request, response) => {
  const body = snapshot();
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(body.length) });
  response.end(body);
});
const sockets = new Set<WebSocket>();
new WebSocketServer({ server }).on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
});

let sent = 0;
let timer: NodeJS.Timeout | null = null;

function sendFrames(howMany: number): void {
  // What nobody hears counts as not sent.
  if (sockets.size === 0) return;
  for (let left = howMany; left > 0; left--) {
    const id = idOfFrame(sent, count);
    const row = JSON.stringify({ ...people.get(id), companyName: companyOfFrame(sent) });
    rows.set(id, row);
    for (const socket of sockets) socket.send(`{"checkIn":${row}}`);
    sent += 1;
  }
}

process.on('message', (order: CloudOrder) => {
  if (order !== 'stop-frames') {
    timer = setInterval(() => sendFrames(Math.ceil(order.framesPerSecond / 50)), 20);
    return;
  }
  if (timer !== null) clearInterval(timer);
  tell({ sent });
});
// The parent is gone, whatever became of it.
process.on('disconnect', () => process.exit());

server.listen(0, '127.0.0.1');
await once(server, 'listening');
tell({ port: (server.address() as AddressInfo).port, bytes: snapshot().length });
