import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createStateReader } from "../../../electron/states/read-states.ts";
import { readStateLines } from "../../support/read-state-lines.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const noon = (day: number): number => new Date(2026, 0, day, 12).getTime();
const aliveAt = (time: number): string => `${JSON.stringify({ timestamp: new Date(time).toISOString(), event: "alive", page: "p" })}\n`;
const timesOf = async (folder: string, window: { from: number; to: number }) =>
  (await readStateLines(folder, window)).map(({ at }) => at).sort((a, b) => a - b);

test("reads the lines of a window from plain and compressed files, and what was said in the hour before", async () => {
  const folder = makeTempDir();
  const hour = 3_600_000;
  writeFileSync(join(folder, "2026-01-07.jsonl.gz"), gzipSync(aliveAt(noon(7)) + aliveAt(noon(7) + 11 * hour + 30 * 60_000)));
  writeFileSync(join(folder, "2026-01-08.jsonl"), aliveAt(noon(8)));
  writeFileSync(join(folder, "2026-01-08.1.jsonl.gz"), gzipSync(aliveAt(noon(8) + 1)));
  writeFileSync(join(folder, "2026-01-09.jsonl"), aliveAt(noon(8) + 2) + aliveAt(noon(9)));
  const midnight = new Date(2026, 0, 8).getTime();
  const lines = await timesOf(folder, { from: midnight, to: new Date(2026, 0, 9).getTime() });
  expect(lines).toEqual([noon(7) + 11 * hour + 30 * 60_000, noon(8), noon(8) + 1, noon(8) + 2]);
});

test("takes the plain file while a day is being compressed, leaves what is none of ours, and counts damaged lines", async () => {
  const folder = makeTempDir();
  writeFileSync(
    join(folder, "2026-01-08.jsonl"),
    `${aliveAt(noon(8))}{"torn\n{"timestamp":"2026-01-08T12:00:00.000Z","event":"later"}\nno line yet`,
  );
  writeFileSync(join(folder, "2026-01-08.jsonl.gz"), gzipSync(aliveAt(noon(8)) + aliveAt(noon(8) + 1)));
  writeFileSync(join(folder, "notes.jsonl"), aliveAt(noon(8)));
  mkdirSync(join(folder, "2026-01-08.2.jsonl"));
  const reader = createStateReader(folder);
  const window = { from: noon(8) - 1_000, to: noon(8) + 1_000 };
  const files = await reader.list(window);
  expect(files.map(({ name, isPlain }) => [name, isPlain])).toEqual([["2026-01-08.jsonl", true]]);
  expect(await reader.read(window, files)).toEqual(new Map([["", [{ kind: "alive", at: noon(8), page: "p" }]]]));
  expect(await reader.countDamaged(files[0]!)).toBe(2);
});

test("finds nothing in a folder that is not there", async () => {
  expect(await readStateLines(join(makeTempDir(), "none"), { from: 0, to: Date.now() })).toEqual([]);
});

test("a file that grows, is replaced by a larger one, or is taken back is read as it is", async () => {
  const folder = makeTempDir();
  const file = join(folder, "2026-01-08.jsonl");
  const reader = createStateReader(folder);
  const window = { from: noon(8), to: noon(8) + 10_000 };
  const read = async () => {
    const files = await reader.list(window);
    const times = (await reader.read(window, files)).get("")!.map(({ at }) => at - noon(8));
    return { times: times.sort((a, b) => a - b), damaged: await reader.countDamaged(files[0]!) };
  };
  const late = aliveAt(noon(8) + 2);
  writeFileSync(file, `${aliveAt(noon(8) + 1)}broken\n${late.slice(0, 30)}`);
  expect(await read()).toEqual({ times: [1], damaged: 1 });
  appendFileSync(file, late.slice(30) + aliveAt(noon(8) + 3));
  expect(await read()).toEqual({ times: [1, 2, 3], damaged: 1 });
  const other = join(folder, "copy");
  writeFileSync(other, `${"x".repeat(7)}\n${[4, 5, 6, 7].map((n) => aliveAt(noon(8) + n)).join("")}`);
  renameSync(other, file);
  expect(await read()).toEqual({ times: [4, 5, 6, 7], damaged: 1 });
  writeFileSync(file, aliveAt(noon(8) + 8));
  expect(await read()).toEqual({ times: [8], damaged: 0 });
});
