import { describe, expect, it } from 'vitest';
import { conditionOfReasons } from '../../../../../electron/print/transports/spooler/printer-state-reasons.ts';
import type { SpoolJob } from '../../../../../electron/print/transports/spooler/spool.ts';
import {
  conditionOfPrinter,
  jobOf,
} from '../../../../../electron/print/transports/spooler/winspool-state.ts';

describe('what CUPS says of a printer', () => {
  it.each([
    [['none'], { kind: 'ready' }],
    [[], { kind: 'ready' }],
    [['media-empty-error'], { kind: 'no-media' }],
    [['media-needed'], { kind: 'no-media' }],
    [['cover-open-warning', 'media-empty'], { kind: 'cover-open' }],
    [['media-jam-error'], { kind: 'jam' }],
    [['offline-report'], { kind: 'ready' }],
    [['cups-waiting-for-job-completed', 'connecting-to-device'], { kind: 'offline' }],
    [['paused'], { kind: 'paused' }],
    // A report or a warning that nobody knows keeps no printer from printing; an error does.
    [['com.maker-tip-report', 'marker-supply-low-warning'], { kind: 'ready' }],
    [['com.maker-fuser-error'], { kind: 'printer-error', detail: 'com.maker-fuser' }],
  ])('%j', (reasons, condition) => {
    expect(conditionOfReasons(reasons)).toEqual(condition);
  });
});

describe('what Windows says of a printer', () => {
  it.each([
    ['nothing', 0, 0, { kind: 'ready' }],
    ['printing and busy', 0x4_00 | 0x2_00, 0, { kind: 'ready' }],
    ['out of paper', 0x10, 0, { kind: 'no-media' }],
    ['door open and out of paper', 0x40_00_10, 0, { kind: 'cover-open' }],
    ['jam', 0x08, 0, { kind: 'jam' }],
    ['offline', 0x80, 0, { kind: 'offline' }],
    ['its server offline', 0x2_00_00_00, 0, { kind: 'offline' }],
    ['paused', 0x01, 0, { kind: 'paused' }],
    ['an error', 0x02, 0, { kind: 'printer-error', detail: 'error' }],
    // What the system ticks by itself when a printer was switched off; its status is zero then.
    ['set to work offline', 0, 0x4_00, { kind: 'offline' }],
  ])('%s', (_, status, attributes, condition) => {
    expect(conditionOfPrinter(status, attributes)).toEqual(condition);
  });
});

describe('what Windows says of a job', () => {
  const open = (hasBegun: boolean, kind: 'ready' | 'no-media'): SpoolJob => ({
    kind: 'open',
    hasBegun,
    condition: { kind },
  });

  it.each([
    ['spooling', 0x08, null, open(false, 'ready')],
    ['printing', 0x10, null, open(true, 'ready')],
    ['held up by an empty printer', 0x10 | 0x40, null, open(true, 'no-media')],
    ['begun before', 0x40, open(true, 'ready'), open(true, 'no-media')],
    ['printed', 0x80, null, { kind: 'taken' }],
    ['complete', 0x10_00, open(true, 'ready'), { kind: 'taken' }],
    ['being deleted', 0x04 | 0x10, null, { kind: 'ended', hasBegun: true }],
    ['deleted before it began', 0x1_00, open(false, 'ready'), { kind: 'ended', hasBegun: false }],
  ])('%s', (_, status, before, job) => {
    expect(jobOf(status, before)).toEqual(job);
  });

  it('that is not listed any more was printed, unless it was held up when last seen', () => {
    expect(jobOf(null, null)).toEqual({ kind: 'taken' });
    expect(jobOf(null, open(true, 'ready'))).toEqual({ kind: 'taken' });
    expect(jobOf(null, open(false, 'no-media'))).toEqual({ kind: 'ended', hasBegun: false });
  });
});
