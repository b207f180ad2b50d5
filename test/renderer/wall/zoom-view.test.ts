import { expect, test } from "vitest";
import { NO_ZOOM, panBy, zoomBy } from "../../../renderer/wall/zoom-view.ts";

test("zooming leaves the point under the pointer where it is", () => {
  const at = { x: 0.25, y: -0.1 };
  const twice = zoomBy(NO_ZOOM, 2, at);
  expect(twice).toEqual({ scale: 2, x: -0.25, y: 0.1 });
  const fourTimes = zoomBy(twice, 2, at);
  // Where a point of the picture is seen: its place in the picture, times the scale, from the picture's middle.
  const seen = ({ scale, x, y }: typeof twice) => ({ x: (at.x - x) / scale, y: (at.y - y) / scale });
  expect(seen(fourTimes)).toEqual(seen(twice));
});

test("zooming ends at the picture's own size, in its place, and at eight times that", () => {
  expect(zoomBy({ scale: 2, x: 0.5, y: 0.5 }, 0.1)).toEqual(NO_ZOOM);
  expect(zoomBy(NO_ZOOM, 100)).toEqual({ scale: 8, x: 0, y: 0 });
});

test("panning leaves no part of the tile uncovered", () => {
  expect(panBy({ scale: 3, x: 0, y: 0 }, { x: 0.4, y: -9 })).toEqual({ scale: 3, x: 0.4, y: -1 });
  expect(panBy(NO_ZOOM, { x: 1, y: -1 })).toEqual(NO_ZOOM);
});
