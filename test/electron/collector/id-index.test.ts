import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openIdIndex } from "../../../electron/collector/id-index.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const quiet = () => {};
const at = (segment: string, offset: number) => ({ segment, offset });

describe("the index of ids", () => {
  test("knows its ids and its position after it was closed and opened", () => {
    const file = join(makeTempDir(), "index.sqlite");
    const [known, unknown] = [randomUUID(), randomUUID()];
    const first = openIdIndex(file, quiet);
    expect(first.position()).toBeUndefined();
    first.add([known, known], at("2026-01-08.jsonl", 120));
    first.close();

    const second = openIdIndex(file, quiet);
    expect(second.findKnown([known, unknown, known.toUpperCase()])).toEqual(new Set([known, known.toUpperCase()]));
    expect(second.findKnown([])).toEqual(new Set());
    expect(second.position()).toEqual(at("2026-01-08.jsonl", 120));
    second.close();
  });

  test("forgets the ids of segments that are gone, and no others", async () => {
    const index = openIdIndex(join(makeTempDir(), "index.sqlite"), quiet);
    const days = ["2026-01-10.jsonl", "2026-01-08.jsonl", "2026-01-09.jsonl"]; // order of creation, not of names
    const ids = days.map((day, i) => {
      const some = Array.from({ length: 3_000 }, () => randomUUID());
      index.add(some, at(day, i));
      return some;
    });

    await index.forgetBefore("never-seen.jsonl");
    expect(index.findKnown(ids.flat()).size).toBe(9_000);
    await index.forgetBefore("2026-01-09.jsonl");
    expect(ids.map((some) => index.findKnown(some).size)).toEqual([0, 0, 3_000]);
    index.close();
  });

  test("begins anew when it is cleared", () => {
    const index = openIdIndex(join(makeTempDir(), "index.sqlite"), quiet);
    const id = randomUUID();
    index.add([id], at("2026-01-08.jsonl", 1));
    index.clear();
    expect(index.findKnown([id]).size).toBe(0);
    expect(index.position()).toBeUndefined();
    index.close();
  });

  test.each<[string, (file: string) => void]>([
    ["holds something else", (file) => writeFileSync(file, randomBytes(50_000))],
    ["is cut short", (file) => writeFileSync(file, readFileSync(file).subarray(0, 9_000))],
    ["has a damaged page", (file) => writeFileSync(file, readFileSync(file).fill(0xff, 9_000, 30_000))],
    ["is of another version", changeVersion],
  ])("begins anew, and says so, when its file %s", (_, damage) => {
    const file = join(makeTempDir(), "index.sqlite");
    const id = randomUUID();
    const before = openIdIndex(file, quiet);
    before.add([id, ...Array.from({ length: 2_000 }, () => randomUUID())], at("2026-01-08.jsonl", 1));
    before.close();
    damage(file);

    const said: string[] = [];
    const index = openIdIndex(file, (message) => said.push(message));
    expect(said).toEqual([expect.stringContaining("made anew from the journal")]);
    expect(index.position()).toBeUndefined();
    index.add([id], at("2026-01-08.jsonl", 1));
    expect(index.findKnown([id]).size).toBe(1);
    index.close();
  });
});

function changeVersion(file: string): void {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA user_version = 99");
  database.close();
}
