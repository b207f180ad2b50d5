import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createFormats } from "../../shared/create-formats.ts";
import { ko } from "../../renderer/i18n/ko.ts";
import { ERROR_TYPES, errorTypeOf } from "../../shared/reasons.ts";
import { SLOW } from "../support/slow.ts";
import { startDashboard, WRITTEN_STREAMS } from "../support/start-dashboard.ts";
import type { Dashboard } from "../support/start-dashboard.ts";
import { countWrittenLines, writtenServer, writtenStreamId } from "../support/write-state-files.ts";
import type { Span, WrittenOutage } from "../support/write-state-files.ts";

const formats = createFormats("ko");
const { dashboard: say } = ko;
let board: Dashboard;
let within: WrittenOutage[];

beforeAll(async () => {
  board = await startDashboard();
  within = board.outages.filter(({ from, to }) => to > board.window.from && from < board.window.to);
});
afterAll(() => board?.wall.stop());

const lengthOf = ({ from, to }: Span) => to - from;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** The part within the window; all in it are whole unless they cross midnight. */
const clip = ({ from, to }: Span, window: Span = board.window) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) });
const downOf = (outages: readonly WrittenOutage[], window?: Span) => sum(outages.map((each) => Math.max(0, lengthOf(clip(each, window)))));
const began = (outages: readonly WrittenOutage[], { from, to }: Span) =>
  outages.filter((each) => clip(each).from >= from && clip(each).from < to);
const days = () =>
  Array.from({ length: 4 }, (_, n) => {
    const day = (later: number) => {
      const date = new Date(board.window.from);
      return new Date(date.getFullYear(), date.getMonth(), date.getDate() + later).getTime();
    };
    return { from: day(n), to: day(n + 1) };
  });
/** PERCENTILE.INC, by the book. */
function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below);
}

/** Lines of the error journal, as they stand in its files. */
const linesOf = (isWanted: (outage: WrittenOutage) => boolean, span: Span = board.window) =>
  countWrittenLines(board.outages.filter(isWanted), span);

async function showTable(title: string): Promise<string[][]> {
  const panel = board.panel(title);
  await panel.getByRole("button", { name: say.asTableOf(title) }).click();
  await panel.locator("caption", { hasText: title }).waitFor({ state: "attached" });
  const rows = await board.readTable(panel);
  await panel.getByRole("button", { name: say.asTableOf(title) }).click();
  return rows;
}

