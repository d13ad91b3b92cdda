/** The byte-exact printer on a port of its own, and the comparison of what came out of it with what the desk had shown. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { onTestFinished } from 'vitest';
import { createPrinterTwin, type PrinterTwin } from '../../electron/demo/printer-twin/twin.ts';
import { serveTwinOverTcp } from '../../electron/demo/printer-twin/twin-server.ts';
import { systemClock } from '../../electron/system-clock.ts';

export interface TwinOnTcp {
  readonly twin: PrinterTwin;
  readonly port: number;
  /** That part of a station's settings. */
  readonly printer: object;
}

export async function startTwinOnTcp(labelMs: number): Promise<TwinOnTcp> {
  const twin = createPrinterTwin({
    language: 'zpl',
    clock: systemClock,
    media: { widthMm: 62, lengthMm: null },
    dpi: 300,
    labelMs,
    labelsOnRoll: 100,
  });
  const server = await serveTwinOverTcp(twin, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  const { port } = server;
  return { twin, port, printer: { route: 'tcp', host: '127.0.0.1', port, language: 'zpl', dpi: 300 } };
}

/** Size and every dot of a picture, as text that two pictures share only when they are the same. */
export async function dotsOf(png: Uint8Array): Promise<string> {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const dots = Buffer.alloc(data.length / 4);
  for (let at = 0; at < dots.length; at += 1) dots[at] = (data[at * 4] ?? 0) < 128 ? 1 : 0;
  return `${image.width}x${image.height} ${dots.toString('base64')}`;
}
