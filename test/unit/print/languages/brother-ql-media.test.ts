import { describe, expect, it } from 'vitest';
import { areaOf, takes } from '../../../../electron/print/languages/brother-ql-media.ts';

describe('what can be printed of a DK roll or label', () => {
  it.each([
    [12, 106, 29],
    [29, 306, 6],
    [38, 413, 12],
    [50, 554, 12],
    [54, 590, 0],
    [62, 696, 12],
    [102, 1164, 12],
    [103, 1200, 12],
  ])('of a %i mm roll is %i pins, %i from the edge of the head', (widthMm, pins, offset) => {
    expect(areaOf({ widthMm, heightMm: 75 })).toMatchObject({ pins, offset, alongDots: 886 - 72 });
  });

  it.each([
    [17, 54, 165, 566],
    [17, 87, 165, 956],
    [23, 23, 202, 202],
    [29, 42, 306, 425],
    [29, 90, 306, 991],
    [38, 90, 413, 991],
    [39, 48, 425, 495],
    [52, 29, 578, 271],
    [60, 86, 672, 954],
    [62, 29, 696, 271],
    [62, 100, 696, 1109],
    [102, 51, 1164, 526],
    [102, 152, 1164, 1660],
    [103, 164, 1200, 1822],
  ])('of a label of %i × %i mm is %i × %i dots', (widthMm, heightMm, pins, alongDots) => {
    expect(areaOf({ widthMm, heightMm })).toMatchObject({ pins, alongDots });
  });

  it('is nothing where there is no such roll, no such label, or nothing left between the margins', () => {
    expect(areaOf({ widthMm: 17, heightMm: 60 })).toBeNull();
    expect(areaOf({ widthMm: 70, heightMm: 100 })).toBeNull();
    expect(areaOf({ widthMm: 62, heightMm: 6 })).toBeNull();
  });
});

describe('a badge', () => {
  it.each([
    ['62 × 100', { widthMm: 62, heightMm: 100 }, { widthMm: 62, lengthMm: null }],
    ['62 × 100', { widthMm: 62, heightMm: 100 }, { widthMm: 62, lengthMm: 100 }],
    ['62 × 100', { widthMm: 62, heightMm: 100 }, { widthMm: 62, lengthMm: null, isTwoColour: true as const }],
    ['102 × 152', { widthMm: 102, heightMm: 152 }, { widthMm: 102, lengthMm: 153 }],
    ['102 × 152', { widthMm: 102, heightMm: 152 }, { widthMm: 102, lengthMm: null }],
    ['103 × 164', { widthMm: 103, heightMm: 164 }, { widthMm: 104, lengthMm: 164 }],
    ['103 × 80', { widthMm: 103, heightMm: 80 }, { widthMm: 104, lengthMm: null }],
    ['39 × 90', { widthMm: 39, heightMm: 90 }, { widthMm: 38, lengthMm: 90 }],
  ])('of %s mm fits %j on %j', (_, size, media) => {
    expect(takes(media, size)).toBe(true);
  });

  it.each([
    [
      { widthMm: 62, heightMm: 100 },
      { widthMm: 62, lengthMm: 29 },
    ],
    [
      { widthMm: 62, heightMm: 100 },
      { widthMm: 29, lengthMm: null },
    ],
    [
      { widthMm: 102, heightMm: 152 },
      { widthMm: 102, lengthMm: 51 },
    ],
    [
      { widthMm: 102, heightMm: 152 },
      { widthMm: 104, lengthMm: 164 },
    ],
    [
      { widthMm: 103, heightMm: 80 },
      { widthMm: 102, lengthMm: null },
    ],
    [
      { widthMm: 39, heightMm: 48 },
      { widthMm: 38, lengthMm: 90 },
    ],
  ])('of %j does not fit on %j', (size, media) => {
    expect(takes(media, size)).toBe(false);
  });
});
