import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildTimelines } from "../../../shared/statistics/build-timelines.ts";
import { joinTimelines } from "../../../shared/statistics/join-timelines.ts";
import { kindAtEnd, partitionTimeline } from "../../../shared/statistics/partition.ts";
import { listKinds } from "../../support/list-kinds.ts";
import type { StateLine } from "../../../shared/state-line.ts";
import { alive, anyLines, change, host, NOON, recovery, SECOND } from "./state-lines.ts";

/** What is known of the only stream between two seconds after noon, as `up 0-60`. */
function tell(lines: StateLine[], from: number, to: number, now = to): string[] {
  const window = { from: NOON + from * SECOND, to: NOON + to * SECOND };
  const [timeline] = buildTimelines(lines, window, NOON + now * SECOND);
  const seconds = (time: number) => (time - NOON) / SECOND;
  return listKinds(partitionTimeline(timeline!, { window })).map((part) => `${part.kind} ${seconds(part.from)}-${seconds(part.to)}`);
}

describe("timelines", () => {
  test("hold what was said until the next word, from when it holds and not from when it was noticed", () => {
    const lines = [change(0, "up"), ...alive(30, 330), change(104, "down", { since: NOON + 100 * SECOND }), change(160, "up")];
    expect(tell(lines, -60, 300)).toEqual(["unknown -60-0", "up 0-100", "down 100-160", "up 160-300"]);
  });

  test("go on until now while the page lives, and end at its last sign when it has been silent for long", () => {
    const lines = [change(0, "up"), ...alive(30, 90)];
    expect(tell(lines, 0, 180)).toEqual(["up 0-180"]);
    expect(tell(lines, 0, 181)).toEqual(["up 0-90", "unknown 90-181"]);
  });

  test("are unknown while the page says nothing for long, and hold again from its next sign on", () => {
    const lines = [change(0, "up"), ...alive(30, 90), ...alive(181, 241), ...alive(331, 361)];
    expect(tell(lines, 0, 361)).toEqual(["up 0-90", "unknown 90-181", "up 181-361"]);
  });

  test("are unknown from the last sign of life to the next when the host was killed, be it for a second", () => {
    const lines = [change(0, "up"), ...alive(30, 90), host(101, "started"), ...alive(110, 170)];
    expect(tell(lines, 0, 170)).toEqual(["up 0-90", "unknown 90-110", "up 110-170"]);
  });

  test("end with the host where it ended in order", () => {
    const lines = [change(0, "up"), ...alive(30, 90), host(101, "closed"), host(200, "started"), change(210, "up", { page: "next" })];
    expect(tell(lines, 0, 220)).toEqual(["up 0-101", "unknown 101-210", "up 210-220"]);
  });

  test("are unknown while a page is gone, though the host lives and another page plays on", () => {
    const other = [change(0, "up", { page: "other", streamId: "stream-002" }), ...alive(0, 600, "other")];
    const lines = [change(0, "up"), ...alive(30, 60), ...other, change(300, "up", { page: "other" })];
    expect(tell(lines, 0, 600)).toEqual(["up 0-60", "unknown 60-300", "up 300-600"]);
  });

  test("take a page's step of recovery as a sign of life, and the host's own as nothing", () => {
    const lines = [change(0, "up"), recovery(60, { page: "page" }), recovery(120), recovery(140)];
    expect(tell(lines, 0, 200)).toEqual(["up 0-60", "unknown 60-200"]);
  });

  test("know of a failure that a page saw while its host was away", () => {
    const lines = [
      change(0, "up"),
      ...alive(30, 90),
      change(97, "down", { since: NOON + 95 * SECOND }),
      host(105, "started"),
      ...alive(106, 166),
    ];
    expect(tell(lines, 0, 166)).toEqual(["up 0-95", "down 95-97", "unknown 97-106", "down 106-166"]);
  });

  test("of a day need what was said again within its last hour only", () => {
    const begun = NOON - 86_400 * SECOND;
    const lines = [
      ...alive(-600, 300),
      change(-600, "down", { since: begun, incidentId: "i" }),
      change(100, "down", { since: begun, incidentId: "i" }),
    ];
    expect(tell(lines, 0, 300)).toEqual(["down 0-300"]);
  });

  test("refuse a window that lies ahead", () => {
    expect(() => tell([change(0, "up")], 0, 100, 50)).toThrow(RangeError);
  });

  const WINDOW = { from: NOON, to: NOON + 1_000 * SECOND };
  const NOW = NOON + 1_500 * SECOND;
  const windowLength = WINDOW.to - WINDOW.from;

  test("are the same for any order of the lines, and for lines that stand there twice", () => {
    fc.assert(
      fc.property(anyLines, fc.infiniteStream(fc.nat()), (lines, random) => {
        const shuffled = [...lines, ...lines.slice(0, 10)].map((line) => ({ line, key: random.next().value as number }));
        shuffled.sort((a, b) => a.key - b.key);
        expect(
          buildTimelines(
            shuffled.map(({ line }) => line),
            WINDOW,
            NOW,
          ),
        ).toEqual(buildTimelines(lines, WINDOW, NOW));
      }),
    );
  });

  test("fill the window with up, down, unknown and maintenance, no time twice", () => {
    const maintenance = fc.array(fc.record({ from: fc.nat(1_200), length: fc.nat(300) }), { maxLength: 5 });
    fc.assert(
      fc.property(anyLines, maintenance, (lines, planned) => {
        const intervals = planned.map(({ from, length }) => ({
          from: NOON + (from - 100) * SECOND,
          to: NOON + (from - 100 + length) * SECOND,
        }));
        for (const timeline of buildTimelines(lines, WINDOW, NOW)) {
          const partition = partitionTimeline(timeline, { window: WINDOW, maintenance: intervals });
          const kinds = listKinds(partition);
          let end = WINDOW.from;
          for (const { from, to } of kinds) {
            expect(from).toBe(end);
            expect(to).toBeGreaterThan(from);
            end = to;
          }
          expect(end).toBe(WINDOW.to);
          expect(kindAtEnd(partition)).toBe(kinds.at(-1)?.kind);
          expect(kinds.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(windowLength);
        }
      }),
    );
  });

  test("of days that do not all know of a stream are unknown where it is missing", () => {
    const days = [0, 1, 2].map((n) => ({ from: n * 100, to: n * 100 + 100 }));
    const timeline = { streamId: "stream-001", server: "a:8889", down: [{ from: 110, to: 120 }], unknown: [{ from: 190, to: 200 }] };
    const parts = days.map((window, n) => ({ window, timelines: n === 1 ? [timeline] : [] }));
    const unknown = [
      { from: 0, to: 100 },
      { from: 190, to: 300 },
    ];
    expect(joinTimelines(parts)).toEqual([{ ...timeline, unknown }]);
  });

  test("of parts, joined, are those of the whole", () => {
    fc.assert(
      fc.property(anyLines, fc.array(fc.nat(1_000), { maxLength: 4 }), (lines, cuts) => {
        const edges = [...new Set([0, ...cuts, 1_000])].sort((a, b) => a - b).map((seconds) => NOON + seconds * SECOND);
        const windows = edges.slice(0, -1).map((from, n) => ({ from, to: edges[n + 1]! }));
        const parts = windows.map((window) => ({ window, timelines: buildTimelines(lines, window, NOW) }));
        expect(joinTimelines(parts)).toEqual(buildTimelines(lines, WINDOW, NOW));
      }),
    );
  });
});
