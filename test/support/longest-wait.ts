/**
 * How long a test waits for what comes by itself. It ends a test that hangs and measures nothing: how fast a browser, a station and a
 * disk are together on two cores is the machine's business. A limit that users were promised is measured in the test that is about it.
 */
export const LONGEST_WAIT_MS = 60_000;
