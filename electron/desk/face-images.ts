/**
 * Where the cloud keeps the pictures of visitors, and the few of them that a badge has just needed. All of it in memory and
 * nowhere else (promise 8): an address may open the picture by itself. Used only where a site wants photos on its badges.
 */
import type { Result } from '../shared/result.ts';
import type { Clock } from '../shared/clock.ts';
import type { PhotoProblem } from '../shared/print-job.ts';

export interface FaceImages {
  /** What a frame or a snapshot row says of a visitor; `null` forgets. */
  note(checkInId: number, url: string | null): void;
  fetch(checkInId: number): Promise<Result<Uint8Array, PhotoProblem>>;
}

export interface FaceImagePorts {
  readonly load: (url: string, timeoutMs: number) => Promise<Result<Uint8Array, PhotoProblem>>;
  readonly clock: Clock;
}

/** More visitors than a desk sees in a day; the oldest address goes first. */
const MOST_ADDRESSES = 5_000;
const MOST_PICTURES = 8;
/** The preview, the badge and its reprint come in quick succession. */
const KEPT_MS = 120_000;
/** A visitor is waiting: the badge comes without its photo rather than late. */
const TIMEOUT_MS = 1_500;

export function createFaceImages({ load, clock }: FaceImagePorts): FaceImages {
  const addresses = new Map<number, string>();
  const pictures = new Map<
    number,
    { readonly url: string; readonly bytes: Uint8Array; readonly atMs: number }
  >();

  function forgetOld(): void {
    const beforeMs = clock.nowMs() - KEPT_MS;
    for (const [id, { atMs }] of pictures)
      if (atMs < beforeMs || pictures.size > MOST_PICTURES) pictures.delete(id);
  }

  return {
    note(checkInId, url) {
      addresses.delete(checkInId);
      if (url === null) return;
      addresses.set(checkInId, url);
      const [oldest] = addresses.keys();
      if (addresses.size > MOST_ADDRESSES && oldest !== undefined) addresses.delete(oldest);
    },
    async fetch(checkInId) {
      forgetOld();
      const url = addresses.get(checkInId);
      if (url === undefined) return { ok: false, error: 'none' };
      const known = pictures.get(checkInId);
      if (known?.url === url) return { ok: true, value: known.bytes };
      const loaded = await load(url, TIMEOUT_MS);
      if (loaded.ok) {
        pictures.set(checkInId, { url, bytes: loaded.value, atMs: clock.nowMs() });
        forgetOld();
      }
      return loaded;
    },
  };
}
