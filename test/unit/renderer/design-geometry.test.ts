import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitted, moved, PULLS, resized } from '../../../renderer/views/designer/geometry.ts';

const page = { widthMm: 100, heightMm: 62 };
const box = { xMm: 10, yMm: 20, widthMm: 30, heightMm: 8 };

describe('an element', () => {
  test('moves, and stops at the edge of the page', () => {
    expect(moved(box, 5, -2, page)).toEqual({ ...box, xMm: 15, yMm: 18 });
    expect(moved(box, 500, -500, page)).toEqual({ ...box, xMm: 70, yMm: 0 });
  });

  test('is pulled at one corner while the opposite one stays', () => {
    expect(resized(box, { x: 1, y: 1 }, 5, 2, page)).toEqual({ ...box, widthMm: 35, heightMm: 10 });
    expect(resized(box, { x: -1, y: 0 }, -4, 9, page)).toEqual({ ...box, xMm: 6, widthMm: 34 });
  });

  test('is never pulled inside out', () => {
    expect(resized(box, { x: -1, y: -1 }, 90, 90, page)).toEqual({
      xMm: 39.8,
      yMm: 27.8,
      widthMm: 0.2,
      heightMm: 0.2,
    });
  });

  test('stays on the page whatever is done to it', () => {
    const mm = fc.double({ min: -300, max: 300, noNaN: true });
    fc.assert(
      fc.property(mm, mm, fc.constantFrom(...PULLS), mm, mm, (x, y, pull, byX, byY) => {
        const placed = fitted({ xMm: x, yMm: y, widthMm: Math.abs(byX), heightMm: Math.abs(byY) }, page);
        for (const { xMm, yMm, widthMm, heightMm } of [
          moved(placed, byX, byY, page),
          resized(placed, pull, byX, byY, page),
        ]) {
          expect(Math.min(xMm, yMm)).toBeGreaterThanOrEqual(0);
          expect(Math.min(widthMm, heightMm)).toBeGreaterThan(0.1);
          expect(xMm + widthMm).toBeLessThanOrEqual(page.widthMm + 0.01);
          expect(yMm + heightMm).toBeLessThanOrEqual(page.heightMm + 0.01);
        }
      }),
    );
  });
});
