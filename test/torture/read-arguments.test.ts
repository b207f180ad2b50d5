import { expect, test } from "vitest";
import { readTortureArguments } from "./read-arguments.ts";

test("without arguments there are thirty kills, a thousand records for each", () => {
  expect(readTortureArguments([])).toEqual({
    kind: "run",
    arguments: { desktop: false, kills: 30, records: 30_000, seed: 1, minutes: 60 },
  });
});

test("the desktop app is asked for by a flag", () => {
  expect(readTortureArguments(["--desktop", "--kills", "20"])).toMatchObject({ kind: "run", arguments: { desktop: true, kills: 20 } });
});

test.each([
  [["--kills", "many"], /--kills needs a whole number, not "many"/],
  [["--kill", "3"], /--kill/],
  [["--fill"], /--fill needs --data-dir/],
  [["3"], /Unexpected argument/],
])("%j is wrong", (args, problem) => {
  expect(readTortureArguments(args)).toEqual({ kind: "wrong", problem: expect.stringMatching(problem) });
});

test("outages, week, memory and wall take the place of the kills, each with a number of records of its own", () => {
  expect(readTortureArguments(["--outages", "--memory", "--wall"])).toEqual({
    kind: "outages",
    parts: ["outages", "memory", "wall"],
    seed: 1,
  });
  expect(readTortureArguments(["--week", "--records", "5000"])).toEqual({ kind: "outages", parts: ["week"], records: 5_000, seed: 1 });
});
