/**
 * A cloud in a process of its own that has nobody in its list and tells of visitors as fast as its listener lets it: never more are on
 * their way than the listener has asked for. Arguments: how many visitors, who are told of one after the other, again and again, and the
 * time of the day.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { companyOfFrame, waitingVisitors } from './snapshot-crowd.ts';

/** So many notifications in all from the first one on. */
export interface IngestOrder {
  readonly upTo: number;
}

const [visitors = 1, nowMs = 0] = process.argv.slice(2).map(Number);
const people = [...waitingVisitors(visitors, nowMs)];

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"checkIns":[],"pageInfo":{"totalCount":0}}');
});
let listener: WebSocket | null = null;
let sent = 0;
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) => {
  listener = socket;
  sent = 0;
});

process.on('message', ({ upTo }: IngestOrder) => {
  for (; sent < upTo; sent++) {
    const checkIn = { ...people[sent % visitors], companyName: companyOfFrame(sent) };
    listener?.send(JSON.stringify({ checkIn }));
  }
});
// The parent is gone, whatever became of it.
process.on('disconnect', () => process.exit());

server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });
