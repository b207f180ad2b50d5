import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createLineReader } from "../../../electron/history/read-lines.ts";
import { listSourceFiles } from "../../../electron/history/source-files.ts";
import type { LogPlace } from "../../../shared/log-search.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { openDesk, writeLog } from "./history-desk.ts";
import { makeLogLines } from "./make-log-lines.ts";

interface Written {
  at: LogPlace;
  line: string;
}

function placesOf(file: string, lines: readonly string[]): Written[] {
  let offset = 0;
  return lines.map((line) => {
    const at = { file, offset };
    offset += Buffer.byteLength(line) + 1;
    return { at, line };
  });
}

const { signal } = new AbortController();

/** As the export does: ask on with what is left. */
async function readAll(folder: string, places: readonly LogPlace[], step = 1_000): Promise<{ lines: (string | null)[]; answers: number }> {
  const reader = createLineReader();
  const files = await listSourceFiles([{ directory: folder, prefix: "" }]);
  const lines: (string | null)[] = [];
  let answers = 0;
  while (lines.length < places.length) {
    const answer = await reader.read(places.slice(lines.length, lines.length + step), files, signal);
    expect(answer.length).toBeGreaterThan(0);
    expect(answer.reduce((sum, line) => sum + (line?.length ?? 0), 0)).toBeLessThan(5 * 1024 * 1024);
    lines.push(...answer);
    answers++;
  }
  return { lines, answers };
}

test("lines of plain and compressed files come in the order of their places, damaged and torn ones too", async () => {
  const desk = openDesk();
  const tail = '{"timestamp":"2026-01-10T23:00:00.000Z","errorType":"unknown"}';
  const days = [1, 2, 3].map((seed) => makeLogLines(300, seed));
  writeLog(join(desk.logs, "2026-01-08.jsonl"), days[0]!, { gz: true, tail });
  writeLog(join(desk.logs, "2026-01-09.jsonl"), days[1]!);
  writeLog(join(desk.logs, "2026-01-10.jsonl"), days[2]!, { tail });
  const written = days.flatMap((lines, day) => placesOf(`2026-01-${["08", "09", "10"][day]}.jsonl`, day === 1 ? lines : [...lines, tail]));
  const newestFirst = written.toReversed().filter((_, at) => at % 2 === 0);
  const inPairs = newestFirst.flatMap((each, at) => (at % 2 === 0 ? [newestFirst[at + 1], each] : [])).filter((each) => each !== undefined);
  for (const order of [newestFirst, inPairs, [...inPairs, ...inPairs.slice(0, 5)]]) {
    const { lines } = await desk.api.readLogLines({ at: order.map(({ at }) => at) });
    expect(lines).toEqual(order.map(({ line }) => line));
  }
});

test("where there is no line there is none", async () => {
  const folder = makeTempDir();
  writeLog(join(folder, "a.jsonl"), ["first", "second"]);
  writeLog(join(folder, "b.jsonl"), ["first", "second"], { gz: true });
  const places = ["a.jsonl", "b.jsonl"].flatMap((file) => [0, 3, 6, 13, 14, 1_000_000].map((offset) => ({ file, offset })));
  const { lines } = await readAll(folder, [...places, { file: "../a.jsonl", offset: 0 }, { file: "c.jsonl", offset: 0 }]);
  const ofOne = ["first", null, "second", null, null, null];
  expect(lines).toEqual([...ofOne, ...ofOne, null, null]);
});

describe.each([{ gz: false }, { gz: true }])("compressed: $gz", ({ gz }) => {
  test("an answer has so many bytes, and one line however long it is", async () => {
    const folder = makeTempDir();
    const lines = Array.from({ length: 12 }, (_, at) => `${at}`.padEnd(900 * 1024, "x"));
    const written = placesOf("a.jsonl", [...lines, "y".repeat(3 * 1024 * 1024), "the end"]);
    writeLog(
      join(folder, "a.jsonl"),
      written.map(({ line }) => line),
      { gz },
    );
    for (const order of [written, written.toReversed()]) {
      const { lines: read, answers } = await readAll(
        folder,
        order.map(({ at }) => at),
      );
      expect(read.map((line) => `${line?.length} ${line?.slice(0, 9)}`)).toEqual(
        order.map(({ line }) => `${Math.min(line.length, 1024 * 1024)} ${line.slice(0, 9)}`),
      );
      expect(answers).toBeGreaterThan(2);
    }
  });

  test("a file larger than what is kept of it, from its end, close together and far between", async () => {
    const folder = makeTempDir();
    const written = placesOf(
      "a.jsonl",
      Array.from({ length: 40_000 }, (_, at) => `{"at":${at},"words":"${"stalled ".repeat(60 + (at % 9))}"}`),
    );
    writeLog(
      join(folder, "a.jsonl"),
      written.map(({ line }) => line),
      { gz },
    );
    for (const every of [1, 97]) {
      const order = written.toReversed().filter((_, at) => at % every === 0);
      const { lines } = await readAll(
        folder,
        order.map(({ at }) => at),
      );
      expect(lines.findIndex((line, at) => line !== order[at]!.line)).toBe(-1);
    }
  });
});
