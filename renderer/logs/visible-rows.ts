/** Height of a row, in CSS pixels. */
export const ROW_HEIGHT = 27;
/** Chromium draws no element taller than 2^25 px; a longer list scrolls in larger steps. */
const TALLEST = 30_000_000;

export interface Viewport {
  /** Inner height and scrollTop of the scrolling element. */
  height: number;
  top: number;
  /** Rows in the whole list. */
  total: number;
}

/** Height of what scrolls. */
export function contentHeight(total: number): number {
  return Math.min(total * ROW_HEIGHT, TALLEST);
}

/**
 * The rows to draw, and how far the first of them stands above the viewport's edge (0…ROW_HEIGHT): rows are drawn in a layer that does not
 * scroll, so that scrolling can never outrun drawing.
 */
export function findVisibleRows({ height, top, total }: Viewport): { first: number; count: number; shift: number } {
  const room = Math.max(0, contentHeight(total) - height);
  const share = room === 0 ? 0 : Math.min(1, Math.max(0, top / room));
  const position = total * ROW_HEIGHT <= TALLEST ? Math.min(top, room) : share * (total * ROW_HEIGHT - height);
  const first = Math.max(0, Math.floor(position / ROW_HEIGHT));
  const count = Math.min(total - first, Math.ceil(height / ROW_HEIGHT) + 1);
  return { first, count, shift: Math.round(position - first * ROW_HEIGHT) };
}

/** The scrollTop that shows row `index` at the viewport's edge. */
export function scrollTopOf(index: number, { height, total }: Omit<Viewport, "top">): number {
  const position = index * ROW_HEIGHT;
  const whole = total * ROW_HEIGHT;
  if (whole <= TALLEST) return Math.max(0, Math.min(position, whole - height));
  return (Math.min(position, whole - height) / (whole - height)) * (TALLEST - height);
}

/** The scrollTop with which row `index` is whole in view, changed as little as possible. */
export function scrollTopToShow(index: number, viewport: Viewport): number {
  const { first, shift } = findVisibleRows(viewport);
  const inView = Math.floor(viewport.height / ROW_HEIGHT);
  const firstWhole = shift === 0 ? first : first + 1;
  if (index < firstWhole) return scrollTopOf(index, viewport);
  const position = (index + 1) * ROW_HEIGHT - viewport.height;
  return index >= firstWhole + inView - (shift === 0 ? 0 : 1) ? scrollTopOf(position / ROW_HEIGHT, viewport) : viewport.top;
}
