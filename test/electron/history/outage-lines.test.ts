import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LogFilter } from "../../../shared/log-search.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { countWrittenLines, writeStateFiles, writtenStreamId } from "../../support/write-state-files.ts";
import { openDesk, writeLog } from "./history-desk.ts";
import type { DeskOptions } from "./history-desk.ts";

const HOUR = 3_600_000;
const FROM = new Date(2026, 0, 5).getTime();
const UNTIL = new Date(2026, 0, 7).getTime();
const iso = (time: number): string => new Date(time).toISOString();
const window = { from: iso(FROM), until: iso(UNTIL) };

/** A data dir of two days, and what was written into it. Files begin an hour before the window. */
function openWritten(options?: DeskOptions) {
  const desk = openDesk(options);
  const span = { from: FROM - HOUR, to: UNTIL + 2 * HOUR };
  const outages = writeStateFiles({ logs: join(desk.dataDir, "logs"), streams: 4, ...span, outagesPerDay: 8 });
  const cut = outages
    .map((each) => ({ ...each, down: Math.min(each.to, UNTIL) - Math.max(each.from, FROM) }))
    .filter(({ down }) => down > 0);
  const count = async (filter: LogFilter) => (await desk.api.summarizeLogs({ filter, facets: [], buckets: 0 })).records;
  const linesOf = (isWanted: (each: (typeof cut)[number]) => boolean, within = { from: FROM, to: UNTIL }) =>
    cut.filter(isWanted).reduce((sum, each) => sum + countWrittenLines([each], within), 0);
  return { desk, cut, count, linesOf };
}

describe("the log of outages of a length", () => {
  test("has their lines and no others, as many outages as the figures count; a narrower range shortens none", async () => {
    const { desk, cut, count, linesOf } = openWritten();
    const { lengths } = await desk.api.readStatistics(window);
    let sum = 0;
    for (const { from, to, incidents } of lengths) {
      const isWanted = ({ down }: { down: number }) => down >= from && down < (to ?? Infinity);
      const outages = { ...window, longerThan: from, ...(to !== undefined && { shorterThan: to }) };
      expect([from, cut.filter(isWanted).length]).toEqual([from, incidents]);
      expect([from, await count({ ...window, outages })]).toEqual([from, linesOf(isWanted)]);
      sum += linesOf(isWanted);
    }
    expect(sum).toBe(linesOf(() => true));
    const longest = cut.toSorted((a, b) => b.down - a.down)[0]!;
    const middle = { from: longest.from + longest.down / 4, to: longest.to - longest.down / 4 };
    const outages = { ...window, longerThan: longest.down };
    const narrowed: LogFilter = { from: iso(middle.from), until: iso(middle.to), outages };
    expect(await count(narrowed)).toBe(linesOf((each) => each === longest, middle));
    expect(await count(narrowed)).toBeGreaterThan(2);
    expect(await count({ outages: { ...window, longerThan: 400 * 24 * HOUR } })).toBe(0);
  });

  test("is the same from the files as from the index, with what else is chosen; in groups and facets, too", async () => {
    const written = openWritten();
    const { api } = written.desk;
    // A file in the index's place keeps it away: this one reads the files. It was written the same.
    const blocked = openWritten().desk;
    for (const { logs } of [written.desk, blocked])
      writeLog(join(logs, "2026-01-07.2.jsonl"), [
        "damaged",
        JSON.stringify({ timestamp: iso(FROM), streamId: writtenStreamId(1) }),
        JSON.stringify({ timestamp: "yesterday", streamId: writtenStreamId(1) }),
        JSON.stringify({ timestamp: iso(written.cut[0]!.from), streamId: "never-seen" }),
      ]);
    writeLog(join(blocked.dataDir, "index"), ["in the way"]);
    await api.summarizeLogs({});
    const outages = { ...window, longerThan: 60_000, shorterThan: 4 * HOUR };
    for (const rest of [
      {},
      { text: "whep", textStreams: [writtenStreamId(2)] },
      { facets: { stream: { include: [writtenStreamId(1)] } } },
      { facets: { stream: { exclude: [writtenStreamId(1)] } }, text: "no_stream" },
    ] satisfies LogFilter[]) {
      const filter: LogFilter = { ...rest, outages };
      const found = await api.readLogPage({ filter, limit: 1_000 });
      expect([found.index.state, found.isEnd]).toEqual(["ready", true]);
      expect(found.rows.length).toBeGreaterThan(10);
      const scanned = await blocked.api.readLogPage({ filter, limit: 1_000 });
      expect(scanned.index.state).not.toBe("ready");
      expect(scanned.rows).toEqual(found.rows);
      const { groups } = await api.groupLogs({ filter });
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(found.rows.length);
      const { facets, records } = await api.summarizeLogs({ filter });
      expect([records, facets.reason!.reduce((sum, { count }) => sum + count, 0)]).toEqual([found.rows.length, found.rows.length]);
    }
  });

  test("leaves out what lies within a maintenance, as the figures do, from when it is set; refuses what they refuse", async () => {
    let settings = settingsSchema.parse({});
    const { desk, cut, count, linesOf } = openWritten({ settings: () => settings });
    const [first] = cut;
    const outages = { ...window };
    expect(await count({ outages })).toBe(linesOf(() => true));
    settings = settingsSchema.parse({ maintenance: [{ streams: [first!.streamId], from: iso(first!.from - 1), to: iso(first!.to + 1) }] });
    expect(await count({ outages })).toBe(linesOf((each) => each !== first));
    const turned = { from: window.until, until: window.from };
    for (const asking of [desk.api.readLogPage({ filter: { outages: turned } }), desk.api.summarizeLogs({ filter: { outages: turned } })])
      await expect(asking).rejects.toMatchObject({ code: "invalid_input" });
  });
});
