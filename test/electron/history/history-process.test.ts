import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { appendLog, openDesk, writeLog } from "./history-desk.ts";
import { makeLogLines } from "./make-log-lines.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeReport } from "../../support/make-report.ts";
import type { LogSource } from "../../../shared/log-api.ts";

const FILE = "2026-01-08.jsonl";
const record = (fields: object) => JSON.stringify({ ...makeReport(), errorType: "unknown", ...fields });

describe("the history process", () => {
  test("is started by the first question, not before", async () => {
    const desk = openDesk();
    desk.history.noteGrowth();
    expect(desk.channels).toHaveLength(0);
    expect(await desk.api.readLogPage({})).toMatchObject({ rows: [], isEnd: true });
    expect(desk.channels).toHaveLength(1);
  });

  test("is started again when it dies, and what was asked is answered", async () => {
    const desk = openDesk();
    writeLog(join(desk.logs, FILE), makeLogLines(3_000, 1));
    const { records } = await desk.api.summarizeLogs({});
    const asked = desk.api.summarizeLogs({ filter: { text: "publishing" } });
    desk.channels[0]!.kill();
    expect((await asked).records).toBeGreaterThan(0);
    expect(desk.channels).toHaveLength(2);
    expect((await desk.api.summarizeLogs({})).records).toBe(records);
  });

  test("a process that dies of a question is not asked a third time", async () => {
    const desk = openDesk();
    const asked = desk.api.summarizeLogs({});
    desk.channels[0]!.onMessage(() => undefined);
    const killAll = setInterval(() => desk.channels.at(-1)!.kill(), 5);
    await expect(asked).rejects.toMatchObject({ code: "unavailable" });
    clearInterval(killAll);
    expect(desk.channels).toHaveLength(2);
    expect((await desk.api.readLogPage({})).rows).toEqual([]);
  });

  test("a newer question of the same slot ends the older one", async () => {
    const desk = openDesk();
    writeLog(join(desk.logs, FILE), makeLogLines(20_000, 1));
    const older = desk.api.summarizeLogs({ slot: "facets", filter: { text: "a" } });
    const newer = desk.api.summarizeLogs({ slot: "facets", filter: { text: "odd" } });
    const other = desk.api.summarizeLogs({ slot: "another page", filter: { text: "a" } });
    await expect(older).rejects.toMatchObject({ code: "cancelled" });
    expect((await newer).records).toBeGreaterThan(0);
    expect((await other).records).toBeGreaterThan(0);
  });

  test("its index may be deleted or damaged at any time between two runs", async () => {
    const first = openDesk();
    writeLog(join(first.logs, FILE), makeLogLines(500, 1));
    const { records } = await first.api.summarizeLogs({});
    first.history.close();
    const index = join(first.dataDir, "index", "own.duckdb");
    expect(existsSync(index)).toBe(true);
    for (const spoil of [() => rmSync(index), () => writeFileSync(index, "garbage"), () => writeFileSync(`${index}.wal`, "garbage")]) {
      spoil();
      const next = openDesk({ dataDir: first.dataDir });
      expect((await next.api.summarizeLogs({})).records).toBe(records);
      next.history.close();
    }
  });

  // Windows deletes no file that is open.
  test.skipIf(process.platform === "win32")("its index may be deleted while it is open", async () => {
    const { api, logs, dataDir } = openDesk();
    writeLog(join(logs, FILE), makeLogLines(50, 1));
    const { records } = await api.summarizeLogs({});
    rmSync(join(dataDir, "index"), { recursive: true });
    mkdirSync(join(dataDir, "index"));
    expect((await api.summarizeLogs({})).records).toBe(records);
    // So many at once that it is closed and opened again.
    const many = 50_001;
    appendLog(
      join(logs, FILE),
      Array.from({ length: many }, () => '{"streamId":"a"}'),
    );
    expect((await api.summarizeLogs({})).records).toBe(records + many);
  });
});

