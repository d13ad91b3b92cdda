/**
 * What happens round a station that is worth dying at. All of it is seen from outside: in the station's folder, its log, its
 * bridge, its cloud and its printer. The product has no hook for any of it.
 */
export type Moment =
  | 'spawned'
  | 'file-opened'
  | 'reconciling'
  | 'live'
  | 'frame-sent'
  | 'burst-sent'
  | 'body-begun'
  | 'commit-byte'
  | 'label-out'
  | 'answered';

export interface Moments {
  happened(moment: Moment): void;
  /** The returned function ends it. */
  listen(listener: (moment: Moment) => void): () => void;
}

export function createMoments(): Moments {
  const listeners = new Set<(moment: Moment) => void>();
  return {
    happened(moment) {
      for (const listener of listeners) listener(moment);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