describe("the figures of four days", () => {
  beforeAll(() => board.open());

  test("of each stream: worst first, observed without the host's pause and without maintenance", async () => {
    const expected = Array.from({ length: WRITTEN_STREAMS }, (_, n) => {
      const id = writtenStreamId(n + 1);
      const own = within.filter(({ streamId }) => streamId === id);
      const down = downOf(own);
      const observed = lengthOf(board.window) - lengthOf(board.off) - (n === 1 ? lengthOf(board.maintenance) : 0);
      const lengths = own.map((each) => lengthOf(clip(each)));
      return {
        availability: 1 - down / observed,
        cells: [
          `${n + 1}번 승강장`,
          writtenServer(n + 1),
          `${((1 - down / observed) * 100).toFixed(3)}%`,
          String(own.length),
          formats.count(linesOf(({ streamId }) => streamId === id)),
          formats.duration((observed - down) / own.length),
          formats.duration(percentile(lengths, 0.5)),
          formats.duration(percentile(lengths, 0.95)),
          formats.duration(Math.max(...lengths)),
          formats.duration(observed),
          "6시간",
        ],
      };
    }).sort((a, b) => a.availability - b.availability);
    const rows = await board.readTable(board.panel(say.availability.title));
    expect(rows.map(([name, ...cells]) => [name!.split("\n").at(-1), ...cells.slice(0, 10)])).toEqual(expected.map(({ cells }) => cells));
  });

  test("by type, each day", async () => {
    const expected = days().map((day) => {
      const counts = ERROR_TYPES.map((type) => began(within, day).filter(({ reason }) => errorTypeOf(reason) === type).length);
      return [formats.day(day.from), ...counts.map(String), String(sum(counts))];
    });
    expect(await showTable(say.types.title)).toEqual(expected);
    await board.panel(say.types.title).getByRole("button", { name: say.counted.lines }).click();
    const lines = days().map((day) => {
      const counts = ERROR_TYPES.map((type) => linesOf(({ reason }) => errorTypeOf(reason) === type, day));
      return [formats.day(day.from), ...counts.map(formats.count), formats.count(sum(counts))];
    });
    expect(await showTable(say.types.title)).toEqual(lines);
    await board.panel(say.types.title).getByRole("button", { name: say.counted.incidents, exact: true }).click();
  });

  test("by cause and by server, with lines and time down", async () => {
    for (const [by, keyOf, nameOf] of [
      ["reasons", ({ reason }: WrittenOutage) => reason, (key: string) => ko.reason[key as keyof typeof ko.reason]],
      ["servers", ({ server }: WrittenOutage) => server, (key: string) => key],
    ] as const) {
      const panel = board.panel(say.causes.title);
      await panel.getByRole("button", { name: say.causes.by[by], exact: true }).click();
      const keys = [...new Set(within.map(keyOf))].map((key) => {
        const own = within.filter((each) => keyOf(each) === key);
        return { key, own, down: downOf(own) };
      });
      let before = 0;
      const expected = keys
        .sort((a, b) => b.own.length - a.own.length || b.down - a.down)
        .map(({ key, own, down }) => {
          before += own.length;
          const shares = [own.length, before].map((count) => formats.percent(count / within.length));
          const lines = linesOf((each) => keyOf(each) === key);
          return [nameOf(key), String(own.length), ...shares, formats.duration(down), formats.count(lines)];
        });
      expect(await showTable(say.causes.title)).toEqual(expected);
    }
    await board.panel(say.causes.title).getByRole("button", { name: say.causes.by.reasons, exact: true }).click();
  });

  test("by hour and weekday, and by day", async () => {
    const hours = Array.from({ length: 24 }, (_, hour) => [
      `${hour}시`,
      ...Array.from({ length: 7 }, (_, weekday) => {
        const isThen = (each: WrittenOutage) =>
          new Date(clip(each).from).getDay() === weekday && new Date(clip(each).from).getHours() === hour;
        return String(within.filter(isThen).length);
      }),
    ]);
    expect(await showTable(say.heatMap.title)).toEqual(hours);
    const expected = days().map((day, n) => {
      const overlap = (span: Span) => Math.max(0, lengthOf(clip(span, day)));
      const observed = WRITTEN_STREAMS * (lengthOf(day) - (n === 1 ? lengthOf(board.off) : 0)) - overlap(board.maintenance);
      const availability = `${((1 - downOf(within, day) / observed) * 100).toFixed(3)}%`;
      return [formats.day(day.from), String(began(within, day).length), formats.count(linesOf(() => true, day)), availability];
    });
    expect(await showTable(say.calendar.title)).toEqual(expected);
  });

  test("by length", async () => {
    const bounds = [0, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400].map((seconds) => seconds * 1_000);
    const lengths = within.map((each) => lengthOf(clip(each)));
    const counts = bounds.map((from, n) => lengths.filter((length) => length >= from && length < (bounds[n + 1] ?? Infinity)).length);
    const rows = await showTable(say.lengths.title);
    expect(rows.map(([, count, share]) => [count, share])).toEqual(
      counts.map((count) => [String(count), formats.percent(count / within.length)]),
    );
    expect(rows.map(([name]) => name)).toEqual([
      "10초 미만",
      "10초–30초",
      "30초–1분",
      "1분–5분",
      "5분–15분",
      "15분–1시간",
      "1시간–4시간",
      "4시간–1일",
      "1일 이상",
    ]);
  });

  test("the time that they rest on", async () => {
    const expected = days().map((day, n) => {
      const unknown = n === 1 ? WRITTEN_STREAMS * lengthOf(board.off) : 0;
      const maintenance = Math.max(0, lengthOf(clip(board.maintenance, day)));
      const whole = WRITTEN_STREAMS * lengthOf(day);
      const cell = (length: number) => `${formats.duration(length)} (${formats.percent(length / whole)})`;
      return [formats.day(day.from), cell(whole - unknown - maintenance), cell(maintenance), cell(unknown)];
    });
    expect(await showTable(say.quality.title)).toEqual(expected);
  });

  test("each outage is in the timeline's table, the latest first", async () => {
    const rows = await showTable(say.timeline.title);
    const downs = rows.filter((cells) => cells[3] === say.kind.down);
    // What is shorter than a piece is joined with its neighbours: none vanishes, some stand together.
    expect(downs.length).toBeGreaterThan(within.length / 2);
    expect(downs.length).toBeLessThanOrEqual(within.length);
    expect(rows.filter((cells) => cells[3] === say.kind.unknown)).toHaveLength(WRITTEN_STREAMS);
    expect(rows.filter((cells) => cells[3] === say.kind.maintenance).map((cells) => cells[2])).toEqual(["2번 승강장"]);
  });
});

describe("right now", () => {
  test("counts the streams, and says of those that are down why and since when; healed, they are up", async () => {
    await board.open();
    const count = (kind: string) => board.page.locator(`.now-counts [data-kind=${kind}][data-count]`).getAttribute("data-count");
    const waitForCounts = (...counts: string[]) =>
      vi.waitFor(async () => expect([await count("up"), await count("down"), await count("unknown")]).toEqual(counts), SLOW);
    await waitForCounts("4", "0", "0");
    await board.page.getByText(say.now.noneDown).waitFor();
    await board.wall.media.setStreamFault("demo-1", { fault: "no_packets" });
    const down = board.page.locator(`.down-list li[data-stream=${writtenStreamId(1)}]`);
    await down.waitFor();
    expect(await down.innerText()).toContain(ko.reason.stalled_no_packets);
    await waitForCounts("3", "1", "0");
    await down.getByRole("link", { name: "1번 승강장" }).click();
    await board.page.locator(".log-row[aria-rowindex='2']", { hasText: "1번 승강장" }).waitFor();
    expect(await board.address()).toContain(`stream=${writtenStreamId(1)}`);
    await board.page.goBack();
    await board.wall.media.heal("demo-1");
    await waitForCounts("4", "0", "0");
  });
});
