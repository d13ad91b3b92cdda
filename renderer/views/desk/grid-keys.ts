/** Where a key leads in a list of `count` rows; `null` where it is none of ours. `from: null`: no row has been reached yet. */
export function indexAfterKey(
  key: string,
  from: number | null,
  count: number,
  pageRows: number,
): number | null {
  if (count === 0) return null;
  const within = (index: number): number => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case 'ArrowDown':
      return from === null ? 0 : within(from + 1);
    case 'ArrowUp':
      return from === null ? count - 1 : within(from - 1);
    case 'PageDown':
      return within((from ?? 0) + pageRows);
    case 'PageUp':
      return within((from ?? 0) - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
