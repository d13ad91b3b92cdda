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

export interface GridWindow {
  readonly rows: RowWindow;
  /** The height of a row, which the stylesheet decides. */
  readonly rowPx: number;
  /** For what scrolls, and for the grid in it. */
  readonly setScroller: (element: HTMLElement | null) => void;
  readonly setGrid: (element: HTMLElement | null) => void;
  /** How many whole rows the screen holds. */
  readonly rowsOnScreen: () => number;
  /** Scrolls no farther than it must for what lies between these, counted from the top of the grid. */
  readonly reveal: (topPx: number, bottomPx: number) => void;
}

const FIRST_WINDOW: RowWindow = { start: 0, end: 24 };
const USUAL_ROW_PX = 58;

const rowHeightOf = (element: Element): number =>
  Number.parseFloat(getComputedStyle(element).getPropertyValue('--row')) || USUAL_ROW_PX;

/** `firstRowPx`: from the top of the grid. */
export function useGridWindow(firstRowPx: number): GridWindow {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [grid, setGrid] = useState<HTMLElement | null>(null);
  const [rows, setRows] = useState(FIRST_WINDOW);
  const [rowPx, setRowPx] = useState(USUAL_ROW_PX);

  useLayoutEffect(() => {
    if (scroller === null || grid === null) return undefined;
    const measure = (): void => {
      const { top, height } = scroller.getBoundingClientRect();
      const next = windowOf(
        top - grid.getBoundingClientRect().top - firstRowPx,
        height,
        rowHeightOf(scroller),
      );
      setRows((now) => (now.start === next.start && now.end === next.end ? now : next));
    };
    const resized = new ResizeObserver(() => {
      setRowPx(rowHeightOf(scroller));
      measure();
    });
    resized.observe(scroller);
    resized.observe(grid);
    scroller.addEventListener('scroll', measure, { passive: true });
    return () => {
      resized.disconnect();
      scroller.removeEventListener('scroll', measure);
    };
  }, [scroller, grid, firstRowPx]);

  return {
    rows,
    rowPx,
    setScroller,
    setGrid,
    rowsOnScreen: () => Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowPx) - 1),
    reveal(topPx, bottomPx) {
      if (scroller === null || grid === null) return;
      const { top, height } = scroller.getBoundingClientRect();
      const gridPx = grid.getBoundingClientRect().top - top;
      if (gridPx + topPx < 0) scroller.scrollBy({ top: gridPx + topPx });
      else if (gridPx + bottomPx > height) scroller.scrollBy({ top: gridPx + bottomPx - height });
    },
  };
}
