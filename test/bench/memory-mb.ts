/** After a collection of garbage: start the process with `--expose-gc`. */
export interface MemoryMb {
  readonly heap: number;
  /** Buffers and what else V8 knows of outside its heap. */
  readonly external: number;
  readonly resident: number;
}

export function memoryMb(): MemoryMb {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed / 2 ** 20, external: external / 2 ** 20, resident: rss / 2 ** 20 };
}
