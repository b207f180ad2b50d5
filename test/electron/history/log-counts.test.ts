import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LOG_FACETS } from "../../../shared/log-facets.ts";
import type { LogRow } from "../../../shared/log-api.ts";
import type { LogFilter } from "../../../shared/log-search.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { openDesk, writeLog } from "./history-desk.ts";
import { makeLogLines } from "./make-log-lines.ts";

const LOGS = join(import.meta.dirname, "../../../electron/logs.ts");
const hasJq = spawnSync("sh", ["-c", "jq --version && command -v zcat"]).status === 0;
const DAY = Date.UTC(2026, 0, 8);

/** Plain and compressed days, a day in pieces, a day with both forms of which the plain one counts, a file with a torn last line. */
function writeFolder(folder: string): void {
  const day = (number: number) => DAY + number * 86_400_000;
  writeLog(join(folder, "2026-01-08.jsonl"), makeLogLines(300, 1, day(0)), { gz: true });
  writeLog(join(folder, "2026-01-08.1.jsonl"), makeLogLines(100, 2, day(0) + 3_600_000));
  writeLog(join(folder, "2026-01-09.jsonl"), makeLogLines(200, 3, day(1)), { gz: true });
  writeLog(join(folder, "2026-01-09.jsonl"), makeLogLines(200, 3, day(1)));
  writeLog(join(folder, "2026-01-10.jsonl"), makeLogLines(1_500, 4, day(2)), { tail: '{"timestamp":"2026-01-10T23:00:00.000Z","strea' });
  writeLog(join(folder, "2026-01-11.jsonl"), makeLogLines(20, 5, day(3)), {
    gz: true,
    tail: '{"timestamp":"2026-01-11T23:00:00.000Z","errorType":"unknown"}',
  });
}

/** What the standard tools say. */
function askJq(folder: string, filter: string): string {
  const files = "*.jsonl $(for f in *.jsonl.gz; do [ -e ${f%.gz} ] || echo $f; done)";
  // One at a time: the last line of a file without an LF must not run into the next file's first.
  const script = `for f in ${files}; do zcat -f $f | jq -cR 'fromjson? | objects' ; done | jq -r '${filter}'`;
  return execFileSync("bash", ["-c", script], { cwd: folder, encoding: "utf8", env: { ...process.env, TZ: "UTC" } });
}

function tally(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of text.split("\n").slice(0, -1)) counts[line] = (counts[line] ?? 0) + 1;
  return counts;
}

function askLogs(args: string[]): { out: string; said: string } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [LOGS, ...args], { encoding: "utf8", env: { ...process.env, TZ: "UTC" } });
  expect(status, stderr).toBe(0);
  return { out: stdout, said: stderr };
}

function fromLines(out: string): Record<string, number> {
  const pairs = out
    .split("\n")
    .slice(0, -1)
    .map((line) => line.split("\t") as [string, string]);
  return Object.fromEntries(pairs.map(([count, value]) => [value, Number(count)]));
}

describe.skipIf(!hasJq)("counts are those of zcat and jq", () => {
  const questions = [
    ["type", '.errorType // "-" | strings'],
    ["stream", 'if (.streamId | type) == "string" then .streamId else "-" end'],
    ["reason", '(.detail | objects | .reason) // "-"'],
    ["day", '.timestamp | strings | select(startswith("2026")) | .[0:10]'],
    ["hour", '.timestamp | strings | select(startswith("2026")) | .[0:13]'],
  ] as const;

  test("on the command line", () => {
    const folder = makeTempDir();
    writeFolder(folder);
    const records = askJq(folder, "1").split("\n").length - 1;
    expect(records).toBeGreaterThan(1_800);
    expect(askLogs([folder, "--count"])).toEqual({ out: `${records}\n`, said: expect.stringMatching(/^logs: \d+ damaged lines\n$/) });
    for (const [by, filter] of questions) {
      const counted = fromLines(askLogs([folder, "--count", "--by", by]).out);
      const wanted = tally(askJq(folder, filter));
      for (const [value, count] of Object.entries(wanted))
        if (value !== "-") expect([by, value, counted[value]]).toEqual([by, value, count]);
      expect(Object.values(counted).reduce((a, b) => a + b)).toBe(records);
    }
    expect(askLogs([folder, "--format", "jsonl"]).out.split("\n")).toHaveLength(records + 1);
  });

  test("in the index", async () => {
    const desk = openDesk();
    writeFolder(desk.logs);
    const records = askJq(desk.logs, "1").split("\n").length - 1;
    const summary = await desk.api.summarizeLogs({ buckets: 30 });
    expect(summary.records).toBe(records);
    const asCounts = (list: { value: string; count: number }[] = []) => Object.fromEntries(list.map(({ value, count }) => [value, count]));
    for (const [facet, filter] of questions.slice(0, 3) as unknown as ["type" | "stream" | "reason", string][]) {
      const counted = asCounts(summary.facets[facet]);
      for (const [value, count] of Object.entries(tally(askJq(desk.logs, filter))))
        if (value !== "-") expect([value, counted[value]]).toEqual([value, count]);
    }
    const bars = Object.values(summary.histogram!.types).flat();
    expect(bars.reduce((a, b) => a + b)).toBe(records - summary.untimed);
    for (const facet of LOG_FACETS)
      expect(
        summary.facets[facet]!.reduce((sum, { count }) => sum + count, 0),
        facet,
      ).toBe(records);
  });
});

