import { describe, expect, test } from "vitest";
import {
  addLayout,
  addPage,
  addStreams,
  beginDraft,
  changePage,
  findLayoutProblem,
  moveItem,
  movePage,
  moveToPage,
  orderStreams,
  putFirst,
  removeLayout,
  removePage,
  removeStream,
  renameLayout,
} from "../../../renderer/wall/edit-layouts.ts";
import type { LayoutDraft } from "../../../renderer/wall/edit-layouts.ts";
import { settingsSchema } from "../../../shared/settings.ts";

const { layouts } = settingsSchema.parse({
  wall: {
    layouts: [
      { name: "강남", pages: [{ streams: ["a", "gone", "b"] }, { name: "뒤", columns: 2, streams: ["c"] }, { streams: [] }] },
      { name: "서초", pages: [{ streams: ["a"] }] },
    ],
  },
}).wall;
const DRAFT: LayoutDraft = { layouts, layout: 0, page: 0 };
const FRESH = { name: "새것", streamIds: ["a", "b"] };
const KNOWN = new Set(["a", "b", "c"]);
/** The streams of each page of the draft's layout, and the page in sight. */
const see = ({ layouts, layout, page }: LayoutDraft) => ({ pages: layouts[layout]!.pages.map(({ streams }) => streams.join("")), page });

describe("a draft begins", () => {
  test("with the layout and page that are shown", () =>
    expect(beginDraft(layouts, { layout: layouts[0], page: 1 }, FRESH)).toEqual({ layouts, layout: 0, page: 1 }));
  test("with a new layout of all streams where all streams are shown", () => {
    const draft = beginDraft(layouts, { layout: undefined, page: 0 }, { ...FRESH, name: "강남" });
    expect(draft.layouts.map(({ name }) => name)).toEqual(["강남", "서초", "강남 2"]);
    expect(see(draft)).toEqual({ pages: ["ab"], page: 0 });
  });
});

describe("a page's streams", () => {
  test.each<[what: string, draft: LayoutDraft, pages: string[]]>([
    ["are put in another order, and what nobody knows stays", orderStreams(DRAFT, ["b", "a"], KNOWN), ["bagone", "c", ""]],
    ["are taken off", removeStream(DRAFT, "a"), ["goneb", "c", ""]],
    ["are added, once", addStreams(DRAFT, ["c", "a"]), ["agonebc", "c", ""]],
    ["move to another page, where they are once", moveToPage(addStreams({ ...DRAFT, page: 1 }, ["a"]), "a", 0), ["agoneb", "c", ""]],
    ["stay when there is no such page", moveToPage(DRAFT, "a", 3), ["agoneb", "c", ""]],
  ])("%s", (_what, draft, pages) => expect(see(draft).pages).toEqual(pages));

  test("leave the eyes where they are when one moves to another page", () =>
    expect(see(moveToPage(DRAFT, "a", 2))).toEqual({ pages: ["goneb", "c", "a"], page: 0 }));

  test.each([
    [0, 2, "bca"],
    [2, 0, "cab"],
    [1, 1, "abc"],
  ])("from place %i to %i become %s", (from, to, order) => expect(moveItem(["a", "b", "c"], from, to).join("")).toBe(order));
});

describe("pages", () => {
  const second = { ...DRAFT, page: 1 };
  test.each<[what: string, draft: LayoutDraft, seen: ReturnType<typeof see>]>([
    ["are added behind the one in sight", addPage(DRAFT), { pages: ["agoneb", "", "c", ""], page: 1 }],
    ["are removed", removePage(second), { pages: ["agoneb", ""], page: 1 }],
    ["are removed at the end", removePage({ ...DRAFT, page: 2 }), { pages: ["agoneb", "c"], page: 1 }],
    ["move to the front, and the eyes with them", movePage(second, -1), { pages: ["c", "agoneb", ""], page: 0 }],
    ["move no further than the end", movePage({ ...DRAFT, page: 2 }, 1), { pages: ["agoneb", "c", ""], page: 2 }],
    ["are never none", removePage({ ...DRAFT, layout: 1 }), { pages: ["a"], page: 0 }],
  ])("%s", (_what, draft, seen) => expect(see(draft)).toEqual(seen));

  test("have a name and columns", () => {
    const { pages } = changePage(second, { name: "승강장", columns: 4 }).layouts[0]!;
    expect(pages[1]).toEqual({ name: "승강장", columns: 4, streams: ["c"] });
    expect(pages[0]).toBe(layouts[0]!.pages[0]);
  });
});

describe("layouts", () => {
  test("are added, renamed, put first, removed", () => {
    const added = addLayout(DRAFT, { name: "야간", streamIds: [] });
    expect(added.layout).toBe(2);
    const first = putFirst(renameLayout(added, "심야"));
    expect(first.layouts.map(({ name }) => name)).toEqual(["심야", "강남", "서초"]);
    expect(first.layout).toBe(0);
    expect(removeLayout(first)?.layouts.map(({ name }) => name)).toEqual(["강남", "서초"]);
  });
  test("are no draft any more when the last one is removed", () =>
    expect(removeLayout({ layouts: layouts.slice(0, 1), layout: 0, page: 0 })).toBeUndefined());
  test.each([
    ["강남", undefined],
    [" ", "noName"],
    [" 서초 ", "sameName"],
  ])("named '%s' beside 서초: %s", (name, problem) => expect(findLayoutProblem(renameLayout(DRAFT, name))).toBe(problem));
});
