/**
 * Which rows of a long list stand in the window. All rows are of one height, so a row's place is a product; only those on screen and a
 * few around them are drawn. React Aria's own lists make a node of every row whenever one of them changes, which 60,000 rows cannot
 * afford; hence this grid is our own, with the roles and keys of a grid (w3.org/WAI/ARIA/apg/patterns/grid).
 */
import { useLayoutEffect, useState } from 'react';

export interface RowWindow {
  readonly start: number;
  /** Behind the last one. */
  readonly end: number;
}

/** Rows drawn above and below the screen, so that a turn of the wheel finds them there. */
const ROWS_AROUND = 8;
/** The window moves by so many rows at once: drawing a few now and then is cheaper than one with each pixel. */
const STEP = 4;

export function windowOf(topPx: number, heightPx: number, rowPx: number): RowWindow {
  const first = Math.floor(topPx / rowPx) - ROWS_AROUND;
  const last = Math.ceil((topPx + heightPx) / rowPx) + ROWS_AROUND;
  return {
    start: Math.max(0, Math.floor(first / STEP) * STEP),
    end: Math.max(0, Math.ceil(last / STEP) * STEP),
  };
}

/** Which the stylesheet decides. */
export interface RowHeights {
  readonly rowPx: number;
  /** Of the names of the columns, above the first row. */
  readonly namesPx: number;
}

export interface GridWindow {
  readonly rows: RowWindow;
  readonly heights: RowHeights;
  /** For what scrolls, and for the grid in it. */
  readonly setScroller: (element: HTMLElement | null) => void;
  readonly setGrid: (element: HTMLElement | null) => void;
  /** How many whole rows the screen holds. */
  readonly rowsOnScreen: () => number;
  /** Scrolls no farther than it must for what lies between these, counted from the top of the grid. */
  readonly reveal: (topPx: number, bottomPx: number) => void;
}

const FIRST_WINDOW: RowWindow = { start: 0, end: 24 };
const USUAL: RowHeights = { rowPx: 58, namesPx: 34 };

function heightsOf(element: Element): RowHeights {
  const style = getComputedStyle(element);
  const px = (name: string, usual: number): number => {
    const value = Number.parseFloat(style.getPropertyValue(name));
    return Number.isNaN(value) ? usual : value;
  };
  return { rowPx: px('--row', USUAL.rowPx), namesPx: px('--names', USUAL.namesPx) };
}

export function useGridWindow(): GridWindow {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [grid, setGrid] = useState<HTMLElement | null>(null);
  const [rows, setRows] = useState(FIRST_WINDOW);
  const [heights, setHeights] = useState(USUAL);

  useLayoutEffect(() => {
    if (scroller === null || grid === null) return undefined;
    let now = heightsOf(scroller);
    const measure = (): void => {
      const { top, height } = scroller.getBoundingClientRect();
      const next = windowOf(top - grid.getBoundingClientRect().top - now.namesPx, height, now.rowPx);
      setRows((rows) => (rows.start === next.start && rows.end === next.end ? rows : next));
    };
    const resized = new ResizeObserver(() => {
      now = heightsOf(scroller);
      setHeights((known) => (known.rowPx === now.rowPx && known.namesPx === now.namesPx ? known : now));
      measure();
    });
    resized.observe(scroller);
    resized.observe(grid);
    scroller.addEventListener('scroll', measure, { passive: true });
    return () => {
      resized.disconnect();
      scroller.removeEventListener('scroll', measure);
    };
  }, [scroller, grid]);

  return {
    rows,
    heights,
    setScroller,
    setGrid,
    rowsOnScreen: () => Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / heights.rowPx) - 1),
    reveal(topPx, bottomPx) {
      if (scroller === null || grid === null) return;
      const { top, height } = scroller.getBoundingClientRect();
      const gridPx = grid.getBoundingClientRect().top - top;
      if (gridPx + topPx < 0) scroller.scrollBy({ top: gridPx + topPx });
      else if (gridPx + bottomPx > height) scroller.scrollBy({ top: gridPx + bottomPx - height });
    },
  };
}
