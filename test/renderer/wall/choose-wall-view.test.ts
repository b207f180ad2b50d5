import { describe, expect, test } from "vitest";
import { chooseWallView, countUnknownStreams, listPageStreams } from "../../../renderer/wall/choose-wall-view.ts";
import { settingsSchema } from "../../../shared/settings.ts";

const { wall } = settingsSchema.parse({
  wall: {
    columns: 3,
    layouts: [
      { name: "강남", pages: [{ streams: ["b", "a"] }, { name: "뒤", columns: 2, streams: ["c", "gone", "c"] }] },
      { name: "서초", pages: [{ streams: ["gone", "away"] }] },
    ],
  },
});
const none = { ...wall, layouts: [] };
const IDS = ["a", "b", "c"];
const show = (from: typeof wall, layout: string | undefined, page = 0) => {
  const view = chooseWallView(from, IDS, { layout, page });
  return { name: view.layout?.name, index: view.index, pages: view.pages.length, isMissing: view.isMissing };
};

describe("a window shows", () => {
  test("all streams on one page where there is no layout", () => {
    expect(chooseWallView(none, IDS, { layout: undefined, page: 0 })).toEqual({
      layout: undefined,
      pages: [{ name: "", columns: 3, streams: IDS }],
      index: 0,
      isMissing: false,
    });
  });
  test.each([
    ["the first layout, unless told otherwise", undefined, 0, { name: "강남", index: 0, pages: 2, isMissing: false }],
    ["the layout and page of its address", "강남", 1, { name: "강남", index: 1, pages: 2, isMissing: false }],
    ["the last page where its page is gone", "서초", 7, { name: "서초", index: 0, pages: 1, isMissing: false }],
    ["all streams when its address says so", "", 0, { name: undefined, index: 0, pages: 1, isMissing: false }],
    ["the first layout in the place of one that is gone, and says so", "옛날", 0, { name: "강남", index: 0, pages: 2, isMissing: true }],
  ])("%s", (_what, layout, page, view) => expect(show(wall, layout, page)).toEqual(view));
  test("all streams, and says so, when its layout is gone and there is no other", () =>
    expect(show(none, "옛날")).toEqual({ name: undefined, index: 0, pages: 1, isMissing: true }));
});

test("a page has its streams in its own order, each once, without those that are in no settings", () => {
  const known = new Map(IDS.map((id) => [id, id.toUpperCase()]));
  expect(wall.layouts[0]!.pages.map((page) => listPageStreams(page, known))).toEqual([["B", "A"], ["C"]]);
  expect(countUnknownStreams(wall.layouts, IDS)).toBe(2);
});
