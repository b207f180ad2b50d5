import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTempDir } from "../support/temp-dir.ts";
import { inspectLogs } from "./inspect-logs.ts";
import { makeRecordId } from "./record-ids.ts";

function makeDataDir(files: Record<string, string>): string {
  const dataDir = makeTempDir();
  const logs = join(dataDir, "logs", "mediamtx_errors");
  mkdirSync(logs, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(logs, name), text);
  return dataDir;
}

const line = (index: number) => `${JSON.stringify({ streamId: "a", id: makeRecordId(index, 1) })}\n`;

test("records are found in the order of the files, the tenth after the second", async () => {
  const dataDir = makeDataDir({
    "2026-01-08.jsonl": line(3),
    "2026-01-08.2.jsonl": line(1),
    "2026-01-08.10.jsonl": line(0) + line(3),
  });
  expect(await inspectLogs(dataDir, 4)).toMatchObject({
    lines: 4,
    damaged: 0,
    order: [3, 1, 0, 3],
    counts: Uint8Array.from([1, 1, 0, 2]),
  });
});

test.each([
  ["a torn line in the middle", line(0) + line(1).slice(0, 20) + "\n" + line(2)],
  ["a torn line at the end", line(0) + line(1).slice(0, 20)],
  ["zeros", line(0) + "\0\0\0\0\n" + line(2)],
  ["two lines in one", line(0).trimEnd() + line(1)],
  ["a record of another run", line(7)],
])("%s is damage", async (_name, text) => {
  const { damaged } = await inspectLogs(makeDataDir({ "2026-01-08.jsonl": text }), 4);
  expect(damaged).toBeGreaterThan(0);
});
