/** Colour repeats what the words say; it never says anything by itself. */
export type Tone = 'ok' | 'info' | 'warn' | 'bad' | 'neutral';
