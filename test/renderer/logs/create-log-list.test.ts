import { expect, test, vi } from "vitest";
import { createLogList } from "../../../renderer/logs/create-log-list.ts";
import type { LogListView } from "../../../renderer/logs/create-log-list.ts";
import type { LogPage, LogRow } from "../../../shared/log-api.ts";
import { SLOW } from "../../support/slow.ts";

const makeRow = (offset: number): LogRow => ({ at: { file: "2026-01-08.jsonl", offset }, delivery: "waiting" });
const INDEX = { source: "own", state: "ready", bytesDone: 0, bytesTotal: 0, lines: 0 } as const;
const QUESTION = { source: "own", filter: { facets: { delivery: { include: ["rejected"] } } } };

/** A list over rows that a test changes, and every phase that it has shown. */
async function openList(rows: LogRow[]) {
  /** Slots whose answers are kept back. */
  const held = new Map<string, Promise<void>>();
  const list = createLogList({
    slot: "test",
    api: {
      readLogPage: async ({ order = "newestFirst", after, slot = "" }): Promise<LogPage> => {
        const found = rows.filter(
          ({ at }) => after === undefined || (order === "newestFirst" ? at.offset < after.offset : at.offset > after.offset),
        );
        await held.get(slot);
        return { rows: order === "newestFirst" ? found.toReversed() : found, isEnd: true, index: INDEX };
      },
    },
  });
  const phases: LogListView["phase"][] = [];
  list.subscribe(() => phases.push(list.get().phase));
  list.ask(QUESTION);
  await vi.waitUntil(() => list.get().phase === "ready", SLOW);
  phases.length = 0;
  /** Keeps back what is asked in a slot from now on, as it was when it was asked; returns what lets it go. */
  const hold = (slot: string): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held.set(slot, promise);
    return () => {
      held.delete(slot);
      resolve();
    };
  };
  return { list, phases, hold, offsets: () => Array.from({ length: list.get().total }, (_, n) => list.get().rowAt(n)?.at.offset) };
}

test("a list in which nothing is says so on and on while lines come that it does not want", async () => {
  const { list, phases } = await openList([]);
  for (let line = 0; line < 5; line++) list.grow();
  list.refresh();
  await new Promise(setImmediate);
  expect(phases).not.toContain("loading");
  expect(list.get()).toMatchObject({ phase: "ready", total: 0 });
});

test("the first row that comes stands in it", async () => {
  const rows: LogRow[] = [];
  const { list, phases, offsets } = await openList(rows);
  rows.push(makeRow(10));
  list.grow();
  await vi.waitUntil(() => list.get().total === 1, SLOW);
  expect(offsets()).toEqual([10]);
  expect(phases).not.toContain("loading");
});

test("rows that are read again are shown until the new ones are there", async () => {
  const rows = [makeRow(10), makeRow(20), makeRow(30)];
  const { list, phases, offsets } = await openList(rows);
  rows.splice(1, 1);
  list.refresh();
  await vi.waitUntil(() => list.get().total === 2, SLOW);
  expect(offsets()).toEqual([30, 10]);
  expect(phases).not.toContain("loading");
});

test("a list that stands still is left alone", async () => {
  const rows = [makeRow(10), makeRow(20)];
  const { list, offsets } = await openList(rows);
  list.follow(false);
  rows.length = 0;
  list.refresh();
  await new Promise(setImmediate);
  expect(offsets()).toEqual([20, 10]);
});

test("a row that comes twice, with the newest page and as a new one, stands in it once", async () => {
  const rows = [makeRow(10), makeRow(20)];
  const { list, hold, offsets } = await openList(rows);
  list.follow(false);
  rows.push(makeRow(30));
  list.grow();
  await vi.waitUntil(() => list.get().fresh === 1, SLOW);
  rows.push(makeRow(40));
  const letGo = hold("test-tail");
  list.grow();
  list.follow(true);
  await vi.waitUntil(() => list.get().total === 4, SLOW);
  letGo();
  rows.push(makeRow(50));
  list.grow();
  await vi.waitUntil(() => list.get().total >= 5, SLOW);
  expect(offsets()).toEqual([50, 40, 30, 20, 10]);
});

test("a row that came while the newest page was read again stays in it", async () => {
  const rows = [makeRow(10), makeRow(20)];
  const { list, phases, hold, offsets } = await openList(rows);
  const letGo = hold("test-again");
  list.refresh();
  rows.push(makeRow(30));
  list.grow();
  letGo();
  await vi.waitUntil(() => phases.length === 2, SLOW); // the page, and the row
  expect(offsets()).toEqual([30, 20, 10]);
});
