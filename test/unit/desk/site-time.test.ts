import { describe, expect, test } from 'vitest';
import { createSiteTime } from '../../../electron/desk/site-time.ts';

const utc = (text: string): number => Date.parse(text);

describe('the day of a site', () => {
  test.each([
    ['in winter', 'Europe/Berlin', '2026-11-23T14:00:00Z', '2026-11-23T23:00:00Z'],
    ['when it is tomorrow already', 'Asia/Tokyo', '2026-11-23T16:00:00Z', '2026-11-24T15:00:00Z'],
    ['when it is still yesterday', 'America/Los_Angeles', '2026-11-23T06:00:00Z', '2026-11-23T08:00:00Z'],
    ['of 25 hours, when clocks go back', 'Europe/Berlin', '2026-10-24T22:30:00Z', '2026-10-25T23:00:00Z'],
    ['of 23 hours, when they go forward', 'Europe/Berlin', '2026-03-28T23:30:00Z', '2026-03-29T22:00:00Z'],
    ['a quarter of an hour aside', 'Asia/Kathmandu', '2026-11-23T14:00:00Z', '2026-11-23T18:15:00Z'],
    ['at its very beginning', 'Europe/Berlin', '2026-11-23T23:00:00Z', '2026-11-24T23:00:00Z'],
  ])('ends at its own midnight: %s', (_when, timeZone, now, end) => {
    expect(new Date(createSiteTime(timeZone).endOfDayMs(utc(now))).toISOString()).toBe(
      new Date(utc(end)).toISOString(),
    );
  });

  test('names a file by the clock on its wall', () => {
    expect(createSiteTime('Europe/Berlin').stamp(utc('2026-11-24T07:05:59Z'))).toBe('2026-11-24T0805');
  });

  test('is that of the PC where settings name none', () => {
    const end = new Date(createSiteTime(null).endOfDayMs(utc('2026-11-23T14:00:00Z')));
    expect([end.getHours(), end.getMinutes(), end.getSeconds(), end.getMilliseconds()]).toEqual([0, 0, 0, 0]);
  });
});
