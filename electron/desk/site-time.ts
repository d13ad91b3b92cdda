/** The day as the site has it, wherever the PC believes to be. */

export interface SiteTime {
  /** When the day of this moment is over. */
  endOfDayMs(nowMs: number): number;
  /** 0 to 23. */
  hour(nowMs: number): number;
  /** `2026-11-24T0805`: can stand in the name of a file on every system, and names sort by it. */
  stamp(nowMs: number): string;
}

/** `timeZone`: as `Intl` knows it; `null`: the PC's. */
export function createSiteTime(timeZone: string | null): SiteTime {
  const format = new Intl.DateTimeFormat('en', {
    ...(timeZone === null ? {} : { timeZone }),
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });

  /** What a wall clock at the site shows, counted as if it stood in Greenwich. */
  function wallMs(ms: number, daysLater = 0): { readonly day: number; readonly time: number } {
    const at = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => at[name] ?? 0;
    const day = Date.UTC(part('year'), part('month') - 1, part('day') + daysLater);
    return { day, time: day + ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000 };
  }
  const offsetMs = (ms: number): number => wallMs(ms).time - Math.floor(ms / 1000) * 1000;

  return {
    endOfDayMs(nowMs) {
      const midnight = wallMs(nowMs, 1).day;
      // The offset of midnight, which is another one than now's on two days of the year.
      return midnight - offsetMs(midnight - offsetMs(nowMs));
    },
    hour: (nowMs) => new Date(wallMs(nowMs).time).getUTCHours(),
    stamp(nowMs) {
      const [date = '', time = ''] = new Date(wallMs(nowMs).time).toISOString().split('T');
      return `${date}T${time.slice(0, 5).replace(':', '')}`;
    },
  };
}
