/** How a picture is enlarged within its tile: times its size, and where its middle is, in parts of the tile from the tile's middle. */
export interface ZoomView {
  scale: number;
  x: number;
  y: number;
}

export const NO_ZOOM: ZoomView = { scale: 1, x: 0, y: 0 };
const MOST = 8;

/** By `factor`, with the point that is `at` (in parts of the tile, from its middle) where it is. */
export function zoomBy(view: ZoomView, factor: number, at: { x: number; y: number } = { x: 0, y: 0 }): ZoomView {
  const scale = Math.min(MOST, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  return bound({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown });
}

/** By parts of the tile, as far as the picture covers it. */
export function panBy(view: ZoomView, { x, y }: { x: number; y: number }): ZoomView {
  return bound({ ...view, x: view.x + x, y: view.y + y });
}

function bound({ scale, x, y }: ZoomView): ZoomView {
  const most = (scale - 1) / 2;
  const within = (value: number) => Math.min(most, Math.max(-most, value)) + 0; // never -0
  return { scale, x: within(x), y: within(y) };
}