describe.skipIf(!hasJq)("lines beside the figures", () => {
  test("are those of zcat and jq", async () => {
    const desk = openDesk();
    writeFolder(desk.logs);
    await desk.api.summarizeLogs({});
    const ask = async (from: string, until: string, servers: string[] = []) =>
      (await desk.api.readStatistics({ from, until, servers })).lines!;
    const lines = await ask("2026-01-08T00:00:00Z", "2026-01-12T00:00:00Z");
    const timed = 'select(.timestamp | strings | startswith("2026"))';
    expect(lines.total).toBe(askJq(desk.logs, `${timed} | 1`).split("\n").length - 1);
    expect(lines.streams).toEqual(tally(askJq(desk.logs, `${timed} | .streamId // ""`)));
    expect(lines.reasons).toEqual(tally(askJq(desk.logs, `${timed} | .detail.reason // ""`)));
    const types = Object.entries(lines.byType).map(([type, counts]) => [type, counts.reduce((a, b) => a + b)]);
    expect(Object.fromEntries(types)).toEqual(tally(askJq(desk.logs, `${timed} | .errorType // ""`)));
    // By the hour, whatever this machine's zone.
    const hours = await Promise.all([0, 1, 2].map((hour) => ask(`2026-01-08T0${hour}:00:00Z`, `2026-01-08T0${hour + 1}:00:00Z`)));
    const wanted = tally(askJq(desk.logs, `${timed} | .timestamp[0:13]`));
    expect(hours.map(({ total }) => total)).toEqual([0, 1, 2].map((hour) => wanted[`2026-01-08T0${hour}`] ?? 0));
    const ofServer = askJq(desk.logs, `${timed} | select((.whepUrl // "") | test("//([^/]*@)?10.0.0.3:?[0-9]*/")) | 1`);
    const [name] = Object.keys(lines.servers).filter((server) => server.startsWith("10.0.0.3"));
    expect((await ask("2026-01-08T00:00:00Z", "2026-01-12T00:00:00Z", [name!])).total).toBe(ofServer.split("\n").length - 1);
  });
});

const FILTERS: [string, LogFilter][] = [
  ["nothing", {}],
  ["a type", { facets: { type: { include: ["fetch_error"] } } }],
  ["an unknown type", { facets: { type: { include: ["brand_new_type"] } } }],
  ["no type", { facets: { type: { include: [""] } } }],
  ["not a type", { facets: { type: { exclude: ["fetch_error", "brand_new_type"] } } }],
  ["two facets", { facets: { stream: { include: ["stream-001", "stream-002"] }, status: { include: ["502"] } } }],
  ["servers", { facets: { server: { include: ["media.example:443", "10.0.0.3:80"] } } }],
  ["a client", { facets: { client: { exclude: ["3번 관제석"] } } }],
  ["what does not occur", { facets: { reason: { include: ["never"] } } }],
  ["a range", { from: "2026-01-08T00:01:00Z", until: "2026-01-10T00:05:00Z" }],
  ["a range of one end", { until: "2026-01-09T00:00:30Z" }],
  [
    "an hour of the week, damaged lines too",
    { hourOfWeek: { day: new Date(DAY + 60_000).getDay(), hour: new Date(DAY + 60_000).getHours() } },
  ],
  ["text of a message", { text: "BAD gateway" }],
  ["text of the detail", { text: `it's 100% "odd"` }],
  ["text in Korean", { text: "관제석" }],
  ["text of a damaged line", { text: '{"half' }],
  ["text that is in a stream's name", { text: "Bad Gateway", textStreams: ["stream-003", "stream-999"] }],
  ["text and a facet", { text: "publishing", facets: { type: { include: ["whep_post_failed"] } } }],
  ["damaged lines", { damagedOnly: true }],
  ["delivery", { facets: { delivery: { include: ["off"] } } }],
  ["a choice in every facet", { facets: Object.fromEntries(LOG_FACETS.map((facet) => [facet, { exclude: ["never"] }])) }],
];