describe("the index follows the files", () => {
  test("appended lines are announced and found", async () => {
    const desk = openDesk();
    const file = join(desk.logs, FILE);
    writeLog(file, [record({ streamId: "old" })]);
    await desk.api.summarizeLogs({});
    const { rows: before } = await desk.api.readLogPage({});
    const grown = desk.nextNotification("logsGrew", ({ source }) => source === "own");
    appendLog(file, [record({ streamId: "new" }), record({ streamId: "other" })]);
    desk.history.noteGrowth();
    await grown;
    const page = await desk.api.readLogPage({
      order: "oldestFirst",
      after: before[0]!.at,
      filter: { facets: { stream: { include: ["new"] } } },
    });
    expect(page.rows.map(({ fields }) => fields?.stream)).toEqual(["new"]);
    expect((await desk.api.summarizeLogs({})).records).toBe(3);
  });

  test("a half written line waits for its end; a whole record without an LF counts, and counts once when the LF comes", async () => {
    const desk = openDesk();
    const file = join(desk.logs, FILE);
    const [before, late, after] = [record({}), record({ streamId: "late" }), record({})];
    writeLog(file, [before], { tail: late.slice(0, 40) });
    expect(await desk.api.summarizeLogs({})).toMatchObject({ records: 1, damaged: 0 });
    appendFileSync(file, late.slice(40));
    expect(await desk.api.summarizeLogs({})).toMatchObject({ records: 2, damaged: 0 });
    appendLog(file, ["", after]);
    expect(await desk.api.summarizeLogs({})).toMatchObject({ records: 3, damaged: 0 });
  });

  test("a compressed, a deleted, a replaced and an older file", async () => {
    const desk = openDesk();
    const file = join(desk.logs, FILE);
    writeLog(file, makeLogLines(400, 1));
    writeLog(join(desk.logs, "2026-01-09.jsonl"), makeLogLines(50, 2));
    const { records } = await desk.api.summarizeLogs({});
    const { rows } = await desk.api.readLogPage({ order: "oldestFirst" });
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
    rmSync(file);
    expect((await desk.api.summarizeLogs({})).records).toBe(records);
    expect((await desk.api.readLogPage({ order: "oldestFirst" })).rows).toEqual(rows);
    expect((await desk.api.readLogContext({ at: rows[100]!.at, count: 5 })).rows).toEqual(rows.slice(95, 106));

    rmSync(`${file}.gz`);
    const later = await desk.api.summarizeLogs({});
    expect(later.records).toBeLessThan(60);
    writeLog(join(desk.logs, "2026-01-07.jsonl"), [record({ streamId: "copied in" })]);
    expect((await desk.api.readLogPage({ order: "oldestFirst", limit: 1 })).rows[0]?.fields?.stream).toBe("copied in");
    writeLog(join(desk.logs, "2026-01-09.jsonl"), makeLogLines(60, 9));
    const fresh = openDesk();
    writeLog(join(fresh.logs, "2026-01-07.jsonl"), [record({ streamId: "copied in" })]);
    writeLog(join(fresh.logs, "2026-01-10.jsonl"), makeLogLines(60, 9));
    const { records: wanted } = await fresh.api.summarizeLogs({});
    expect((await desk.api.summarizeLogs({})).records).toBe(wanted);
    renameSync(join(desk.logs, "2026-01-09.jsonl"), join(desk.logs, "2026-01-10.jsonl"));
    expect((await desk.api.summarizeLogs({})).records).toBe(wanted);
  });
});

test("another PC's folder or file is opened and closed; what holds no logs is named, and nothing is opened", async () => {
  const desk = openDesk();
  const folder = makeTempDir();
  writeLog(join(folder, "export.jsonl"), makeLogLines(30, 1));
  writeLog(join(folder, "2026-01-08.jsonl"), makeLogLines(30, 2), { gz: true });
  const nowhere = join(folder, "nothing");
  expect(await desk.api.openLogs({ path: [nowhere, folder, "/etc/passwd"].join("\n") })).toEqual({ empty: [nowhere, "/etc/passwd"] });
  const many = Array.from({ length: 100 }, (_, n) => join(folder, `none-${n}`));
  expect(await desk.api.openLogs({ path: many.join("\n") })).toEqual({ empty: many.slice(0, 10) });
  const whole = (await desk.api.openLogs({ path: folder })) as LogSource;
  const { source } = (await desk.api.openLogs({ path: join(folder, "export.jsonl") })) as LogSource;
  const [one, all] = [await desk.api.summarizeLogs({ source }), await desk.api.summarizeLogs({ source: whole.source })];
  expect(one.records).toBeGreaterThan(20);
  expect(all.records).toBeGreaterThan(one.records);
  expect((await desk.api.summarizeLogs({})).records).toBe(0);
  await desk.api.closeLogs({ source });
  await expect(desk.api.readLogPage({ source })).rejects.toMatchObject({ code: "invalid_input" });
});

