import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTempDir } from "../support/temp-dir.ts";
import { inspectLogs } from "./inspect-logs.ts";
import { createLineNumbers, makeRecordId } from "./record-ids.ts";

function makeFolder(files: Record<string, string>): string {
  const folder = makeTempDir();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const line = (index: number) => `${JSON.stringify({ streamId: "a", id: makeRecordId(index, 1) })}\n`;

test("records are found in the order of the files, the tenth after the second", async () => {
  const folder = makeFolder({
    "2026-01-08.jsonl": line(3),
    "2026-01-08.2.jsonl": line(1),
    "2026-01-08.10.jsonl": line(0) + line(3),
  });
  expect(await inspectLogs(folder, createLineNumbers(4, false))).toMatchObject({
    lines: 4,
    damaged: 0,
    order: [3, 1, 0, 3],
    counts: [1, 1, 0, 2],
  });
});

test.each([
  ["a torn line in the middle", line(0) + line(1).slice(0, 20) + "\n" + line(2)],
  ["a torn line at the end", line(0) + line(1).slice(0, 20)],
  ["zeros", line(0) + "\0\0\0\0\n" + line(2)],
  ["two lines in one", line(0).trimEnd() + line(1)],
  ["a report that was never made", line(7)],
  ["a failure of which nobody has told", `${JSON.stringify({ id: "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e" })}\n`],
])("%s is damage", async (_name, text) => {
  const { damaged } = await inspectLogs(makeFolder({ "2026-01-08.jsonl": text }), createLineNumbers(4, false));
  expect(damaged).toBeGreaterThan(0);
});

test("what a host writes by itself has the same number in its journal and at the collector; an act on an alarm has that of its reason", async () => {
  const text = [
    { event: "started", id: "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e" },
    { event: "out_of_service", reason: makeRecordId(3, 1), id: "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3f" },
    { event: "alive", id: "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d40" },
  ].map((each) => `${JSON.stringify(each)}\n`);
  const numberOf = createLineNumbers(4, true);
  expect(await inspectLogs(makeFolder({ "2026-01-08.jsonl": text.join("") }), numberOf)).toMatchObject({ order: [4, 3, 5], damaged: 0 });
  expect(await inspectLogs(makeFolder({ "2026-01-08.jsonl": text.toReversed().join("") }), numberOf)).toMatchObject({ order: [5, 3, 4] });
});
