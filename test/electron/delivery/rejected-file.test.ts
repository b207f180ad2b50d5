import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRejectedFile } from "../../../electron/delivery/rejected-file.ts";
import { tidyRejected } from "../../../electron/delivery/tidy-rejected.ts";
import { createRejectionReader } from "../../../electron/history/read-rejections.ts";
import type { Position } from "../../../electron/journal/types.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const NOON = new Date("2026-01-08T12:00:00").getTime();
const placeOf = (offset: number): Position => ({ segment: "2026-01-08.jsonl", offset });
const rejectionOf = (offset: number) => ({ text: "{}", at: placeOf(offset), statusCode: 422, reason: "no" });

test("a file that is full is followed by another, and of lines about one place the last counts, in whichever file it is", async () => {
  const folder = makeTempDir();
  let files = 0;
  const rejected = createRejectedFile(folder, () => NOON, () => files++); // prettier-ignore
  await rejected.append(rejectionOf(1));
  await rejected.append(rejectionOf(2));
  for (const name of ["2026-01-08.jsonl", "2026-01-08.1.jsonl"]) {
    truncateSync(join(folder, name), 16 * 1024 * 1024);
    await rejected.wish([placeOf(1), placeOf(2)]);
  }
  await rejected.settle(placeOf(1));
  expect(readdirSync(folder).toSorted()).toEqual(["2026-01-08.1.jsonl", "2026-01-08.2.jsonl", "2026-01-08.jsonl"]);
  expect(files).toBe(3);
  expect(await createRejectedFile(folder, () => NOON).nextWish()).toEqual(placeOf(2));
  expect([...(await createRejectionReader(folder).read()).values()]).toEqual(["again"]);
});

test("a clock that was set back goes on in the newest file", async () => {
  const folder = makeTempDir();
  await createRejectedFile(folder, () => NOON).append(rejectionOf(1));
  await createRejectedFile(folder, () => NOON - 86_400_000).append(rejectionOf(2));
  expect(readdirSync(folder)).toEqual(["2026-01-08.jsonl"]);
});

const LINE = "x".repeat(999) + "\n";

async function tidy(
  days: Record<string, number>,
  { first, last = first, mostBytes }: { first: string; last?: string; mostBytes?: number },
) {
  const directory = makeTempDir();
  for (const [day, lines] of Object.entries(days)) writeFileSync(join(directory, `${day}.jsonl`), LINE.repeat(lines));
  const said: string[] = [];
  const journal = {
    oldest: () => ({ segment: `${first}.jsonl`, offset: 0 }),
    end: () => ({ segment: `${last}.jsonl`, offset: last === first ? 0 : 500 }),
  };
  await tidyRejected({ directory, journal, ...(mostBytes !== undefined && { mostBytes }), log: (message) => said.push(message) });
  return { left: readdirSync(directory).toSorted(), said: said.join("\n").replaceAll(`${directory}/`, "") };
}

const DAYS = { "2025-10-01": 3, "2025-12-01": 2, "2026-01-07": 1, "2026-01-08": 1 };

test("what was rejected before the journal's oldest day goes with it, and that is said with its number", async () => {
  const { left, said } = await tidy(DAYS, { first: "2025-12-01", last: "2026-01-08" });
  expect(left).toEqual(["2025-12-01.jsonl", "2026-01-07.jsonl", "2026-01-08.jsonl"]);
  expect(said).toBe("2025-10-01.jsonl was deleted, with 3 lines about what was refused: the journal no longer has those days");
});

test("beyond the size that is allowed the oldest go first, and that is said; the one that is written to stays", async () => {
  const { left, said } = await tidy(DAYS, { first: "2025-01-01", last: "2026-01-08", mostBytes: 3_000 });
  expect(left).toEqual(["2026-01-07.jsonl", "2026-01-08.jsonl"]);
  expect(said).toMatch(/2025-10-01.* 3 lines.*\n.*2025-12-01.* 2 lines/);
  expect((await tidy({ "2026-01-08": 9 }, { first: "2026-01-01", last: "2026-01-08", mostBytes: 3_000 })).left).toHaveLength(1);
});

test.each([
  ["is empty or cannot be read", { first: "2026-01-08" }],
  ["begins with a file of a clock that stood in the future", { first: "2030-01-01", last: "2026-01-08" }],
])("nothing is too old while the journal %s", async (_name, journal) => {
  expect((await tidy(DAYS, journal)).left).toHaveLength(4);
});

test("without a folder there is nothing to tidy", async () => {
  const directory = join(makeTempDir(), "none");
  const journal = { oldest: () => placeOf(0), end: () => placeOf(9) };
  await tidyRejected({ directory, journal, log: (message) => expect.unreachable(message) });
  expect(existsSync(directory)).toBe(false);
});

test("a torn line costs no other", async () => {
  const folder = makeTempDir();
  const [file, rejected] = [join(folder, "2026-01-08.jsonl"), createRejectedFile(folder, () => NOON)];
  await rejected.append(rejectionOf(1));
  writeFileSync(file, readFileSync(file, "utf8") + '{"record":{"id"');
  await rejected.append(rejectionOf(2));
  expect(await rejected.wish([placeOf(1), placeOf(2)])).toBe(2);
});