describe("index and files say the same", () => {
  test("for every filter, in both directions, page by page", async () => {
    const desk = openDesk();
    writeFolder(desk.logs);
    const scanned = new Map<string, LogRow[]>();
    // Before the index is there, pages come from the files: a file in its place keeps it away.
    const blocked = openDesk();
    writeFolder(blocked.logs);
    writeLog(join(blocked.dataDir, "index"), ["in the way"]);
    for (const [name, filter] of FILTERS)
      scanned.set(name, (await blocked.api.readLogPage({ filter, order: "oldestFirst", limit: 1_000 })).rows);
    await desk.api.summarizeLogs({});
    for (const [name, filter] of FILTERS) {
      const page = await desk.api.readLogPage({ filter, order: "oldestFirst", limit: 1_000 });
      expect([name, page.index.state]).toEqual([name, "ready"]);
      expect(page.rows, name).toEqual(scanned.get(name));
      const summary = await desk.api.summarizeLogs({ filter });
      if (page.isEnd) expect([name, page.rows.length]).toEqual([name, summary.rows]);
      if (summary.records < 1_000) expect([name, page.rows.filter(({ fields }) => fields).length]).toEqual([name, summary.records]);
    }
    expect(scanned.get("nothing")).toHaveLength(1_000);
    const named = scanned.get("text that is in a stream's name")!.map(({ fields }) => fields!);
    expect(named.some(({ stream, message }) => stream === "stream-003" && !message.includes("Bad"))).toBe(true);
    expect(named.every(({ stream, message }) => stream === "stream-003" || message.includes("Bad Gateway"))).toBe(true);
  });

  test("with no facet asked for, records are counted all the same", async () => {
    const desk = openDesk();
    writeFolder(desk.logs);
    const { records } = await desk.api.summarizeLogs({});
    expect(records).toBeGreaterThan(0);
    expect(await desk.api.summarizeLogs({ facets: [] })).toMatchObject({ records, facets: {} });
  });

  test("walking back and forth meets every row once", async () => {
    const desk = openDesk();
    writeFolder(desk.logs);
    await desk.api.summarizeLogs({});
    const filter: LogFilter = { facets: { reason: { include: ["no_stream", "refused"] } } };
    const all: LogRow[] = [];
    for (let after = undefined as LogRow["at"] | undefined; ;) {
      const page = await desk.api.readLogPage({ filter, limit: 70, ...(after ? { after } : {}) });
      all.push(...page.rows);
      if (page.isEnd) break;
      after = page.rows.at(-1)!.at;
    }
    const { records } = await desk.api.summarizeLogs({ filter });
    expect(new Set(all.map(({ at }) => `${at.file} ${at.offset}`)).size).toBe(records);
    const { rows } = await desk.api.readLogPage({ filter, before: all[200]!.at, limit: 50 });
    expect(rows).toEqual(all.slice(150, 200));
    expect((await desk.api.readLogPage({ filter, skip: 300, limit: 20 })).rows).toEqual(all.slice(300, 320));
    // A long way over whole files.
    writeLog(join(desk.logs, "2026-01-12.jsonl"), makeLogLines(2_500, 6, DAY + 4 * 86_400_000));
    for (const order of ["newestFirst", "oldestFirst"] as const) {
      const start = await desk.api.readLogPage({ order, limit: 1_000 });
      for (let page = start, place = 1_000; !page.isEnd; place += 1_000) {
        const skipped = await desk.api.readLogPage({ order, skip: place, limit: 1_000 });
        page = await desk.api.readLogPage({ order, after: page.rows.at(-1)!.at, limit: 1_000 });
        expect(skipped.rows).toEqual(page.rows);
      }
      expect((await desk.api.readLogPage({ order, skip: 1_000_000 })).rows).toEqual([]);
    }
  });
});

test("a large source, read by several threads, with more different texts than are remembered", async () => {
  const desk = openDesk();
  const perFile = 15_000;
  const files = 3;
  const at = (index: number) => new Date(DAY + index * 1_000).toISOString();
  const words = "long and boring ".repeat(30);
  for (let file = 0; file < files; file++) {
    const lines = Array.from({ length: perFile }, (_, line) => {
      const index = file * perFile + line;
      return JSON.stringify({
        timestamp: at(index),
        streamId: `s${index % 7}`,
        errorType: "unknown",
        errorMessage: `stalled for ${index} s`,
        detail: { words },
      });
    });
    writeLog(join(desk.logs, `2026-01-0${file + 1}.jsonl`), [...lines, "damaged"]);
  }
  const records = files * perFile;
  const summary = await desk.api.summarizeLogs({});
  expect(summary).toMatchObject({ records, damaged: files, facets: { type: [{ value: "unknown", count: records }] } });
  expect(summary.facets.stream?.map(({ count }) => count).toSorted()).toEqual(
    Array.from({ length: 7 }, (_, s) => Math.ceil((records - s) / 7)).toSorted(),
  );
  const { groups, total } = await desk.api.groupLogs({});
  expect(total).toBe(1);
  expect(groups[0]).toMatchObject({ count: records, streams: 7, message: `stalled for ${records - 1} s` });
  const one = await desk.api.readLogPage({ filter: { text: "STALLED for 31234 s", facets: { stream: { include: [`s${31_234 % 7}`] } } } });
  expect(one.rows.map(({ fields }) => fields?.time)).toEqual([at(31_234)]);
  expect(
    (await desk.api.summarizeLogs({ filter: { fingerprints: [groups[0]!.fingerprint], facets: { stream: { include: ["s3"] } } } })).records,
  ).toBe(Math.ceil((records - 3) / 7));
});
