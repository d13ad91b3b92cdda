/**
 * Two soft notes for somebody who has come to wait, made by the browser itself. A browser lets no page sound before a person has used
 * it; until then arrivals are silent. A crowd is one sound: at most one in three seconds.
 */
const NOTES = [
  { hertz: 659.3, atS: 0 },
  { hertz: 880, atS: 0.14 },
] as const;
const LENGTH_S = 0.5;
const LOUDNESS = 0.08;
const QUIET_MS = 3000;

export interface ArrivalSound {
  readonly play: (nowMs: number) => void;
  /** A person has pressed something. */
  readonly allow: () => void;
}

export function createArrivalSound(createContext: () => AudioContext): ArrivalSound {
  let context: AudioContext | null = null;
  let playedAtMs = Number.NEGATIVE_INFINITY;

  function ring(audio: AudioContext): void {
    for (const { hertz, atS } of NOTES) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const startS = audio.currentTime + atS;
      tone.type = 'sine';
      tone.frequency.value = hertz;
      // Neither edge is sudden, or it would click.
      volume.gain.setValueAtTime(0.0001, startS);
      volume.gain.exponentialRampToValueAtTime(LOUDNESS, startS + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, startS + LENGTH_S);
      tone.connect(volume).connect(audio.destination);
      tone.start(startS);
      tone.stop(startS + LENGTH_S);
    }
  }

  return {
    allow() {
      context ??= createContext();
      if (context.state === 'suspended') void context.resume();
    },
    play(nowMs) {
      if (context === null || nowMs - playedAtMs < QUIET_MS) return;
      playedAtMs = nowMs;
      ring(context);
    },
  };
}
