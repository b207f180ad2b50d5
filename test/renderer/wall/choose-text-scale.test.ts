import { expect, test } from "vitest";
import { chooseTextScale, chooseTileRoom } from "../../../renderer/wall/choose-text-scale.ts";

const FULL_HD = { width: 1920, height: 1080 };
const UHD = { width: 3840, height: 2160 };

test.each([
  ["no distance is set", 0, 55, FULL_HD, 1],
  ["one sits at a desk", 0.7, 24, FULL_HD, 1],
  ["one stands 3 m before 55 inches", 3, 55, FULL_HD, 1.87],
  ["the same screen has pixels of half the size", 1.5, 55, UHD, 1.87],
  ["one sits nearer than at a desk", 0.3, 24, FULL_HD, 1],
  ["no text would be large enough", 10, 24, FULL_HD, 3],
])("when %s (%f m, %i inches)", (_what, viewingDistanceMetres, screenInches, screen, scale) =>
  expect(chooseTextScale({ viewingDistanceMetres, screenInches }, screen)).toBeCloseTo(scale, 2),
);

test.each([
  [300, 1, "all"],
  [300, 2, "some"],
  [300, 3, "few"],
  [132, 1, "some"],
  [132, 2, "state"],
])("a tile of %i pixels under texts of %f times their size has room for %s", (height, scale, room) =>
  expect(chooseTileRoom(height, scale)).toBe(room),
);
