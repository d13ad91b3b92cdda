/** Visits whose every change is numbered in the name of the company, so that it can be told from outside which one was kept. */
export const VERSIONS = 10;
const STATES = [
  'Upcoming',
  'Pending',
  'Pending',
  'Host',
  'Host',
  'Onsite',
  'Onsite',
  'Onsite',
  'Onsite',
  'Left',
] as const;
export const LAST_STATE = 'Left';

/** What the cloud would send of this visit after so many changes: the same bytes whenever it is asked. */
export function bodyOf(id: number, version: number, arrivedAtMs: number): string {
  const state = STATES[version - 1] ?? LAST_STATE;
  return JSON.stringify({
    checkIn: {
      id,
      state,
      firstName: 'Visitor',
      lastName: String(id),
      companyName: `Works ${version}`,
      arrivedAt: version === 1 ? null : new Date(arrivedAtMs).toISOString(),
      leftAt: state === LAST_STATE ? new Date(arrivedAtMs + 1_000).toISOString() : null,
    },
  });
}
