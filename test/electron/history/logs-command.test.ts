import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readLogsArguments } from "../../../electron/history/command/logs-arguments.ts";
import { parseLogTime } from "../../../electron/history/command/parse-log-time.ts";
import { createJournal } from "../../../electron/journal/create-journal.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { SEED_RECORD } from "../../support/seed-record.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { appendLog, writeLog } from "./history-desk.ts";

const LOGS = join(import.meta.dirname, "../../../electron/logs.ts");

function askLogs(args: string[], zone = "Asia/Seoul"): { out: string; said: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [LOGS, ...args], { encoding: "utf8", env: { ...process.env, TZ: zone } });
  return { out: stdout, said: stderr, status };
}

const record = (fields: object) => JSON.stringify({ ...SEED_RECORD, ...fields });
const FILE = "2026-01-08.jsonl";

describe("npm run logs", () => {
  test("says that a data dir it was given is not there, in place of finding nothing", () => {
    const missing = join(makeTempDir(), "mtx-wach");
    expect(askLogs(["--data-dir", missing, "--count"])).toEqual({ out: "", said: `logs: there is no folder ${missing}\n`, status: 1 });
  });

  test("lists newest first, by type, text and range; --until is exclusive, a date is local midnight", () => {
    const folder = makeTempDir();
    writeLog(join(folder, FILE), [
      record({ timestamp: "2026-01-07T14:59:59.999Z", streamId: "a" }),
      record({ timestamp: "2026-01-07T15:00:00.000Z", streamId: "b" }),
      record({ timestamp: "2026-01-08T14:59:59.999Z", streamId: "c", errorType: "unknown", errorMessage: "스크립트 오류" }),
      record({ timestamp: "2026-01-08T15:00:00.000Z", streamId: "d" }),
    ]);
    const streams = (args: string[], zone?: string) =>
      askLogs([folder, "--format", "jsonl", ...args], zone)
        .out.split("\n")
        .slice(0, -1)
        .map((line) => (JSON.parse(line) as { streamId: string }).streamId)
        .join("");
    expect(streams([])).toBe("dcba");
    expect(streams(["--since", "2026-01-08", "--until", "2026-01-09"])).toBe("cb");
    expect(streams(["--since", "2026-01-08", "--until", "2026-01-09", "--utc"])).toBe("dc");
    expect(streams(["--since", "2026-01-08T00:00:00+09:00", "--limit", "2"])).toBe("dc");
    expect(streams(["--type", "unknown"])).toBe("c");
    expect(streams(["--text", "오류", "--stream", "c", "--stream", "d"])).toBe("c");
    expect(askLogs([folder, "--count", "--by", "day"]).out).toBe("2\t2026-01-08\n1\t2026-01-07\n1\t2026-01-09\n");
    expect(askLogs([folder, "--count", "--by", "hour", "--utc"]).out).toBe(
      ["2026-01-07T14", "2026-01-07T15", "2026-01-08T14", "2026-01-08T15"].map((hour) => `1\t${hour}\n`).join(""),
    );
  });

  test("reads the data dir of a running app, its lock and files untouched", async () => {
    const dataDir = makeTempDir();
    const directory = join(dataDir, "logs", "mediamtx_errors");
    const journal = await createJournal({
      directory,
      quarantineDirectory: join(dataDir, "q"),
      limits: () => DEFAULT_SETTINGS.logs,
      now: Date.now,
    });
    onTestFinished(() => journal.close());
    await journal.append([record({})]);
    expect(askLogs(["--data-dir", dataDir, "--count"])).toEqual({ out: "1\n", said: "", status: 0 });
    await journal.append([record({})]);
    expect(askLogs(["--data-dir", dataDir, "--count"]).out).toBe("2\n");
  });

  test("nothing of a line drives the terminal, and no cell is a formula", () => {
    const folder = makeTempDir();
    const hostile = ['=cmd|"/c calc"!A1', "+1+1", "-2", "@SUM(A1)", " =1", 'say "hi", ok'];
    writeLog(
      join(folder, FILE),
      hostile.map((errorMessage) => record({ errorMessage: `${errorMessage}\u001b[2J\u009b\u202e\u2028` })),
    );
    for (const format of ["table", "jsonl", "csv"]) {
      const { out } = askLogs([folder, "--format", format]);
      // oxlint-disable-next-line no-control-regex -- they are what must not be there
      expect(out.replaceAll(/\r?\n/g, ""), format).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
      expect(out).toContain("SUM(A1)");
    }
    const cells = askLogs([folder, "--format", "csv"]).out.split("\r\n").slice(1, -1);
    expect(cells).toHaveLength(hostile.length);
    for (const line of cells) expect(line).not.toMatch(/(^|,)"?\s*[=+\-@]/);
  });

  test("damaged lines are said, and what is wrong with the arguments", () => {
    const folder = makeTempDir();
    writeLog(join(folder, FILE), [record({}), "damaged", "{"]);
    expect(askLogs([folder, "--count"])).toEqual({ out: "1\n", said: "logs: 2 damaged lines\n", status: 0 });
    expect(askLogs([join(folder, "nothing")]).status).toBe(1);
    expect(askLogs(["--data-dir", join(folder, "nothing"), "--count"])).toMatchObject({ out: "", status: 1 });
    const quiet = makeTempDir();
    expect(askLogs(["--data-dir", quiet, "--count"])).toEqual({ out: "0\n", said: `logs: ${quiet}: no error log here\n`, status: 0 });
    for (const wrong of [
      ["--by", "type"],
      ["--count", "--by", "colour"],
      ["--since", "soon"],
      ["--format", "xml"],
      ["--limit", "-1"],
      ["--colour"],
    ]) {
      const { status, out, said } = askLogs([folder, ...wrong]);
      expect([wrong, status, out]).toEqual([wrong, 2, ""]);
      expect(said).toMatch(/^logs: .+\n$/);
    }
  });

  // Windows gives a program no signal: there each is a hard end.
  test.skipIf(process.platform === "win32")(
    "--follow goes on with what is written, over the change of the day, until it is ended",
    async () => {
      const folder = makeTempDir();
      writeLog(join(folder, FILE), [record({ streamId: "a" }), record({ streamId: "b" })]);
      const child = spawn(process.execPath, [LOGS, folder, "--follow", "--limit", "1", "--format", "jsonl"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      onTestFinished(() => void child.kill("SIGKILL"));
      const lines = createInterface({ input: child.stdout });
      const next = async () => (JSON.parse(((await once(lines, "line")) as [string])[0]) as { streamId: string }).streamId;
      expect(await next()).toBe("b");
      appendLog(join(folder, FILE), [record({ streamId: "c" })]);
      expect(await next()).toBe("c");
      writeLog(join(folder, "2026-01-09.jsonl"), [record({ streamId: "d" })]);
      expect(await next()).toBe("d");
      child.kill("SIGTERM");
      expect(await once(child, "exit")).toEqual([0, null]);
    },
  );
});

test.each([
  ["2h", "2026-01-08T10:00:00.000Z"],
  ["7d", "2026-01-01T12:00:00.000Z"],
  ["30m", "2026-01-08T11:30:00.000Z"],
  ["2026-01-08T09:00Z", "2026-01-08T09:00:00.000Z"],
  ["2026-01-08 09:00:01.5+09:00", "2026-01-08T00:00:01.500Z"],
  ["2026-01-08", "2026-01-08T00:00:00.000Z"],
  ["2026-13-08", undefined],
  ["yesterday", undefined],
  ["", undefined],
])("the time %s in UTC is %s", (text, expected) => {
  expect(parseLogTime(text, { now: Date.UTC(2026, 0, 8, 12), isUtc: true })).toBe(expected);
});

test("the filters of the command line are those of the viewer", () => {
  const read = readLogsArguments(
    ["--type", "a", "--type", "b", "--server", "h:1", "--status", "502", "--text", "x", "--since", "2026-01-08T00:00Z", "."],
    0,
  );
  expect(read).toMatchObject({
    kind: "run",
    arguments: {
      filter: {
        from: "2026-01-08T00:00:00.000Z",
        text: "x",
        facets: { type: { include: ["a", "b"] }, server: { include: ["h:1"] }, status: { include: ["502"] } },
      },
    },
  });
});
