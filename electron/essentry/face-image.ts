/**
 * One picture from the cloud. The token goes along, so only the host of the API is asked: an address that came in a frame must
 * not carry the token elsewhere, nor make this PC ask some machine inside the site's network. Redirects are not followed.
 */
import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { PhotoProblem } from '../shared/print-job.ts';
import { err, ok, type Result } from '../shared/result.ts';

export interface FaceImageOptions {
  readonly apiUrl: string;
  readonly token: string;
  readonly agent: Agent;
}

/** A photo of a face; ten times what a kiosk's camera makes. */
export const MOST_PHOTO_BYTES = 2 * 1024 * 1024;

export async function fetchFaceImage(
  { apiUrl, token, agent }: FaceImageOptions,
  address: string,
  timeoutMs: number,
): Promise<Result<Uint8Array, PhotoProblem>> {
  const api = new URL(apiUrl);
  const url = URL.parse(address, apiUrl);
  if (url === null || url.origin !== api.origin || url.username !== '' || url.password !== '')
    return err('other-host');
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      agent,
      headers: { authorization: `Bearer ${token}`, accept: 'image/jpeg, image/png, image/webp' },
      signal,
    });
    request.end();
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.once('error', reject);
    });
    return await readBody(response);
  } catch {
    // Whatever broke: the badge prints without, and the reason is one of two that a desk can tell apart.
    return err(signal.aborted ? 'too-slow' : 'not-reached');
  }
}

async function readBody(response: IncomingMessage): Promise<Result<Uint8Array, PhotoProblem>> {
  if (response.statusCode !== 200) {
    response.destroy();
    return err('refused');
  }
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    // Leaving the loop ends the connection.
    if (bytes > MOST_PHOTO_BYTES) return err('too-large');
    pieces.push(piece);
  }
  return ok(Buffer.concat(pieces));
}
