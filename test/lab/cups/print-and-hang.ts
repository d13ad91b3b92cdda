/** A station that hands a badge to a queue, says so, and then does nothing any more: `node print-and-hang.ts SOCKET QUEUE`. */
import { zpl } from '../../../electron/print/languages/zpl.ts';
import { createCups } from '../../../electron/print/transports/spooler/cups.ts';
import { noise } from '../../unit/print/bitmaps.ts';

const [socketPath = '', queue = ''] = process.argv.slice(2);
const size = { widthMm: 29, heightMm: 20 };
const area = zpl.printArea(size, 203);
const { body, commit } = zpl.encode(noise(area.alongDots, area.acrossDots, 1), size, 203, null);
await createCups({ socketPath }).submit(queue, Buffer.concat([body, commit]), 'badge');
process.stdout.write('submitted\n');
setInterval(() => undefined, 1_000);
