import { expect, test } from "vitest";
import { formatWallAddress, parseWallAddress } from "../../../renderer/wall/wall-address.ts";

const FIRST = { layout: undefined, page: 0, cycles: true };

test.each([
  ["", FIRST],
  ["page=2", { ...FIRST, page: 1 }],
  ["layout=", { ...FIRST, layout: "" }],
  ["layout=%EA%B0%95%EB%82%A8+1%26&page=3&cycle=0", { layout: "강남 1&", page: 2, cycles: false }],
])("%s says what a window shows", (query, address) => {
  expect(parseWallAddress(query)).toEqual(address);
  expect(formatWallAddress(address)).toBe(query);
});

test.each(["page=0", "page=-1", "page=1.5", "page=x", "page=1e99", "cycle=1", "other=2"])("%s says nothing", (query) =>
  expect(parseWallAddress(query)).toEqual(FIRST),
);
