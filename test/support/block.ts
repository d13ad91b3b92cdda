/** Holds the event loop, as work without a pause does; finer than a timer can tell. */
export function block(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs) continue;
}