describe("the state of each record's delivery", () => {
  test("follows from the places of the cursor, the first delivery and the rejected records", async () => {
    const lines = [
      record({ streamId: "before" }),
      record({ streamId: "sent" }),
      record({ streamId: "refused" }),
      record({ id: undefined, streamId: "without id" }),
      record({ streamId: "next" }),
    ];
    const offsets = lines.map((_, index) => Buffer.byteLength(lines.slice(0, index).join("\n")) + Math.min(1, index));
    const place = (index: number) => ({ segment: FILE, offset: offsets[index]! });
    let isOn = true;
    const desk = openDesk({ marks: () => ({ isOn, start: place(1), cursor: place(4) }) });
    writeLog(join(desk.logs, FILE), lines);
    writeLog(join(desk.dataDir, "logs", "rejected", FILE), [
      JSON.stringify({ record: {}, status: 422, reason: "no such stream", at: "", place: place(2) }),
    ]);
    const expected = ["off", "delivered", "rejected", "skipped", "waiting"];
    for (const _ of ["from the files or the index", "from the index"]) {
      const { rows } = await desk.api.readLogPage({ order: "oldestFirst" });
      expect(rows.map(({ delivery }) => delivery)).toEqual(expected);
      expect(rows[2]?.rejection).toEqual({ reason: "no such stream", status: 422 });
      const { facets } = await desk.api.summarizeLogs({});
      expect(facets.delivery?.map(({ value, count }) => [value, count]).toSorted()).toEqual(expected.toSorted().map((state) => [state, 1]));
    }
    expect(
      (await desk.api.readLogPage({ filter: { facets: { delivery: { include: ["rejected", "waiting"] } } } })).rows.map(
        ({ fields }) => fields?.stream,
      ),
    ).toEqual(["next", "refused"]);
    // Sent again it waits; taken at last it is delivered.
    for (const [state, delivery] of [
      ["again", "waiting"],
      ["settled", "delivered"],
    ] as const) {
      appendLog(join(desk.dataDir, "logs", "rejected", FILE), [JSON.stringify({ state, at: "", place: place(2) })]);
      const { rows } = await desk.api.readLogPage({ order: "oldestFirst" });
      expect([rows[2]?.delivery, rows[2]?.rejection]).toEqual([delivery, undefined]);
      const { facets } = await desk.api.summarizeLogs({});
      expect(facets.delivery?.find(({ value }) => value === delivery)?.count).toBe(2);
    }
    isOn = false;
    expect((await desk.api.readLogPage({ limit: 1 })).rows[0]?.delivery).toBe("off");
  });
});

describe("groups", () => {
  test("hold what differs in its numbers only, with first and last time, trend and the newest place", async () => {
    const desk = openDesk();
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 8, 12, minute)).toISOString();
    const lines = [0, 10, 20, 30].map((minute) =>
      record({ timestamp: at(minute), errorMessage: `stalled for ${minute + 5} s`, streamId: `s${minute % 20}` }),
    );
    writeLog(join(desk.logs, FILE), [...lines, record({ timestamp: at(40), errorMessage: "something else" })]);
    const { groups, total } = await desk.api.groupLogs({ buckets: 4 });
    expect(total).toBe(2);
    expect(groups[0]).toMatchObject({
      count: 4,
      streams: 2,
      firstSeen: at(0),
      lastSeen: at(30),
      message: "stalled for 35 s",
      trend: [2, 1, 1, 0],
    });
    expect(groups[0]?.fingerprint).toMatch(/^v1:[0-9a-f]{16}$/);
    const { rows } = await desk.api.readLogPage({ filter: { fingerprints: [groups[0]!.fingerprint] } });
    expect(rows).toHaveLength(4);
    expect(rows[0]?.at).toEqual(groups[0]?.newest);
  });
});

test("a context holds the lines around a place, the line itself and other streams' records of its second", async () => {
  const desk = openDesk();
  const at = (ms: number) => new Date(Date.UTC(2026, 0, 8, 12) + ms).toISOString();
  const lines = Array.from({ length: 30 }, (_, index) => record({ timestamp: at(index * 300), streamId: `s${index % 3}` }));
  writeLog(join(desk.logs, FILE), lines);
  writeLog(join(desk.logs, "2026-01-09.jsonl"), ["damaged"]);
  await desk.api.summarizeLogs({});
  const { rows } = await desk.api.readLogPage({ order: "oldestFirst" });
  const context = await desk.api.readLogContext({ at: rows[28]!.at, count: 4 });
  expect(context.line).toBe(lines[28]);
  expect(context.rows).toEqual(rows.slice(24, 31));
  expect(context.sameSecond.map(({ fields }) => fields?.time)).toEqual(
    [at(27 * 300), at(29 * 300)].filter((time) => time?.slice(0, 19) === at(28 * 300).slice(0, 19)),
  );
  await expect(desk.api.readLogContext({ at: { file: FILE, offset: 3 } })).rejects.toMatchObject({ code: "invalid_input" });
});
