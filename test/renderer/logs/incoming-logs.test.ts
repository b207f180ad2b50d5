import { expect, test } from "vitest";
import { isSentFolder } from "../../../renderer/api/log-folder.ts";
import { isLogName, shortenNames } from "../../../renderer/logs/incoming-logs.ts";

const namesOf = (...names: string[]) => shortenNames(names.map((name) => ({ name, file: new File([], "x") }))).map(({ name }) => name);

test("files of one folder lose its name, those of several keep theirs", () => {
  expect(namesOf("a.jsonl", "b.jsonl")).toEqual(["a.jsonl", "b.jsonl"]);
  expect(namesOf("logs/a.jsonl", "logs/b.jsonl")).toEqual(["a.jsonl", "b.jsonl"]);
  expect(namesOf("two/pc1/a.jsonl", "two/pc2/a.jsonl", "b.jsonl")).toEqual(["two/pc1/a.jsonl", "two/pc2/a.jsonl", "b.jsonl"]);
  expect(namesOf()).toEqual([]);
});

test.each([
  ["2026-01-08.jsonl", true],
  ["2026-01-08.1.jsonl.gz", true],
  ["notes.txt", false],
  ["logs.zip", false],
  ["a.jsonl.exe", false],
  ["jsonl", false],
])("%s: a log by its name: %s", (name, isLog) => expect(isLogName(name)).toBe(isLog));

test.each([
  ["/var/lib/mtx-watch/index/opened/0197c0de-0000-7000-8000-000000000001", true],
  ["C:\\Data\\index\\opened\\0197c0de-0000-7000-8000-000000000001", true],
  ["/var/lib/mtx-watch/index/opened/0197c0de-0000-7000-8000-000000000001/a.jsonl", false],
  ["/home/me/opened", false],
])("%s: sent by a page: %s", (folder, isSent) => expect(isSentFolder(folder)).toBe(isSent));
