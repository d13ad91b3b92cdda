/** Waits for something of another program that calls nobody back. Throws with its name when it has not come in time. */
export async function untilTrue(
  what: string,
  isTrue: () => Promise<boolean> | boolean,
  limitMs = 20_000,
): Promise<void> {
  const latest = performance.now() + limitMs;
  while (!(await isTrue())) {
    if (performance.now() > latest) throw new Error(`waited ${limitMs / 1_000} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
