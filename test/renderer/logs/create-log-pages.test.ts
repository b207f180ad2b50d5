import { describe, expect, test } from "vitest";
import { createLogPages, PAGE } from "../../../renderer/logs/create-log-pages.ts";
import type { LogPages } from "../../../renderer/logs/create-log-pages.ts";
import type { LogRow } from "../../../shared/log-api.ts";

const TOP = { first: 0, last: 29 };

/** The newest has the largest number. */
function rowsDown(from: number, count: number): LogRow[] {
  return Array.from({ length: count }, (_, at) => ({ at: { file: "a", offset: from - at }, damaged: "", delivery: "waiting" }));
}

/** Reads all that is missing for a view out of `total` rows, as the history would. */
function readAll(pages: LogPages, total: number, view = TOP): void {
  for (let page = pages.findMissing(view); page !== undefined; page = pages.findMissing(view)) {
    const rows = rowsDown(total - 1 - page * PAGE, Math.min(PAGE, total - page * PAGE));
    pages.take(page, { rows, isEnd: (page + 1) * PAGE >= total }, view);
  }
}

function offsetsOf(pages: LogPages, indexes: readonly number[]): (number | undefined)[] {
  return indexes.map((index) => pages.makeRowAt()(index)?.at.offset);
}

describe("a list of 10 000 rows", () => {
  const total = 10_000;

  test("holds page 0, the pages in view and two around them, wherever one has been", () => {
    const pages = createLogPages();
    pages.take(0, { rows: rowsDown(total - 1, PAGE), isEnd: false }, TOP);
    pages.expect(total);
    for (const first of [3_000, 9_000, 5_000]) readAll(pages, total, { first, last: first + 29 });
    const held = Array.from({ length: total / PAGE }, (_, page) => page).filter((page) => pages.makeRowAt()(page * PAGE) !== undefined);
    expect(held).toEqual([0, 23, 24, 25, 26, 27]);
    expect(offsetsOf(pages, [0, 5_000, 5_199, 9_000])).toEqual([9_999, 4_999, 4_800, undefined]);
  });

  test("is read from the neighbour of a page, or counted from page 0 where there is none", () => {
    const pages = createLogPages();
    readAll(pages, total);
    const endOfFirst = { file: "a", offset: total - PAGE };
    expect(pages.placeOf(0)).toEqual({});
    expect(pages.placeOf(20)).toEqual({ after: endOfFirst, skip: 19 * PAGE });
    pages.expect(total);
    pages.take(20, { rows: rowsDown(total - 1 - 20 * PAGE, PAGE), isEnd: false }, { first: 4_000, last: 4_029 });
    expect(pages.placeOf(21)).toEqual({ after: { file: "a", offset: total - 21 * PAGE } });
    expect(pages.placeOf(19)).toEqual({ before: { file: "a", offset: total - 1 - 20 * PAGE } });
  });
});

test("the end counts once it was seen, before that what the counts say, and what was read with one more", () => {
  const pages = createLogPages();
  expect(pages.count()).toBe(0);
  pages.take(0, { rows: rowsDown(999, PAGE), isEnd: false }, TOP);
  expect(pages.count()).toBe(PAGE + 1);
  expect(pages.expect(900)).toBe(true);
  expect(pages.expect(900)).toBe(false);
  expect(pages.count()).toBe(900);
  pages.take(1, { rows: rowsDown(799, 50), isEnd: true }, TOP);
  expect(pages.count()).toBe(PAGE + 50);
});

test("what comes on top moves no row against another, and is forgotten like the rest once it is whole pages", () => {
  const pages = createLogPages();
  const total = 10_000;
  readAll(pages, total);
  pages.expect(total);
  const before = pages.makeRowAt();
  for (let more = 0; more < 3; more++) {
    const newest = total + more * 150 + 149;
    pages.putOnTop(rowsDown(newest, 150));
    pages.fold(TOP);
    expect(offsetsOf(pages, [0, 1, 449])).toEqual([newest, newest - 1, newest - 449]);
    expect(pages.count()).toBe(newest + 1);
  }
  expect(before(0)?.at.offset).toBe(total - 1);
  expect(pages.makeRowAt()(3 * PAGE + 100)).toBeUndefined();
});

test("all is forgotten but what the counts say", () => {
  const pages = createLogPages();
  readAll(pages, 10_000);
  pages.expect(10_000);
  pages.clear();
  expect(pages.hasStart()).toBe(false);
  expect(pages.findMissing(TOP)).toBe(0);
  expect(pages.count()).toBe(10_000);
});
